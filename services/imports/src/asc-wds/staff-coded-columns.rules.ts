import type { StaffRules } from './staff.details.js';
import type { UploadCells } from './upload-cells.js';

interface CodedColumn {
  readonly column: string;
  readonly codes: readonly number[];
  /** The number of the error, or of the warning where the bulk upload only ignores a wrong code. */
  readonly error?: number;
  readonly warning?: number;
}

const YES_NO_UNKNOWN = [1, 2, 999];

/** Columns that hold one code and that we do not take: a wrong code stops the row, or is ignored. */
const CODED_COLUMNS: readonly CodedColumn[] = [
  { column: 'GENDER', codes: [1, 2, 3, 4], error: 1090 },
  {
    column: 'ETHNICITY',
    codes: [31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 98, 99],
    error: 1100,
  },
  { column: 'DISABLED', codes: [0, 1, 2, 3], error: 1150 },
  { column: 'CARECERT', codes: [1, 2, 3], error: 1160 },
  { column: 'RECSOURCE', codes: [1, 2, 5, 7, 8, 10, 12, 15, 16, 17, 18], error: 1180 },
  { column: 'DHA', codes: YES_NO_UNKNOWN, warning: 5660 },
  { column: 'APPRENTICE', codes: YES_NO_UNKNOWN, warning: 3210 },
  { column: 'CWPCATEGORY', codes: [1, 2, 3, 4, 5, 6, 7, 998, 999], warning: 5650 },
];

const BRITISH = 826;

export function checkCodedColumns(cells: UploadCells, rules: StaffRules): void {
  for (const { column, codes, error, warning } of CODED_COLUMNS) {
    const code = cells.number(column);
    if (code === undefined || codes.includes(code)) continue;
    const message = `${column} is not one of the codes`;
    if (error !== undefined) cells.error(error, column, `${message}.`, `Use one of: ${codes.join(', ')}.`);
    else if (warning !== undefined) cells.warn(warning, column, `${message} and is ignored.`);
  }
  checkCountries(cells);
  checkLevel2Certificate(cells, rules);
  checkDaysSick(cells);
}

function checkCountries(cells: UploadCells): void {
  for (const [column, code] of [
    ['NATIONALITY', 1110],
    ['COUNTRYOFBIRTH', 1130],
  ] as const) {
    if (Number.isNaN(cells.number(column))) cells.error(code, column, `${column} is not the code of a country.`);
  }
  const citizenship = cells.number('BRITISHCITIZENSHIP');
  if (citizenship === undefined) return;
  const column = 'BRITISHCITIZENSHIP';
  if (cells.number('NATIONALITY') === BRITISH) {
    cells.warn(3120, column, 'BRITISHCITIZENSHIP is ignored: NATIONALITY is British.');
  } else if (!YES_NO_UNKNOWN.includes(citizenship)) {
    cells.error(1120, column, 'BRITISHCITIZENSHIP is not one of the codes.', 'Use 1, 2 or 999.');
  }
}

/** `1;2025` for completed in that year, `2` for started, `3` for no. */
function checkLevel2Certificate(cells: UploadCells, { today }: StaffRules): void {
  const text = cells.get('L2CARECERT');
  if (text === '') return;
  const column = 'L2CARECERT';
  const [answer, year = ''] = text.split(';');
  if (answer !== '1' && answer !== '2' && answer !== '3') {
    cells.warn(5590, column, 'L2CARECERT is not one of the codes and is ignored.');
  } else if (answer !== '1' && year !== '') {
    cells.warn(answer === '2' ? 5600 : 5610, column, 'L2CARECERT has a year without being completed, and is ignored.');
  } else if (year !== '' && !/^\d{4}$/.test(year)) {
    cells.warn(5640, column, 'The year in L2CARECERT is not a year and is ignored.');
  } else if (year !== '' && year < '2024') {
    cells.warn(5620, column, 'The year in L2CARECERT is before 2024, when it began, and is ignored.');
  } else if (year !== '' && year > today.slice(0, 4)) {
    cells.warn(5630, column, 'The year in L2CARECERT lies in the future and is ignored.');
  }
}

function checkDaysSick(cells: UploadCells): void {
  const text = cells.get('DAYSSICK');
  if (text === '' || text === '999') return;
  const days = /^\d{1,3}(\.[05])?$/.test(text) ? Number(text) : Number.NaN;
  if (!(days <= 366)) cells.warn(1240, 'DAYSSICK', 'DAYSSICK is not a number of days up to 366, and is ignored.');
}
