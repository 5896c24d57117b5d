import { importFiles, workerIdOf, type FileToImport, type ImportOptions } from '@praxis/imports';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  factsOf,
  importAll,
  importOne,
  newInstallation,
  ownFile,
  typesOf,
  type Installation,
} from './import.harness.js';
import { ids, logged, organisation, STAFF, staff } from './provider.files.js';

let installation: Installation;
beforeEach(async () => void (installation = await newInstallation()));
afterEach(() => installation.close());

describe('a file too large to be kept in memory', () => {
  it('is taken in parts, every stream whole and in order', async () => {
    await importAll(installation, [organisation, staff]);
    const mixed = ownFile(
      'learning',
      ids.flatMap((id) => [
        logged(id, 1, { MINUTES: 60 }),
        { WORKPLACE: 'HOME-A', WORKER: id, FACT: 'corrected', ENTRY: 'e-1', DATE: '2024-04-01', MINUTES: 30 },
        { WORKPLACE: 'HOME-A', WORKER: id, FACT: 'void', ENTRY: 'e-1' },
      ]),
    );
    const report = await importAll(installation, [mixed], { rowsKept: 10 });
    expect(report.totals).toMatchObject({ taken: STAFF * 3, events: STAFF * 3, refused: 0 });
    for (const id of ids) {
      const stream = await factsOf(installation, workerStream(id).replace('worker-', 'learning-log-'));
      expect(typesOf(stream)).toEqual(['LearningLogged', 'LearningCorrected', 'LearningVoided']);
    }
    const again = await importAll(installation, [mixed], { rowsKept: 10 });
    expect(again.totals).toMatchObject({ alreadyThere: STAFF * 3, events: 0 });
  });

  it('reports the errors of all its parts once, and takes nothing where it is to be whole', async () => {
    await importAll(installation, [organisation, staff]);
    const head = await installation.store.head();
    const rows = ids.map((id, index) => logged(index % 4 === 0 ? `X${id}` : id, 1));
    const report = await importOne(installation, ownFile('learning', rows), { rowsKept: 7, acceptValidRows: false });
    expect(report).toMatchObject({
      status: 'refused',
      errorCount: 10,
      counts: { refused: 10, withheld: 30, taken: 0 },
    });
    expect(report.errors.map(({ row }) => row)).toEqual([2, 6, 10, 14, 18, 22, 26, 30, 34, 38]);
    expect(await installation.store.head()).toBe(head);
  });

  it('is taken as it was checked, whatever took its place meanwhile', async () => {
    await importAll(installation, [organisation, staff]);
    const first = ownFile(
      'learning',
      ids.map((id) => logged(id, 1, { MINUTES: 11 })),
    );
    const second = ownFile(
      'learning',
      ids.map((id) => logged(id, 2, { MINUTES: 22 })),
    );
    let opened = 0;
    // Opened to see its columns, and to check every row.
    const changing: FileToImport = { ...first, open: () => ((opened += 1) > 2 ? second : first).open() };
    await importAll(installation, [changing], { rowsKept: 10 });
    expect(opened).toBe(2);
    for (const id of ids) {
      const facts = await factsOf(installation, workerStream(id).replace('worker-', 'learning-log-'));
      expect(facts).toMatchObject([{ data: { minutes: 11 } }]);
    }
  });
});

it('an import that was cancelled passed for ended: a row that could not be taken any more was not told', async () => {
  await importAll(installation, [organisation, staff]);
  const file = ownFile(
    'learning',
    ids.map((id) => logged(id, 1)),
  );
  const report = await cancelledAtFirstAppend(file, { rowsKept: 10 });
  const { dealtWith, open } = report.files[0]!.stopped!;
  expect(report.cancelled).toBe(true);
  expect(dealtWith.count).toBeGreaterThan(0);
  const [row] = open.ranges[0]!;
  await importAll(installation, [ownFile('learning', [logged(ids[row - 2]!, 1, { MINUTES: 99 })])]);
  const again = await importOne(installation, file, { rowsKept: 10 });
  expect(again.errors.map((error) => error.row)).toEqual([row]);
  expect(again.counts).toMatchObject({ refused: 1, alreadyThere: dealtWith.count, taken: open.count - 1 });
});

it('what somebody else goes on with tells of texts that are not compared only where they are on record', async () => {
  await importAll(installation, [organisation, staff]);
  const rows = Array.from({ length: 600 }, (_, at) => logged(ids[0]!, at + 1, { TEXT: `Course ${at + 1}` }));
  const file = ownFile('learning', rows);
  const { files } = await cancelledAtFirstAppend(file);
  const { dealtWith, open } = files[0]!.stopped!;
  expect(open.count).toBeGreaterThan(0);

  const others = await importOne(installation, file, { actor: { id: 'w-other', role: 'data-steward' } });

  expect(others).toMatchObject({
    counts: { alreadyThere: dealtWith.count, taken: open.count },
    warnings: [{ row: 2, code: 'TEXT_NOT_COMPARED', message: expect.stringContaining(` ${dealtWith.count} rows `) }],
  });
});

function cancelledAtFirstAppend(file: FileToImport, options: ImportOptions = {}) {
  const cancelling = new AbortController();
  const { store } = installation;
  const append = store.append.bind(store);
  vi.spyOn(store, 'append').mockImplementationOnce((...asked) => {
    cancelling.abort();
    return append(...asked);
  });
  return importFiles([file], installation.ports, { ...options, signal: cancelling.signal });
}

function workerStream(id: string): string {
  return `worker-${workerIdOf(installation.ports.pseudonym, 'HOME-A', id)}`;
}
