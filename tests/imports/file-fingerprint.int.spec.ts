import { importSource, type EventStore, type EventToAppend } from '@praxis/event-sourcing';
import { importFiles, renderImportReport, workerIdOf, type FileToImport, type ImportPorts } from '@praxis/imports';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { upload, worker } from './asc-wds.rows.js';
import { formsIn } from './fingerprint.forms.js';
import { importAll, logAfter, newInstallation, ownFile, uploadFile, type Installation } from './import.harness.js';
import { organisation, staff as people } from './provider.files.js';

const APRIL = '2026-04-30';
const FIRST = upload(APRIL, [worker('W001', { DOB: '17/03/1957' }), worker('W002')]);
const staff = (DOB: string) => uploadFile('staff', [worker('W001', { DOB }), worker('W002')], APRIL);

let installation: Installation;
beforeEach(async () => void (installation = await newInstallation()));
afterEach(() => installation.close());

async function erase(id: string): Promise<void> {
  const erased = workerIdOf(installation.ports.pseudonym, 'HOME-A', id);
  await installation.command('worker', erased, { type: 'EraseWorker', data: { on: '2026-06-01' } });
}

async function sha256Of(file: FileToImport): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of file.open()) hash.update(chunk);
  return hash.digest('hex');
}

const asText = (value: unknown) =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));

/** The log as releases wrote it that named a file by what anybody can work out from it. */
async function asBefore(files: readonly FileToImport[]): Promise<ImportPorts> {
  const { store, ports } = installation;
  const names = new Map<string, string>();
  for (const file of files) {
    const sha256 = await sha256Of(file);
    names.set(importSource(sha256, ports.pseudonym), `import:${sha256.slice(0, 12)}`);
  }
  const former = (source: string) => source.replace(/^import:i-[a-z2-7]{26}/, (name) => names.get(name) ?? name);
  const before = (event: EventToAppend): EventToAppend => {
    const source = former(event.metadata.source);
    return { ...event, metadata: { ...event.metadata, source, correlationId: source } };
  };
  return installation.over(
    new Proxy(store, {
      get: (target, name) => {
        if (name === 'append') {
          return (...[stream, events, options]: Parameters<EventStore['append']>) =>
            target.append(stream, events.map(before), options);
        }
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }),
  );
}

describe('who knew a file but for a birth date could try which one its facts were from, after erasure too', () => {
  it('nothing in the log, in reports or in what is printed of them can be worked out from the file', async () => {
    const report = await importAll(installation, FIRST);
    await erase('W001');
    const again = await importFiles(FIRST, installation.ports);
    const trial = await importFiles(FIRST, installation.ports, { dryRun: true });

    const told = [await logAfter(installation), report, again, trial].map(asText);
    told.push(...[report, again, trial].map((one) => renderImportReport(one)));
    for (const file of FIRST) {
      const sha256 = await sha256Of(file);
      expect(formsIn(`import:${sha256.slice(0, 12)}`, sha256)).not.toEqual([]);
      expect(told.flatMap((text) => formsIn(text, sha256))).toEqual([]);
    }
  });

  it('what stands for the file is told with facts that are written, and with nothing that leaves no trace', async () => {
    const trial = await importFiles(FIRST, installation.ports, { dryRun: true });
    expect(trial.totals.events).toBeGreaterThan(0);
    const written = await importAll(installation, FIRST);
    const again = await importAll(installation, FIRST);
    const guess = await importAll(installation, [staff('17/03/1957')], { dryRun: true });
    for (const { files } of [trial, again, guess])
      expect(files.map(({ isRead, source }) => [isRead, source])).toEqual(files.map(() => [true, undefined]));

    const sources = new Set((await logAfter(installation, 1n)).map(({ metadata }) => metadata.source));
    expect(new Set(written.files.map(({ source }) => source))).toEqual(sources);
    for (const source of sources) expect(source).toMatch(/^import:i-[a-z2-7]{26}$/);
  });
});

const managed = (WORKER: string, DATE: string, MANAGER: string) => ({
  WORKPLACE: 'HOME-A',
  WORKER,
  FACT: 'line-manager',
  DATE,
  MANAGER,
});
/** Its second row had nothing new when it was taken, and left no trace but how far the file was dealt with. */
const ROWS = [
  managed('W001', '2021-01-01', 'W003'),
  managed('W001', '2021-02-01', 'W003'),
  managed('W002', '2021-01-01', 'W003'),
];
const managers = ownFile('assignments', ROWS);
/** Since it the second row would have an effect. */
const later = ownFile('assignments', [managed('W001', '2021-01-15', 'W004')], 'later.csv');

describe('the same file is recognised all the same', () => {
  beforeEach(() => importAll(installation, [organisation, people]));

  const counts = async (file: FileToImport, id = 'data-steward') =>
    (await importAll(installation, [file], { actor: { id, role: 'data-steward' } })).files[0]!.counts;

  it('by whomever it is imported; one with other bytes is another file', async () => {
    await importAll(installation, [managers]);
    await importAll(installation, [later]);
    const head = await installation.store.head();
    for (const id of ['data-steward', 'w-other'])
      expect(await counts(managers, id)).toMatchObject({ alreadyThere: 3, taken: 0 });
    expect(await installation.store.head()).toBe(head);
    expect(await counts(ownFile('assignments', ROWS.toReversed()))).toMatchObject({ alreadyThere: 2, taken: 1 });
  });

  it('also where an earlier release took it, under the name that it gave it', async () => {
    const head = await installation.store.head();
    await importFiles([managers], await asBefore([managers]));
    const former = (await logAfter(installation, head)).map(({ metadata }) => metadata.source);
    expect(new Set(former)).toEqual(new Set([`import:${(await sha256Of(managers)).slice(0, 12)}`]));
    await importAll(installation, [later]);
    const after = await installation.store.head();
    for (const id of ['data-steward', 'w-other'])
      expect(await counts(managers, id)).toMatchObject({ alreadyThere: 3, taken: 0 });
    expect(await installation.store.head()).toBe(after);
  });
});
