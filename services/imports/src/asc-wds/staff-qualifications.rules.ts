import { DO_NOT_KNOW, QUALIFICATIONS } from './code-lists.js';
import { qualificationColumn } from './headers.js';
import type { HeldQualification, StaffRules } from './staff.details.js';
import type { UploadCells } from './upload-cells.js';

const HIGHEST_LEVEL = 8;
const YES = '1';

export function readQualifications(cells: UploadCells, rules: StaffRules): readonly HeldQualification[] {
  const held = socialCare(cells);
  for (let number = 1; cells.has(qualificationColumn(number)); number += 1) {
    const qualification = achieved(cells, number, rules);
    if (qualification !== undefined) held.push(qualification);
  }
  checkNonSocialCare(cells);
  return held;
}

/** `1;3` for a qualification of level 3, `2` for none, `999` for not known. */
function socialCare(cells: UploadCells): HeldQualification[] {
  const text = cells.get('SCQUAL');
  const column = 'SCQUAL';
  const [answer, level = ''] = text.split(';');
  if (text === '') cells.warn(3360, column, 'SCQUAL is blank.');
  else if (answer !== YES && answer !== '2' && answer !== '999') {
    cells.error(1360, column, 'SCQUAL is not one of the codes.', 'Use 1 with a level (1;3), 2 or 999.');
  } else if (answer === YES) {
    const known = level === String(DO_NOT_KNOW) ? null : Number(level);
    if (!/^\d{1,3}$/.test(level)) {
      const remedy = 'Write the level after a semicolon, for example 1;3; 999 when it is not known.';
      cells.error(1360, column, 'SCQUAL says yes, but not at which level.', remedy);
    } else if (known !== null && known > HIGHEST_LEVEL) {
      cells.warn(1360, column, `SCQUAL has a level above ${HIGHEST_LEVEL}, and is ignored.`);
    } else return [{ qualification: 'social-care', level: known, year: null }];
  }
  return [];
}

function checkNonSocialCare(cells: UploadCells): void {
  const text = cells.get('NONSCQUAL');
  if (text === '' || ['1', '2', '999'].includes(text.split(';')[0]!)) return;
  cells.error(1370, 'NONSCQUAL', 'NONSCQUAL is not one of the codes.', 'Use 1 with a level (1;3), 2 or 999.');
}

/** `30;2019`: a code, and the year it was achieved. The bulk upload numbers errors for the first three pairs only. */
function achieved(cells: UploadCells, number: number, { today }: StaffRules): HeldQualification | undefined {
  const column = qualificationColumn(number);
  const text = cells.get(column);
  if (text === '') return undefined;
  const base = 5010 + (Math.min(number, 3) - 1) * 20;
  const [code = '', year = ''] = text.split(';');
  if (!/^\d{1,4}$/.test(code) || !QUALIFICATIONS.has(Number(code))) {
    return cells.error(base, column, `${column} is not the code of a qualification.`);
  }
  if (cells.get(`${column}NOTES`).length > 120) {
    cells.warn(base + 10, `${column}NOTES`, `${column}NOTES is longer than 120 characters and is ignored.`);
  }
  if (year === '') {
    cells.warn(base + 5, column, `${column} has no year.`);
    return { qualification: String(Number(code)), level: null, year: null };
  }
  const thisYear = Number(today.slice(0, 4));
  if (!/^\d{4}$/.test(year) || Number(year) > thisYear || Number(year) < thisYear - 100) {
    return cells.error(base + 5, column, `The year in ${column} is not acceptable.`);
  }
  return { qualification: String(Number(code)), level: null, year: Number(year) };
}
