import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileReport, ImportReport } from '@praxis/imports';
import { importPaths, Platform, Progress } from '@praxis/standalone';
import { afterAll, expect, it } from 'vitest';
import { startPraxis, type PraxisProcess } from '../end-to-end/command-line.harness.js';
import { ownCsv, type Cells } from '../end-to-end/own-csv.js';
import { newFolder } from '../end-to-end/site.harness.js';

const ROWS = 3_000;
const folder = newFolder('import-ended');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const dataDir = join(folder, 'data');
const files = join(folder, 'files');

const falls: Cells = { UNIT: 'north', INDICATOR: 'falls' };
const definition = { TITLE: 'Falls', NUMERATORLABEL: 'Falls', DENOMINATORLABEL: 'Days', PER: 1000 };
const about = { IMPROVEMENT: 'decrease', SOURCE: 'incident-log' };
const day = (number: number) => new Date(Date.UTC(2001, 0, 1 + number)).toISOString().slice(0, 10);
const unit = { UNIT: 'north', FACT: 'opened', DATE: '2000-01-01', KIND: 'service', NAME: 'North' };
mkdirSync(files);
writeFileSync(join(files, 'organisation.csv'), ownCsv('organisation', [unit]));
writeFileSync(
  join(files, 'indicators.csv'),
  ownCsv('indicators', [
    { ...falls, ...definition, ...about, FACT: 'defined', DATE: day(0) },
    ...Array.from({ length: ROWS - 1 }, (_, at) => {
      const period = { PERIODSTART: day(at), PERIODEND: day(at) };
      return { ...falls, ...period, FACT: 'measured', NUMERATOR: at % 9, DENOMINATOR: 900 };
    }),
  ]),
);

const started = () => startPraxis(['import', files, '--json', '--data-dir', dataDir]);

function bytesOfLog(dataDir: string): number {
  const names = ['events.db', 'events.db-wal'].map((name) => join(dataDir, name));
  return names.reduce((sum, name) => sum + (statSync(name, { throwIfNoEntry: false })?.size ?? 0), 0);
}

/** Some parts of the large file are in the log; not all of them are. */
async function inTheMiddle({ finished }: PraxisProcess, before: number, of = dataDir): Promise<void> {
  let ended = false;
  void finished.then(() => (ended = true));
  await expect.poll(() => bytesOfLog(of) - before, { interval: 5, timeout: 60_000 }).toBeGreaterThan(500_000);
  expect(ended).toBe(false);
}

/** Command ids of the facts of the large file, one for each. */
async function recorded(of = dataDir): Promise<readonly string[]> {
  const platform = await Platform.open({ dataDir: of });
  try {
    const ids: string[] = [];
    for (let after = 0n; ;) {
      const page = await platform.store.readAll({ after, maxCount: 1_000 });
      if (page.length === 0) return ids;
      after = page.at(-1)!.position;
      for (const { streamId, metadata } of page) if (streamId.startsWith('indicator-')) ids.push(metadata.commandId);
    }
  } finally {
    await platform.close();
  }
}

/** The large file, twice. */
async function importedAgain(of: string): Promise<readonly (FileReport | undefined)[]> {
  const platform = await Platform.open({ dataDir: of });
  try {
    const once = () => importPaths(platform, [{ path: join(files, 'indicators.csv') }], { progress: new Progress() });
    return [await once(), await once()].map(([report]) => report?.files[0]);
  } finally {
    await platform.close();
  }
}

function largeFileOf(stdout: string): FileReport {
  return (JSON.parse(stdout) as ImportReport).files.find(({ kind }) => kind === 'indicators')!;
}

it('an import that was ended by Ctrl-C, or killed between its parts, lost rows or doubled them when it was made again', async () => {
  const cancelled = started();
  await inTheMiddle(cancelled, 0);
  const { code, stdout } = await cancelled.signal('SIGINT');
  expect(code).toBe(130);
  expect(JSON.parse(stdout)).toMatchObject({ cancelled: true });
  const { dealtWith, open } = largeFileOf(stdout).stopped!;
  expect(dealtWith.count + open.count).toBe(ROWS);
  expect(await recorded()).toHaveLength(dealtWith.count);

  const killed = started();
  await inTheMiddle(killed, bytesOfLog(dataDir));
  expect(await killed.signal('SIGKILL')).toMatchObject({ code: null });
  const written = (await recorded()).length;
  expect(written).toBeGreaterThan(dealtWith.count);
  expect(written).toBeLessThan(ROWS);

  const last = await started().finished;
  expect(last.code).toBe(0);
  const counts = { alreadyThere: written, taken: ROWS - written, refused: 0 };
  expect(largeFileOf(last.stdout)).toMatchObject({ status: 'taken', counts });
  expect(new Set(await recorded()).size).toBe(ROWS);
  expect(await recorded()).toHaveLength(ROWS);
}, 120_000);

it('a server that was told to stop by SIGTERM in the middle of an import ends it at whole rows, within moments, and the same file finishes it', async () => {
  const served = join(folder, 'served');
  const server = startPraxis(['serve', '--port', '0', '--data-dir', served]);
  const { url } = await server.serving();
  const send = async (name: string) => {
    const body = readFileSync(join(files, name));
    const answer = await fetch(`${url}/api/imports`, { method: 'POST', headers: { 'Content-Type': 'text/csv' }, body });
    return { status: answer.status, report: (await answer.json()) as ImportReport };
  };
  expect(await send('organisation.csv')).toMatchObject({ status: 200, report: { totals: { taken: 1 } } });

  const answered = send('indicators.csv');
  await inTheMiddle(server, bytesOfLog(served), served);
  const signalled = performance.now();
  const { code, stderr } = await server.signal('SIGTERM');
  // Five seconds of its own: a machine that is busy with other specs takes a few times as long.
  expect(performance.now() - signalled).toBeLessThan(25_000);
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringMatching(/Stopped\.\s*$/) });
  const { status, report } = await answered;
  expect({ status, report }).toMatchObject({ status: 200, report: { cancelled: true } });
  const { dealtWith, open } = report.files[0]!.stopped!;
  expect(dealtWith.count + open.count).toBe(ROWS);
  expect(open.count).toBeGreaterThan(0);
  expect(await recorded(served)).toHaveLength(dealtWith.count);

  const twice = await importedAgain(served);
  const counts = { alreadyThere: dealtWith.count, taken: open.count, refused: 0 };
  expect(twice[0]).toMatchObject({ status: 'taken', counts });
  expect(twice[1]).toMatchObject({ status: 'taken', counts: { alreadyThere: ROWS, taken: 0 }, events: 0 });
  expect(new Set(await recorded(served)).size).toBe(ROWS);
  expect(await recorded(served)).toHaveLength(ROWS);
}, 120_000);
