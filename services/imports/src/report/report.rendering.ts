import { counted } from '@praxis/event-sourcing';
import { isRefusedWhole, type FileReport, type ImportReport, type PeopleListed } from './import-report.js';
import type { HeldRow, RowProblem } from './row-problem.js';
import type { RowRanges } from './row-set.js';

export interface RenderingOptions {
  /** How many errors, warnings and absent people to show of each file. All of those kept unless given. */
  readonly problems?: number;
}

/** The report as text for people: a terminal, a mail, a log. For programs it is JSON as it stands. */
export function renderImportReport(report: ImportReport, options: RenderingOptions = {}): string {
  const { totals } = report;
  const head = `${report.dryRun ? 'Trial run: nothing was written.' : 'Import'}${report.cancelled ? ', cancelled' : ''}`;
  const lines = [head, ...report.files.flatMap((file) => renderFile(file, options.problems ?? Infinity))];
  const files = counted(report.files.length, 'file');
  lines.push(
    '',
    `${files}, ${counted(totals.rows, 'row')}: ${counts(totals)}; ${counted(totals.events, 'fact')} ` +
      `${report.dryRun ? 'would be written' : 'written'}.`,
    ...refusedWhole(report),
  );
  return `${lines.join('\n')}\n`;
}

/** Their rows may not have been counted, so that the sum alone would read as if nothing had been refused. */
function refusedWhole({ files, totals: { filesRefused } }: ImportReport): string[] {
  if (filesRefused === 0) return [];
  const uncounted = files.filter((file) => isRefusedWhole(file) && !file.isRead).length;
  const theirs = filesRefused === 1 ? 'its rows' : 'their rows';
  const of = uncounted === filesRefused ? theirs : `the rows of ${number(uncounted)}`;
  const more = uncounted === 0 ? '' : `; ${of} were not looked at to the end, and are not in the sum`;
  return [`${counted(filesRefused, 'file was', 'files were')} refused whole, and none of ${theirs} taken${more}.`];
}

const TWICE = 'what was taken is not taken twice';

const STATUS: Record<FileReport['status'], string> = {
  taken: 'taken',
  'partly-taken': 'taken in part',
  'not-taken': 'nothing taken',
  refused: 'NOT TAKEN',
  'not-begun': 'not begun',
  'left-out': 'left out',
};

function renderFile(file: FileReport, most: number): string[] {
  const kind = file.kind ?? 'kind not recognised';
  const lines = ['', `${printable(file.name)} (${kind}): ${STATUS[file.status]}`];
  if (file.problem) lines.push(`  ${printable(file.problem.message)}`, `  ${printable(file.problem.remedy)}`);
  if (file.kind !== undefined) lines.push(`  ${file.problem ? readOf(file) : rowsIn(file)}`);
  if (file.stopped) lines.push(...renderStopped(file.stopped));
  if (file.status === 'partly-taken' && !file.stopped && file.counts.refused > 0) {
    lines.push(
      `  ${number(file.counts.refused)} of them left out. Put them right and import the file again: ${TWICE}.`,
    );
  }
  if (file.counts.withheld > 0) {
    const rows = counted(file.counts.withheld, 'other row was', 'other rows were');
    lines.push(`  ${rows} not taken either: files are taken whole or not at all.`);
  }
  lines.push(...renderRemoved(file, most));
  lines.push(...renderProblems('error', file.errors, file.errorCount, most));
  lines.push(...renderProblems('warning', file.warnings, file.warningCount, most));
  lines.push(...renderHeld(file.held, file.counts.held, most));
  lines.push(...renderAbsent(file, most));
  return lines;
}

function renderRemoved({ removed, removedPeople }: FileReport, most: number): string[] {
  if (removed === 0) return [];
  const who = removedPeople ? renderPeople(removedPeople, most) : [];
  return [`  ${number(removed)} removed because the upload no longer has them${who.length > 0 ? ':' : ''}`, ...who];
}

/** Where the import ended in the middle, it is not known yet whether they stay. */
function renderAbsent({ absent, stopped }: FileReport, most: number): string[] {
  if (!absent || absent.count === 0) return [];
  const are = counted(absent.count, 'person in post here is', 'people in post here are');
  return [`  ${are} not in the file${stopped ? '' : '; they stay as they are'}:`, ...renderPeople(absent, most)];
}

function renderPeople({ count, people }: PeopleListed, most: number): string[] {
  const shown = people.slice(0, most);
  return [...shown.map(({ workerId, unitId }) => `    ${workerId} (${unitId})`), ...more(count, shown.length)];
}

function rowsIn({ rows, counts: of }: FileReport): string {
  return `${counted(rows, 'row')}: ${counts(of)}`;
}

/** Of a file that was refused as a whole. */
function readOf({ rows, isRead }: FileReport): string {
  if (!isRead) return 'It was not read to its end, and its rows were not counted: none of them was taken';
  return `${counted(rows, 'row')} read, and none taken: the file was refused as a whole`;
}

function renderProblems(what: string, problems: readonly RowProblem[], count: number, most: number): string[] {
  if (count === 0) return [];
  const shown = problems.slice(0, most);
  const lines = shown.map(({ row, column, code, message, remedy }) => {
    const where = column === undefined ? `row ${row}` : `row ${row}, ${column}`;
    return `    ${where}: ${printable(message)}${remedy === undefined ? '' : ` ${printable(remedy)}`} [${code}]`;
  });
  return [`  ${counted(count, what)}:`, ...lines, ...more(count, shown.length)];
}

/** Which rows are open says which were dealt with: one list of them is enough. */
function renderStopped({ dealtWith, open }: NonNullable<FileReport['stopped']>): string[] {
  const isLong = [dealtWith, open].some((rows) => placesOf(rows) > RANGES_SHOWN);
  const all = isLong ? ' The report as JSON (--json, or over HTTP) lists the places.' : '';
  return [
    `  dealt with: ${isLong ? counted(dealtWith.count, 'row') : rowsOf(dealtWith)}`,
    `  still open: ${rowsOf(open)}. Import the same file again: it goes on with these.${all}`,
  ];
}

function placesOf({ ranges, more }: RowRanges): number {
  return ranges.length + more;
}

function rowsOf(rows: RowRanges): string {
  const { count, ranges } = rows;
  if (count === 0) return 'no row';
  const shown = ranges
    .slice(0, RANGES_SHOWN)
    .map(([from, to]) => (from === to ? number(from) : `${number(from)}–${number(to)}`))
    .join(', ');
  const places = placesOf(rows);
  if (places <= RANGES_SHOWN) return count === 1 ? `row ${shown}` : `${counted(count, 'row')}: ${shown}`;
  return `${counted(count, 'row')} in ${number(places)} places: ${shown} and ${number(places - RANGES_SHOWN)} more`;
}

/** A list that is longer helps nobody at a terminal. */
const RANGES_SHOWN = 5;

/** Rows with the same questions are told together. */
function renderHeld(held: readonly HeldRow[], count: number, most: number): string[] {
  if (count === 0) return [];
  const groups = Map.groupBy(held, ({ message, remedy }) => `${printable(message)} ${printable(remedy)}`);
  const lines = [...groups].slice(0, most).map(([said, rows]) => {
    const first = rows.slice(0, 5).map(({ row, column }) => `row ${row}, ${column}`);
    return `    ${first.join('; ')}${rows.length > 5 ? ` and ${counted(rows.length - 5, 'more row')}` : ''}: ${said}`;
  });
  return [`  ${counted(count, 'row')} held until that is answered:`, ...lines, ...more(groups.size, lines.length)];
}

function more(count: number, shown: number): string[] {
  return count > shown ? [`    … and ${number(count - shown)} more`] : [];
}

function counts(of: FileReport['counts']): string {
  const parts = [
    `${number(of.taken)} taken`,
    `${number(of.alreadyThere)} already there`,
    `${number(of.nothingToDo)} with nothing new`,
    `${number(of.refused)} refused`,
  ];
  if (of.erased > 0) parts.push(`${number(of.erased)} about people who were erased`);
  if (of.withheld > 0) parts.push(`${number(of.withheld)} not taken because others were refused`);
  if (of.held > 0) parts.push(`${number(of.held)} held`);
  if (of.unknown > 0) parts.push(`${number(of.unknown)} of unknown outcome`);
  return parts.join(', ');
}

function number(value: number): string {
  return value.toLocaleString('en-GB');
}

/** Names and cells come from outside: they must not steer a terminal. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ');
}
