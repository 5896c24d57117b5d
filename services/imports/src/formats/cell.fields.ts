import { EVIDENCE, isMadeHere, isPseudonym } from '@praxis/domain';
import { dayIn, isMonthFirst } from './day.cells.js';
import type { RowCells } from './row.cells.js';

/** How one field of a command is read from the cells of a row. */
export interface CellField {
  /** Where it stands; the first is the one that problems of the field are reported against. */
  readonly columns: readonly string[];
  readonly required: boolean;
  /** Whether the first column holds days. */
  readonly isDay?: boolean;
  /** Undefined when the cell is blank, or wrong: then a problem was noted. */
  readonly read: (cells: RowCells) => unknown;
}

const ID = /^[a-z0-9][a-z0-9-]{0,79}$/;
const CODE = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/;

/** A cell that has to be filled. */
function cell(column: string, parse: (value: string, cells: RowCells) => unknown): CellField {
  return {
    columns: [column],
    required: true,
    read: (cells) => {
      const value = cells.get(column);
      return value === '' ? undefined : parse(value, cells);
    },
  };
}

/** May be blank; the field is then left out. */
export function optional(field: CellField): CellField {
  return { ...field, required: false };
}

/** May be blank; the field is then null: not given, or none. */
export function orNull(field: CellField): CellField {
  return orElse(field, null);
}

/** May be blank; the field is then this value. */
export function orElse(field: CellField, value: unknown): CellField {
  return {
    ...field,
    required: false,
    read: (cells) => (field.columns.some((column) => cells.get(column) !== '') ? field.read(cells) : value),
  };
}

/** Not in the file: always this value. */
export function always(value: unknown): CellField {
  return { columns: [], required: false, read: () => value };
}

export const text = (column: string): CellField => cell(column, (value) => value);

export const id = (column: string): CellField =>
  cell(column, (value, cells) =>
    ID.test(value)
      ? value
      : cells.problem(
          column,
          'NOT_AN_ID',
          `${column} is not an id.`,
          'Use up to 80 lower-case letters, digits and dashes, beginning with a letter or digit.',
        ),
  );

/**
 * The id of a record about one person. Source systems build such ids from staff numbers and names, so what goes into
 * the log and the tables is a pseudonym of it: the same for the same id, and telling nothing about it. An id that was
 * made here, as the records behind a figure show it, stands for itself.
 */
export const recordId = (column: string): CellField =>
  cell(column, (_value, cells) => {
    const checked = id(column).read(cells);
    if (typeof checked !== 'string' || isPseudonym(checked)) return checked;
    return cells.pseudonymise(column.toLowerCase(), checked);
  });

export const code = (column: string): CellField => cell(column, (value, cells) => asCode(column, value, cells));

function asCode(column: string, value: string, cells: RowCells): string | undefined {
  if (CODE.test(value)) return value;
  const remedy = 'Use up to 40 letters, digits, dots, dashes, underscores and slashes, without blanks.';
  return cells.problem(column, 'NOT_A_CODE', `${column} is not a code.`, remedy);
}

export const day = (column: string): CellField => ({
  ...cell(column, (value, cells) => dayIn(value) ?? notADay(column, value, cells)),
  isDay: true,
});

/** What a spreadsheet keeps of a day: 10000 is in 1927, 99999 in 2173. */
const NUMBER_OF_A_DAY = /^\d{5}(?:[.,]\d+)?$/;

function notADay(column: string, value: string, cells: RowCells): undefined {
  if (NUMBER_OF_A_DAY.test(value)) {
    // Never read as one: it may as well be the number of something, and spreadsheets count from two different days.
    const remedy =
      'Format the column as a date in the spreadsheet, see that it shows the days meant, and save it again.';
    return cells.problem(column, 'NOT_A_DAY', `${column} is a number, not a day.`, remedy);
  }
  const message = isMonthFirst(value) ? `${column} has its month before its day.` : `${column} is not a day.`;
  return cells.problem(column, 'NOT_A_DAY', message, 'Write it as YYYY-MM-DD or DD/MM/YYYY: 2026-03-31, 31/03/2026.');
}

export const whole = (column: string): CellField =>
  cell(column, (value, cells) =>
    /^\d{1,15}$/.test(value)
      ? Number(value)
      : cells.problem(
          column,
          'NOT_A_WHOLE_NUMBER',
          `${column} is not a whole number.`,
          'Use digits only, without separators or a sign; leave it blank if it is not known.',
        ),
  );

/** A number with at most three decimals, as a whole number of thousandths. */
export const thousandths = (column: string): CellField =>
  cell(column, (value, cells) => {
    const pattern =
      cells.decimalSeparator === ',' ? /^(-?)(\d{1,9})(?:,(\d{1,3}))?$/ : /^(-?)(\d{1,9})(?:\.(\d{1,3}))?$/;
    const [, sign, integer, decimals = ''] = pattern.exec(value) ?? [];
    if (integer === undefined) {
      const remedy = 'Use digits, with at most three after a decimal point.';
      return cells.problem(column, 'NOT_A_NUMBER', `${column} is not a number.`, remedy);
    }
    const amount = Number(integer) * 1000 + Number(decimals.padEnd(3, '0'));
    return sign === '-' && amount !== 0 ? -amount : amount;
  });

export const oneOf = (column: string, values: readonly string[]): CellField =>
  cell(column, (value, cells) =>
    values.includes(value)
      ? value
      : cells.problem(
          column,
          'NOT_A_CHOICE',
          `${column} is not one of the choices.`,
          `Use one of: ${values.join(', ')}.`,
        ),
  );

export const yesNo = (column: string): CellField => {
  const choice = oneOf(column, ['yes', 'no']);
  return {
    ...choice,
    read: (cells) => {
      const chosen = choice.read(cells);
      return chosen === undefined ? undefined : chosen === 'yes';
    },
  };
};

/** Codes separated by semicolons; a blank cell is an empty list. */
export const codes = (column: string): CellField =>
  orElse(
    cell(column, (value, cells) => allOf(listed(value).map((item) => asCode(column, item, cells)))),
    [],
  );

/** What evidence is found under, separated by semicolons. Sources build such references from staff numbers. */
export const evidence = (column: string): CellField =>
  orElse(
    cell(column, (value, cells) =>
      listed(value).map((item) => (isMadeHere(item) ? item : cells.pseudonymise(EVIDENCE, item))),
    ),
    [],
  );

/** Elements of frameworks, `framework:element`, separated by semicolons; a blank cell is an empty list. */
export const elements = (column: string): CellField =>
  orElse(
    cell(column, (value, cells) => allOf(listed(value).map((item) => asElement(column, item, cells)))),
    [],
  );

function asElement(column: string, item: string, cells: RowCells): unknown {
  const [, frameworkId, element] = /^([a-z0-9][a-z0-9-]{0,79})[:/](.+)$/.exec(item) ?? [];
  if (frameworkId !== undefined && element !== undefined && CODE.test(element)) return { frameworkId, element };
  const remedy = 'Write it as framework:element, for example leadership-framework:1.3.';
  return cells.problem(column, 'NOT_AN_ELEMENT', `${column} does not name elements of frameworks.`, remedy);
}

/** A worker, by `WORKPLACE` and this column; or by this column alone where it says `WORKPLACE/WORKER`. */
export function person(column: string): CellField {
  const literal = column === 'WORKER';
  return {
    columns: [column, 'WORKPLACE'],
    required: true,
    read: (cells) => {
      const worker = cells.get(column);
      const workplace = cells.get('WORKPLACE');
      if (worker === '') return undefined;
      if (!literal && (workplace !== '' || worker.includes('/'))) return cells.person(column, worker, workplace);
      if (workplace !== '') return cells.worker(column, workplace, worker);
      const remedy = literal ? 'Fill WORKPLACE.' : `Fill WORKPLACE, or write WORKPLACE/WORKER in ${column}.`;
      return cells.problem('WORKPLACE', 'REQUIRED', `WORKPLACE is blank, so ${column} names nobody.`, remedy);
    },
  };
}

function listed(value: string): readonly string[] {
  return value
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function allOf(items: readonly unknown[]): readonly unknown[] | undefined {
  return items.includes(undefined) ? undefined : items;
}
