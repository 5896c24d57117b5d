import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { learningLog } from '@praxis/domain';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileOf } from '../reading/import-file.js';
import { DEFAULT_LIMITS } from '../reading/import-limits.js';
import { Findings } from '../report/findings.js';
import type { FilePlan } from './file-plan.js';
import { readWhole, ROWS_KEPT, type RowWindow } from './file-reading.js';
import { TimeSlices } from './time-slices.js';

let spoolFolder: string;
beforeEach(() => void (spoolFolder = mkdtempSync(join(tmpdir(), 'praxis-reading-'))));
afterEach(() => rmSync(spoolFolder, { recursive: true }));

/** A row is about what its first cell says. */
const plan = (resolvesWhole: boolean): FilePlan<string> => ({
  aggregate: learningLog,
  resolvesWhole,
  newReader: () => ({
    readRow: ({ row, cells: [id = '', item = ''] }) => ({ placed: { row, id, item }, errors: [], warnings: [] }),
  }),
  resolve: () => Promise.reject(new Error('Nothing is resolved here')),
});

async function windowsOver(ids: readonly string[], { whole = false, rowsKept = ROWS_KEPT, only = '' } = {}) {
  const file = fileOf('rows.csv', `ID,TEXT\n${ids.map((id, at) => `${id},${at}\n`).join('')}`);
  const settings = {
    limits: DEFAULT_LIMITS,
    slices: new TimeSlices(undefined),
    spoolFolder,
    rowsKept,
    onRows: () => {},
  };
  await using read = await readWhole(file, plan(whole), new Findings(), settings);
  return await Array.fromAsync(only === '' ? read.windows() : read.windowsOf(only));
}

const sizes = (windows: readonly RowWindow<string>[]) => windows.map(({ rows }) => rows.length);

function expectWhole(windows: readonly RowWindow<string>[], ids: readonly string[]): void {
  const rows = windows.flatMap((window) => window.rows);
  expect(rows.map(({ row }) => row).toSorted((one, other) => one - other)).toEqual(ids.map((_, at) => at + 2));
  for (const ofStream of Map.groupBy(rows, ({ id }) => id).values()) {
    expect(ofStream).toEqual(ofStream.toSorted((one, other) => one.row - other.row));
  }
  // Nothing of a stream comes after a window that is said to be its last.
  const [open, over, late] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const { rows: some, isLast } of windows) {
    for (const { id } of some) (over.has(id) ? late : open).add(id);
    if (!isLast) continue;
    for (const id of open) over.add(id);
    open.clear();
  }
  expect(late).toEqual(new Set());
  expect(open).toEqual(new Set());
}

const workers = (count: number, each: number) => Array.from({ length: count * each }, (_, at) => `w-${at % count}`);

it('the rows of a large file come in windows of a bounded size', async () => {
  const ids = workers(30, 400);
  const windows = await windowsOver(ids);
  expectWhole(windows, ids);
  expect(Math.max(...sizes(windows))).toBeLessThanOrEqual(2_000);
  expect(
    windows.every(({ isLast }) => isLast),
    'no stream waits for others’ windows',
  ).toBe(true);
});

it('few rows about many streams are dealt with together, not each partition by itself', async () => {
  const ids = workers(300, 20);
  const windows = await windowsOver(ids);
  expectWhole(windows, ids);
  expect(windows.length).toBeLessThanOrEqual(4);
});

it('rows about one stream come in several windows, and only the last is said to be it', async () => {
  const ids = workers(1, 7_000);
  const windows = await windowsOver(ids);
  expectWhole(windows, ids);
  expect(windows.map(({ rows, isLast }) => [rows.length, isLast])).toEqual([
    [2_000, false],
    [2_000, false],
    [2_000, false],
    [1_000, true],
  ]);
});

it('what has to be resolved together is never parted', async () => {
  const ids = workers(2, 3_500);
  const windows = await windowsOver(ids, { whole: true });
  expectWhole(windows, ids);
  for (const { rows, isLast } of windows) {
    expect(isLast).toBe(true);
    for (const ofStream of Map.groupBy(rows, ({ id }) => id).values()) expect(ofStream).toHaveLength(3_500);
  }
});

it('few rows are kept in memory, and come as they are', async () => {
  const ids = workers(3, 10);
  expect(sizes(await windowsOver(ids))).toEqual([30]);
  expect(Math.max(...sizes(await windowsOver(ids, { rowsKept: 12 })))).toBeLessThanOrEqual(12);
});

it('the rows of one stream are found again, all of them', async () => {
  const windows = await windowsOver(workers(40, 200), { only: 'w-7' });
  const rows = windows.flatMap((window) => window.rows).filter(({ id }) => id === 'w-7');
  expect(rows).toHaveLength(200);
  expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 200 }, (_, at) => 7 + at * 40 + 2));
});
