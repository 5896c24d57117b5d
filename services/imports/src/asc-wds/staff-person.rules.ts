import type { StaffDetails, StaffRules } from './staff.details.js';
import type { UploadCells } from './upload-cells.js';
import { birthday, dayOf, MINIMUM_AGE } from './upload-dates.js';

const NATIONAL_INSURANCE_NUMBER = /^\s*[a-z]{2}(?:\s*\d\s*){6}[a-z]?\s*$/i;
const POSTCODE = /^[a-z]{1,2}\d{1,2}[a-z]?\s\d[a-z]{2}$/i;
const MAXIMUM_AGE = 100;

type Person = Omit<StaffDetails, 'contract' | 'weeklyMinutes' | 'qualifications'>;

/** Who the worker is, and since when they work here. */
export function readPerson(cells: UploadCells, rules: StaffRules): Person {
  const nationalInsuranceNumber = matching(cells, 'NINUMBER', 1060, NATIONAL_INSURANCE_NUMBER);
  const postcode = matching(cells, 'POSTCODE', 1070, POSTCODE);
  if (cells.get('POSTCODE') === '') cells.warn(3070, 'POSTCODE', 'POSTCODE is blank.');
  const dateOfBirth = dateOfBirthOf(cells, rules);
  checkYearOfEntry(cells, rules, dateOfBirth);
  const startedOn = startOf(cells, rules, dateOfBirth);
  checkSectorStart(cells, startedOn, dateOfBirth);
  const hasUnusableStart = startedOn === undefined && cells.get('STARTDATE') !== '';
  return { nationalInsuranceNumber, postcode, dateOfBirth, startedOn, hasUnusableStart };
}

function matching(cells: UploadCells, column: string, code: number, pattern: RegExp): string | undefined {
  const text = cells.get(column);
  if (text === '') return undefined;
  return pattern.test(text) ? text.trim() : cells.error(code, column, `${column} is not in the right format.`);
}

function dateOfBirthOf(cells: UploadCells, { today }: StaffRules): string | undefined {
  const text = cells.get('DOB');
  if (text === '') return cells.warn(3080, 'DOB', 'DOB is blank.');
  const day = dayOf(text);
  if (day === undefined) return cells.warn(3080, 'DOB', 'DOB is not a day (DD/MM/YYYY) and is ignored.');
  if (birthday(day, MINIMUM_AGE) > today || birthday(day, MAXIMUM_AGE) < today) {
    return cells.warn(3080, 'DOB', 'DOB does not make the worker 14 to 100 years old, and is ignored.');
  }
  return day;
}

function checkYearOfEntry(cells: UploadCells, { today }: StaffRules, dateOfBirth: string | undefined): void {
  const text = cells.get('YEAROFENTRY');
  if (text === '') return;
  const column = 'YEAROFENTRY';
  if (!/^\d{4}$/.test(text)) cells.error(1380, column, 'YEAROFENTRY is not a year.');
  else if (text > today.slice(0, 4)) cells.error(1380, column, 'YEAROFENTRY lies in the future.');
  else if (dateOfBirth !== undefined && text < dateOfBirth.slice(0, 4)) {
    cells.error(1380, 'YEAROFENTRY/DOB', 'YEAROFENTRY is before the worker was born.');
  }
}

function startOf(cells: UploadCells, { today }: StaffRules, dateOfBirth: string | undefined): string | undefined {
  const text = cells.get('STARTDATE');
  const column = 'STARTDATE';
  if (text === '') return cells.warn(2000, column, 'STARTDATE is blank.');
  const day = dayOf(text);
  if (day === undefined) return cells.warn(3190, column, 'STARTDATE is not a day (DD/MM/YYYY) and is ignored.');
  if (day > today) return cells.warn(3190, column, 'STARTDATE is after the upload and is ignored.');
  if (dateOfBirth !== undefined && day < birthday(dateOfBirth, MINIMUM_AGE)) {
    return cells.warn(3190, column, 'STARTDATE is before the worker turned 14, and is ignored.');
  }
  const entry = cells.get('YEAROFENTRY');
  if (/^\d{4}$/.test(entry) && day.slice(0, 4) < entry) {
    return cells.warn(3190, column, 'STARTDATE is before YEAROFENTRY and is ignored.');
  }
  return day;
}

function checkSectorStart(cells: UploadCells, startedOn: string | undefined, dateOfBirth: string | undefined): void {
  const text = cells.get('STARTINSECT');
  const column = 'STARTINSECT';
  if (text === '999') return;
  if (text === '') cells.warn(3200, column, 'STARTINSECT is blank.');
  else if (!/^\d{4}$/.test(text)) cells.warn(3200, column, 'STARTINSECT is not a year and is ignored.');
  else if (startedOn !== undefined && text > startedOn.slice(0, 4)) {
    cells.warn(3200, column, 'STARTINSECT is after STARTDATE and is ignored.');
  } else if (dateOfBirth !== undefined && Number(text) < Number(dateOfBirth.slice(0, 4)) + MINIMUM_AGE) {
    cells.warn(3200, column, 'STARTINSECT is before the worker turned 14, and is ignored.');
  }
}
