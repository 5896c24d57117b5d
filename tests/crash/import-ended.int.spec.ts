import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileReport, ImportReport } from '@praxis/imports';
import { Platform } from '@praxis/standalone';
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

function bytesOfLog(): number {
  const names = ['events.db', 'events.db-wal'].map((name) => join(dataDir, name));
  return names.reduce((sum, name) => sum + (statSync(name, { throwIfNoEntry: false })?.size ?? 0), 0);
}

/** Some parts of the large file are in the log; not all of them are. */
async function inTheMiddle({ finished }: PraxisProcess, before: number): Promise<void> {
  let ended = false;
  void finished.then(() => (ended = true));
  await expect.poll(() => bytesOfLog() - before, { interval: 5, timeout: 60_000 }).toBeGreaterThan(500_000);
  expect(ended).toBe(false);
}

/** Command ids of the facts of the large file, one for each. */
async function recorded(): Promise<readonly string[]> {
  const platform = await Platform.open({ dataDir });
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
  await inTheMiddle(killed, bytesOfLog());
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
