import { statusOf, type UploadStatus } from './staff.row.js';
import type { UploadCells } from './upload-cells.js';

export interface WorkplaceRow {
  readonly localEstablishmentId: string;
  readonly status: UploadStatus;
  readonly name: string;
  /** Code of the main service. */
  readonly mainService: number | undefined;
  readonly regulator: 'cqc' | null;
  readonly registrationNumber: string | null;
}

const CQC = 2;
const REGISTRATION_NUMBER = /^\d-\d{8,12}$/;
const POSTCODE = /^[a-z]{1,2}\d{1,2}[a-z]?\s?\d[a-z]{2}$/i;

/**
 * Reads one row: what has to be there, and the form of what is taken. Lists that only the bulk upload needs (services,
 * capacities, job roles, starters and leavers, pay and terms) are not judged here.
 */
export function readWorkplaceRow(cells: UploadCells): WorkplaceRow | undefined {
  const localEstablishmentId = cells.requiredText('LOCALESTID', 1010, 50);
  const status = statusOf(cells, 1020);
  const name = cells.requiredText('ESTNAME', 1030, 120);
  if (localEstablishmentId === undefined || status === undefined) return undefined;
  const full = status === 'NEW' || status === 'UPDATE';
  const registration = full ? readRegistration(cells) : { regulator: null, registrationNumber: null };
  const mainService = full ? mainServiceOf(cells) : undefined;
  if (full) checkAddress(cells);
  if (name === undefined || cells.errors.length > 0) return undefined;
  return { localEstablishmentId, status, name, mainService, ...registration };
}

function mainServiceOf(cells: UploadCells): number | undefined {
  const service = cells.number('MAINSERVICE');
  if (service === undefined) return cells.error(1000, 'MAINSERVICE', 'MAINSERVICE is blank.', 'Fill MAINSERVICE.');
  if (Number.isNaN(service)) return cells.error(1000, 'MAINSERVICE', 'MAINSERVICE is not the code of a service.');
  if (!cells.get('ALLSERVICES').split(';').includes(String(service))) {
    cells.error(1120, 'ALLSERVICES', 'ALLSERVICES does not contain MAINSERVICE.');
  }
  return service;
}

function checkAddress(cells: UploadCells): void {
  cells.requiredText('ADDRESS1', 1040, 40);
  const lines = [
    ['ADDRESS2', 1045],
    ['ADDRESS3', 1050],
    ['POSTTOWN', 1055],
  ] as const;
  for (const [column, code] of lines) {
    if (cells.get(column).length > 40) cells.error(code, column, `${column} is longer than 40 characters.`);
  }
  const postcode = cells.requiredText('POSTCODE', 1060, 10);
  if (postcode !== undefined && !POSTCODE.test(postcode)) {
    cells.error(1060, 'POSTCODE', 'POSTCODE is not in the right format.');
  }
  const kind = cells.number('ESTTYPE');
  if (kind === undefined) cells.error(1070, 'ESTTYPE', 'ESTTYPE is blank.', 'Fill ESTTYPE.');
  else if (!(kind >= 1 && kind <= 8)) cells.error(1070, 'ESTTYPE', 'ESTTYPE is not one of the codes.');
  for (const [column, code] of [
    ['PERMCQC', 1080],
    ['PERMLA', 1090],
  ] as const) {
    if (!['', '0', '1'].includes(cells.get(column))) cells.error(code, column, `${column} is not 0, 1 or blank.`);
  }
  const total = cells.number('TOTALPERMTEMP');
  if (total === undefined || !(total <= 999)) {
    cells.error(1200, 'TOTALPERMTEMP', 'TOTALPERMTEMP is not a number of people from 0 to 999.');
  }
}

function readRegistration(cells: UploadCells): Pick<WorkplaceRow, 'regulator' | 'registrationNumber'> {
  const kind = cells.number('REGTYPE');
  const none = { regulator: null, registrationNumber: null };
  if (kind === undefined) cells.error(1100, 'REGTYPE', 'REGTYPE is blank.', 'Use 2 for CQC, 0 for not registered.');
  else if (kind !== CQC && kind !== 0) {
    cells.error(1100, 'REGTYPE', 'REGTYPE is not one of the codes.', 'Use 2 for CQC, 0 for not registered.');
  }
  for (const [column, error, warning] of [
    ['PROVNUM', 1105, 2105],
    ['LOCATIONID', 1110, 2110],
  ] as const) {
    const number = cells.get(column);
    if (kind === 0 && number !== '') cells.warn(warning, column, `${column} is ignored: REGTYPE is not 2.`);
    if (kind !== CQC) continue;
    if (number === '') cells.error(error, column, `${column} is blank.`, 'A service registered with CQC has one.');
    else if (!REGISTRATION_NUMBER.test(number)) {
      cells.error(error, column, `${column} is not in the right format.`, 'For example 1-000000001.');
    }
  }
  return kind === CQC ? { regulator: 'cqc', registrationNumber: cells.get('LOCATIONID') } : none;
}
