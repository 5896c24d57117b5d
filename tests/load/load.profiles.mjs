import { readFileSync } from 'node:fs';
import { OWN_FORMATS } from '@praxis/imports';

const STAFF_SAMPLE = new URL('../fixtures/asc-wds/current-2026/staff.csv', import.meta.url);

/** What is loaded: how many rows about how many workers. */
export const PROFILES = {
  'one-worker': { rows: 200_000, workers: 1 },
  workforce: { rows: 1_000_000, workers: 4_000 },
};

/** @returns the profile with its numbers multiplied; one worker stays one */
export function scaled(name, scale) {
  const { rows, workers } = PROFILES[name];
  return { name, rows: Math.max(1, Math.round(rows * scale)), workers: Math.max(1, Math.round(workers * scale)) };
}

const UNIT = { UNIT: 'home-a', FACT: 'opened', DATE: '2000-01-01', KIND: 'service', NAME: 'Home A' };
const idOf = (number) => `W${String(number + 1).padStart(5, '0')}`;
const dayOf = (number) => new Date(Date.UTC(2020, 0, 1 + (number % 2_000))).toISOString().slice(0, 10);

/** The files, in the order in which they are imported: `{ name, lines }`, each as often read as it is asked for. */
export function filesOf({ rows, workers }) {
  return [
    { name: 'organisation.csv', lines: () => [headerOf('organisation'), lineOf('organisation', UNIT)] },
    { name: 'staff.csv', lines: () => staffLines(workers) },
    { name: 'learning.csv', lines: () => learningLines(rows, workers) },
  ];
}

/** The sample of an upload, with other ids. */
function* staffLines(workers) {
  const [header, sample] = readFileSync(STAFF_SAMPLE, 'utf8').trim().split(/\r?\n/);
  yield `${header}\n`;
  for (let worker = 0; worker < workers; worker += 1) yield `${sample.replace(',W001,', `,${idOf(worker)},`)}\n`;
}

/** Interleaved, as providers' files are: the rows about one worker are far apart. */
function* learningLines(rows, workers) {
  yield headerOf('learning');
  for (let row = 0; row < rows; row += 1) {
    const entry = Math.floor(row / workers);
    const fact = {
      FACT: 'logged',
      ENTRY: `e-${entry}`,
      DATE: dayOf(entry),
      KIND: 'reading',
      PLANNED: 'no',
      MINUTES: 30,
    };
    yield lineOf('learning', { WORKPLACE: 'HOME-A', WORKER: idOf(row % workers), ...fact });
  }
}

function columnsOf(kind) {
  return OWN_FORMATS.find((format) => format.kind === kind).columns.map(([column]) => column);
}

const headerOf = (kind) => `${columnsOf(kind).join()}\n`;
/** No cell here needs quotation marks. */
const lineOf = (kind, cells) => `${columnsOf(kind).map((column) => cells[column] ?? '')}\n`;
