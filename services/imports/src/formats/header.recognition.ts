import {
  HISTORIC_HEADERS,
  isStaffHeader,
  STAFF_COLUMNS,
  TRAINING_COLUMNS,
  WORKPLACE_COLUMNS,
} from '../asc-wds/headers.js';
import { FileRefused, type ColumnDifferences } from '../reading/file-problem.js';
import { IMPORT_KINDS, type ImportKind } from './import-kinds.js';
import { columnNames, OWN_FORMATS } from './own-formats.js';

const COLUMNS: ReadonlyMap<ImportKind, readonly string[]> = new Map<ImportKind, readonly string[]>([
  ...OWN_FORMATS.map((format) => [format.kind, columnNames(format)] as const),
  ['workplace', WORKPLACE_COLUMNS],
  ['staff', STAFF_COLUMNS],
  ['training', TRAINING_COLUMNS],
]);

/** Fewer shared columns than this, as a share of all there are, and no kind is named. */
const RESEMBLANCE = 0.3;

/**
 * The kind of file that a header belongs to. Columns have to be the published ones, in their order.
 *
 * @throws {FileRefused} they are not; says which are missing, unexpected or misplaced for the kind it resembles most
 */
export function recogniseKind(header: readonly string[]): ImportKind {
  if (isStaffHeader(header)) return 'staff';
  for (const [kind, columns] of COLUMNS) if (kind !== 'staff' && same(columns, header)) return kind;
  const historic = HISTORIC_HEADERS.find(({ columns }) => same(columns, header));
  if (historic) throw refusalOfHistoric(historic.kind);
  throw refusalOfColumns(header);
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

function refusalOfColumns(header: readonly string[]): FileRefused {
  const columns = differences(header);
  const remedy =
    columns.nearestKind === undefined
      ? `Row 1 has to name exactly the columns of one kind of file: ${IMPORT_KINDS.join(', ')}.`
      : `Row 1 of a file of kind “${columns.nearestKind}” has to name exactly its columns, in their order.`;
  return new FileRefused({
    code: 'WRONG_COLUMNS',
    field: 'columns',
    message: sentence(header, columns),
    remedy,
    columns,
  });
}

function differences(header: readonly string[]): ColumnDifferences {
  const [nearestKind, expected] = nearest(header);
  if (nearestKind === undefined) return { missing: [], unexpected: header, misplaced: [] };
  const missing = expected.filter((column) => !header.includes(column));
  const unexpected = header.filter((column, index) => !expected.includes(column) || header.indexOf(column) < index);
  // Compared without what is missing or unexpected, or one missing column would misplace all that follow.
  const there = header.filter((column, index) => expected.includes(column) && header.indexOf(column) === index);
  const inOrder = expected.filter((column) => header.includes(column));
  const misplaced = there.filter((column, index) => column !== inOrder[index]);
  return { nearestKind, missing, unexpected, misplaced };
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

function sentence(header: readonly string[], columns: ColumnDifferences): string {
  const separator = [';', '\t', '|'].find((other) => header.length === 1 && header[0]!.includes(other));
  if (separator !== undefined) {
    const name = separator === '\t' ? 'tabs' : `“${separator}”`;
    return `The columns are separated by ${name}, not by commas.`;
  }
  if (columns.nearestKind === undefined) return 'The columns are not those of any kind of file that is taken.';
  const parts = [
    named('missing', columns.missing),
    named('not expected', columns.unexpected),
    named('not in their place', columns.misplaced),
  ].filter((part) => part !== undefined);
  return `The columns are almost those of a file of kind “${columns.nearestKind}”: ${parts.join('; ')}.`;
}

function named(what: string, columns: readonly string[]): string | undefined {
  if (columns.length === 0) return undefined;
  const first = columns.slice(0, 12).map((column) => (column === '' ? '(blank)' : column.slice(0, 60)));
  const more = columns.length > first.length ? ` and ${columns.length - first.length} more` : '';
  return `${what} ${first.join(', ')}${more}`;
}
