import { DO_NOT_KNOW, EMPLOYMENT_STATUSES, JOB_ROLES } from './code-lists.js';
import type { StaffDetails } from './staff.details.js';
import type { UploadCells } from './upload-cells.js';

const OTHER_JOB_ROLES: readonly (number | undefined)[] = [23, 27];
const SENIOR_MANAGEMENT = 1;
const SOCIAL_WORKER = 6;
const NURSE = 16;
const YES = 1;
const NO = 2;
const ANNUALLY = 1;
const HOURLY = 3;
const MOST_HOURS = 75;

export function contractOf(cells: UploadCells): StaffDetails['contract'] | undefined {
  const status = cells.number('EMPLSTATUS');
  if (status === undefined) return cells.error(1220, 'EMPLSTATUS', 'EMPLSTATUS is blank.', 'Fill EMPLSTATUS.');
  const remedy = '1 permanent, 2 temporary, 3 bank, 4 agency, 7 other.';
  return (
    EMPLOYMENT_STATUSES.get(status) ?? cells.error(1220, 'EMPLSTATUS', 'EMPLSTATUS is not one of the codes.', remedy)
  );
}

/** Contract, pay and job: what fits together, and what is ignored because it does not. */
export function checkEmployment(cells: UploadCells): void {
  checkZeroHours(cells);
  checkPay(cells);
  checkJob(cells);
  checkAverageHours(cells);
}

/**
 * Contracted minutes a week; null when there are none, as in a zero-hours contract; undefined when the row does not say,
 * or says something that is ignored.
 */
export function hoursOf(cells: UploadCells): number | null | undefined {
  const text = cells.get('CONTHOURS');
  const contract = EMPLOYMENT_STATUSES.get(cells.number('EMPLSTATUS') ?? Number.NaN);
  const column = 'CONTHOURS';
  if (cells.number('ZEROHRCONT') === YES) {
    if (text !== '') cells.warn(3300, column, 'CONTHOURS is ignored: ZEROHRCONT is 1.');
    return null;
  }
  if (text === '') return undefined;
  if (contract === 'bank' || contract === 'agency' || contract === 'other') {
    return cells.warn(3300, column, `CONTHOURS is ignored: a contract of the kind “${contract}” has none.`);
  }
  return hours(cells, column, 3300);
}

function checkAverageHours(cells: UploadCells): void {
  if (cells.get('AVGHOURS') === '') return;
  const contract = EMPLOYMENT_STATUSES.get(cells.number('EMPLSTATUS') ?? Number.NaN);
  const contracted = contract === 'permanent' || contract === 'temporary';
  if (contracted && cells.number('ZEROHRCONT') !== YES) {
    cells.warn(3310, 'AVGHOURS', `AVGHOURS is ignored: a contract of the kind “${contract}” has contracted hours.`);
  } else hours(cells, 'AVGHOURS', 3310);
}

/** Whole or half hours, as minutes. */
function hours(cells: UploadCells, column: string, code: number): number | undefined {
  const text = cells.get(column);
  if (text === String(DO_NOT_KNOW)) return undefined;
  if (!/^\d{1,3}(\.[05])?$/.test(text)) return cells.warn(code, column, `${column} is not in hours and is ignored.`);
  if (Number(text) > MOST_HOURS) return cells.warn(code, column, `${column} is more than 75 and is ignored.`);
  return Number(text) * 60;
}

function checkZeroHours(cells: UploadCells): void {
  const answer = cells.number('ZEROHRCONT');
  const contracted = Number.parseFloat(cells.get('CONTHOURS'));
  const both = 'CONTHOURS/ZEROHRCONT';
  if (answer === undefined) {
    if (contracted > 0) cells.warn(3230, 'ZEROHRCONT', 'CONTHOURS is given, but ZEROHRCONT is blank.');
  } else if (![YES, NO, DO_NOT_KNOW].includes(answer)) {
    cells.error(1230, 'ZEROHRCONT', 'ZEROHRCONT is not one of the codes.', 'Use 1, 2 or 999.');
  } else if (contracted > 0 && answer !== NO) {
    cells.error(1230, both, 'CONTHOURS and ZEROHRCONT contradict each other.');
  } else if (contracted === 0 && answer === NO) {
    cells.warn(3230, both, 'CONTHOURS is 0, but ZEROHRCONT is not 1.');
  }
}

function checkPay(cells: UploadCells): void {
  const interval = cells.number('SALARYINT');
  if (interval !== undefined && ![ANNUALLY, HOURLY, DO_NOT_KNOW].includes(interval)) {
    cells.error(1250, 'SALARYINT', 'SALARYINT is not one of the codes.', 'Use 1, 3 or 999.');
    return;
  }
  if (cells.get('SALARY') !== '') checkSalary(cells, interval);
  if (cells.get('HOURLYRATE') !== '') checkRate(cells, interval);
}

function checkSalary(cells: UploadCells, interval: number | undefined): void {
  const most = cells.number('MAINJOBROLE') === SENIOR_MANAGEMENT ? 250_000 : 200_000;
  const salary = cells.number('SALARY') ?? Number.NaN;
  if (interval === DO_NOT_KNOW) cells.warn(3260, 'SALARY', 'SALARY is ignored: SALARYINT is 999.');
  else if (interval !== ANNUALLY) cells.error(1251, 'SALARYINT/SALARY', 'SALARY is given, but SALARYINT is not 1.');
  else if (!(salary >= 500 && salary <= most)) {
    cells.error(1260, 'SALARY', `SALARY is not a whole number of pounds from 500 to ${most}.`);
  }
}

function checkRate(cells: UploadCells, interval: number | undefined): void {
  const column = 'HOURLYRATE';
  if (interval === DO_NOT_KNOW) cells.warn(3270, column, 'HOURLYRATE is ignored: SALARYINT is 999.');
  else if (interval !== HOURLY) {
    cells.error(1252, 'SALARYINT/HOURLYRATE', 'HOURLYRATE is given, but SALARYINT is not 3.');
  } else if (!/^\d+(\.\d{1,2})?$/.test(cells.get(column))) {
    cells.error(1270, column, 'HOURLYRATE is not an amount in pounds.');
  }
}

function checkJob(cells: UploadCells): void {
  const role = cells.number('MAINJOBROLE');
  if (role === undefined) cells.error(1280, 'MAINJOBROLE', 'MAINJOBROLE is blank.', 'Fill MAINJOBROLE.');
  else if (!JOB_ROLES.has(role)) cells.error(1280, 'MAINJOBROLE', 'MAINJOBROLE is not the code of a job role.');
  checkJobDescription(cells, role);
  const nursing = cells.get('NMCREG');
  if (role === NURSE && nursing === '') cells.warn(3340, 'NMCREG', 'NMCREG is blank.');
  else if (role !== NURSE && nursing !== '') cells.warn(3340, 'NMCREG', 'NMCREG is ignored: it goes with role 16.');
  const approved = cells.get('AMHP');
  if (role === SOCIAL_WORKER && approved === '') cells.warn(3380, 'AMHP', 'AMHP is blank.');
  else if (role !== SOCIAL_WORKER && approved !== '') cells.warn(3380, 'AMHP', 'AMHP is ignored: it goes with role 6.');
}

function checkJobDescription(cells: UploadCells, role: number | undefined): void {
  const text = cells.get('MAINJRDESC');
  const column = 'MAINJRDESC';
  if (OTHER_JOB_ROLES.includes(role) && text === '') {
    cells.error(1290, column, 'MAINJRDESC is blank.', 'Job roles 23 and 27 need a description.');
  } else if (text.length > 120) {
    cells.error(1290, column, 'MAINJRDESC is longer than 120 characters.', 'Shorten it.');
  } else if (!OTHER_JOB_ROLES.includes(role) && text !== '') {
    cells.warn(3290, column, 'MAINJRDESC is ignored: only job roles 23 and 27 have one.');
  }
}
