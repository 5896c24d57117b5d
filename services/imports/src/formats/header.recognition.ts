import { counted } from '@praxis/event-sourcing';
import {
  HISTORIC_HEADERS,
  isStaffHeader,
  STAFF_COLUMNS,
  TRAINING_COLUMNS,
  WORKPLACE_COLUMNS,
} from '../asc-wds/headers.js';
import { FileRefused, type ColumnDifferences } from '../reading/file-problem.js';
import { IMPORT_KINDS, isAscWds, type ImportKind } from './import-kinds.js';
import { MAY_BE_LEFT_OUT, type OwnFormat } from './own-format.js';
import { columnNames, OWN_FORMATS } from './own-formats.js';

/** The columns of every kind, as the newest version of it has them. */
const COLUMNS: ReadonlyMap<ImportKind, readonly string[]> = new Map<ImportKind, readonly string[]>([
  ...OWN_FORMATS.map((format) => [format.kind, columnNames(format)] as const),
  ['workplace', WORKPLACE_COLUMNS],
  ['staff', STAFF_COLUMNS],
  ['training', TRAINING_COLUMNS],
]);

const KNOWN_NAMES: ReadonlySet<string> = new Set([...COLUMNS.values()].flat().map(plain));
/** A shorter word that almost is the name of a column may be somebody's name as well. */
const LONG_ENOUGH_TO_TELL = 6;

/** Fewer shared columns than this, as a share of all there are, and no kind is named. */
const RESEMBLANCE = 0.3;

/**
 * The kind of file that a header belongs to. Files of our own formats are read by the names of their columns: all of the
 * format's first version have to be there, in any order, but those that may be left out. Columns of ASC-WDS files have
 * to be the published ones, in their order, as the bulk upload wants them.
 *
 * @param sheet where the header is that of a sheet of a workbook: its name
 * @throws {FileRefused} they are not; says which are missing, unexpected or misplaced for the kind it resembles most
 */
export function recogniseKind(header: readonly string[], sheet?: string): ImportKind {
  if (isStaffHeader(header)) return 'staff';
  if (same(WORKPLACE_COLUMNS, header)) return 'workplace';
  if (same(TRAINING_COLUMNS, header)) return 'training';
  const own = OWN_FORMATS.find((format) => isOwnHeader(format, header));
  if (own) return own.kind;
  const historic = HISTORIC_HEADERS.find(({ columns }) => same(columns, header));
  if (historic) throw refusalOfHistoric(historic.kind);
  throw refusalOfColumns(header, sheet);
}

/** Whether the header names the columns of some version of a format. */
export function isOwnHeader({ columns }: OwnFormat, header: readonly string[]): boolean {
  const named = header.filter((name) => name !== '');
  const given = new Set(named);
  const known = new Set(columns.map(([name]) => name));
  const needed = columns.filter(([name, , since = 1]) => since === 1 && !MAY_BE_LEFT_OUT.has(name));
  return (
    given.size === named.length && named.every((name) => known.has(name)) && needed.every(([name]) => given.has(name))
  );
}

function same(columns: readonly string[], header: readonly string[]): boolean {
  return columns.length === header.length && columns.every((column, index) => column === header[index]);
}

function refusalOfHistoric(kind: string): FileRefused {
  return new FileRefused({
    code: 'HISTORIC_LAYOUT',
    field: 'columns',
    message: `This is an ASC-WDS ${kind} file in the layout of 2019, which is not taken.`,
    remedy: `Download the ${kind} file from ASC-WDS again: it then has the columns of 2026.`,
  });
}

function refusalOfColumns(header: readonly string[], sheet: string | undefined): FileRefused {
  const columns = differences(header);
  const above = sheet === undefined ? '' : 'Remove what stands above the names of the columns. ';
  const remedy =
    columns.nearestKind === undefined
      ? `${above}Row 1 has to name exactly the columns of one kind of file: ${IMPORT_KINDS.join(', ')}.`
      : isAscWds(columns.nearestKind)
        ? `Row 1 of a file of kind “${columns.nearestKind}” has to name exactly its columns, in their order.`
        : `Row 1 of a file of kind “${columns.nearestKind}” has to name exactly its columns.`;
  return new FileRefused({
    code: 'WRONG_COLUMNS',
    field: 'columns',
    message: sentence(header, columns, sheet),
    remedy,
    columns,
  });
}

/** Where a sheet's row 1 is a title, and the names of the columns stand below it. Undefined where this row has none. */
export function refusalOfHeaderBelow(cells: readonly string[], row: number, sheet: string): FileRefused | undefined {
  const [nearestKind] = nearest(cells);
  if (nearestKind === undefined) return undefined;
  return new FileRefused({
    code: 'WRONG_COLUMNS',
    field: 'columns',
    message: `Row 1 of the sheet “${sheet}” should name the columns; row ${row} does, almost or wholly those of a file of kind “${nearestKind}”.`,
    remedy: 'Remove what stands above the names of the columns.',
    columns: { nearestKind, missing: [], unexpected: [], misplaced: [] },
  });
}

function differences(header: readonly string[]): ColumnDifferences {
  const [nearestKind, expected] = nearest(header);
  // A first row that resembles no kind may be no header at all, but somebody's data.
  if (nearestKind === undefined) return { missing: [], unexpected: [], misplaced: [] };
  const missing = expected.filter((column) => !header.includes(column) && !MAY_BE_LEFT_OUT.has(column));
  const unexpected = header.flatMap((column, index) =>
    expected.includes(column) && header.indexOf(column) === index ? [] : [repeatable(column, index)],
  );
  // Compared without what is missing or unexpected, or one missing column would misplace all that follow.
  const there = header.filter((column, index) => expected.includes(column) && header.indexOf(column) === index);
  const inOrder = expected.filter((column) => header.includes(column));
  const misplaced = there.filter((column, index) => column !== inOrder[index]);
  return { nearestKind, missing, unexpected, misplaced: isAscWds(nearestKind) ? misplaced : [] };
}

/**
 * A cell of row 1 as it may be repeated: in a file without a header it is somebody's name. So only the name of a column,
 * or what was meant to be one, is; of anything else, its place.
 */
function repeatable(cell: string, index: number): string {
  const word = plain(cell);
  if (word === '' || KNOWN_NAMES.has(word)) return cell;
  const isMisspelt = word.length >= LONG_ENOUGH_TO_TELL && [...KNOWN_NAMES].some((name) => differByOne(name, word));
  return isMisspelt ? cell : `column ${index + 1} (${letters(index)})`;
}

function plain(name: string): string {
  return name.toUpperCase().replaceAll(/[\s_-]+/gu, '');
}

/** By one character that was changed, added or left out, or by two that were swapped. */
function differByOne(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const rest = (text: string, skipped: number) => text.slice(at + skipped);
  if (short.length < long.length) return rest(long, 1) === rest(short, 0);
  const isSwapped = long[at] === short[at + 1] && long[at + 1] === short[at];
  return rest(long, 1) === rest(short, 1) || (isSwapped && rest(long, 2) === rest(short, 2));
}

/** As a spreadsheet names its columns. */
function letters(index: number): string {
  const before = Math.floor(index / 26);
  return `${before === 0 ? '' : letters(before - 1)}${String.fromCharCode(65 + (index % 26))}`;
}

function nearest(header: readonly string[]): readonly [ImportKind | undefined, readonly string[]] {
  let best: readonly [ImportKind | undefined, readonly string[]] = [undefined, []];
  let most = RESEMBLANCE;
  const given = new Set(header.map((column) => column.trim().toUpperCase()));
  for (const [kind, columns] of COLUMNS) {
    const shared = columns.filter((column) => given.has(column)).length;
    const resemblance = shared / (columns.length + given.size - shared);
    if (resemblance <= most) continue;
    most = resemblance;
    best = [kind, columns];
  }
  return best;
}

function sentence(header: readonly string[], columns: ColumnDifferences, sheet: string | undefined): string {
  const separator = sheet === undefined ? separatorIn(header) : undefined;
  if (separator !== undefined) {
    return `The columns are separated by “${separator}”, not by commas, semicolons or tabs.`;
  }
  // What stands in the row may be anybody's: it is counted, and not repeated.
  if (columns.nearestKind === undefined && sheet !== undefined) {
    const filled = header.filter((cell) => cell.trim() !== '').length;
    const cells = counted(filled, 'filled cell');
    return `Row 1 of the sheet “${sheet}” should name the columns; it has ${cells}, not those of any kind of file that is taken.`;
  }
  if (columns.nearestKind === undefined) return 'The columns are not those of any kind of file that is taken.';
  const parts = [
    named('missing', columns.missing),
    named('not expected', columns.unexpected),
    named('not in their place', columns.misplaced),
  ].filter((part) => part !== undefined);
  return `The columns are almost those of a file of kind “${columns.nearestKind}”: ${parts.join('; ')}.`;
}

/** What stands between the names of columns where they were read as one; a title has blanks in it as well. */
function separatorIn([first = '', ...others]: readonly string[]): string | undefined {
  if (others.length > 0) return undefined;
  return ['|', ':', ' '].find((other) => first.includes(other) && nearest(first.split(other))[0] !== undefined);
}

function named(what: string, columns: readonly string[]): string | undefined {
  if (columns.length === 0) return undefined;
  const first = columns.slice(0, 12).map((column) => (column === '' ? '(blank)' : column.slice(0, 60)));
  const more = columns.length > first.length ? ` and ${columns.length - first.length} more` : '';
  return `${what} ${first.join(', ')}${more}`;
}
