import { checkEmployment, contractOf, hoursOf } from './staff-employment.rules.js';
import { checkCodedColumns } from './staff-coded-columns.rules.js';
import { readPerson } from './staff-person.rules.js';
import { readQualifications } from './staff-qualifications.rules.js';
import type { StaffDetails, StaffRules } from './staff.details.js';
import type { UploadCells } from './upload-cells.js';

export const STAFF_STATUSES = ['NEW', 'UPDATE', 'DELETE', 'NOCHANGE', 'UNCHECKED'] as const;
export type UploadStatus = (typeof STAFF_STATUSES)[number];

export function isStatus(text: string): text is UploadStatus {
  return (STAFF_STATUSES as readonly string[]).includes(text);
}

export interface StaffRow {
  readonly localEstablishmentId: string;
  readonly uniqueWorkerId: string;
  readonly status: UploadStatus;
  readonly name: string;
  /** Absent for rows that say nothing but their status: DELETE, NOCHANGE and UNCHECKED. */
  readonly details?: StaffDetails;
}

const LONGEST_ID = 50;

/**
 * Reads one row. What concerns columns that are not taken is checked too, as far as it decides whether the bulk
 * upload would take the row; whether the worker exists is judged where the log can be asked.
 */
export function readStaffRow(cells: UploadCells, rules: StaffRules): StaffRow | undefined {
  const localEstablishmentId = cells.requiredText('LOCALESTID', 1010, LONGEST_ID);
  const uniqueWorkerId = cells.requiredText('UNIQUEWORKERID', 1020, LONGEST_ID);
  refuseMoves(cells);
  const name = cells.requiredText('DISPLAYID', 1050, LONGEST_ID);
  const status = statusOf(cells, 1040);
  const full = status === 'NEW' || status === 'UPDATE' || status === undefined;
  const details = full ? detailsOf(cells, rules) : undefined;
  if (localEstablishmentId === undefined || uniqueWorkerId === undefined) return undefined;
  if (name === undefined || status === undefined || cells.errors.length > 0) return undefined;
  return { localEstablishmentId, uniqueWorkerId, status, name, ...(details === undefined ? {} : { details }) };
}

export function statusOf(cells: UploadCells, code: number): UploadStatus | undefined {
  const given = cells.get('STATUS').toUpperCase();
  if (isStatus(given)) return given;
  return cells.error(code, 'STATUS', 'STATUS is not one of those known.', `Use ${STAFF_STATUSES.join(', ')}.`);
}

/** Both change which pseudonym a person has, so that their history would be cut in two. */
function refuseMoves(cells: UploadCells): void {
  for (const [column, code] of [
    ['CHGUNIQUEWRKID', 1030],
    ['TRANSFERSTAFFRECORD', 1400],
  ] as const) {
    if (cells.get(column) === '') continue;
    const remedy = 'Leave it blank and keep the ids that the worker had, or take the row out.';
    cells.error(code, column, `${column} is not supported: a worker keeps the ids they were recorded under.`, remedy);
  }
}

function detailsOf(cells: UploadCells, rules: StaffRules): StaffDetails | undefined {
  const contract = contractOf(cells);
  const person = readPerson(cells, rules);
  checkCodedColumns(cells, rules);
  checkEmployment(cells);
  const weeklyMinutes = hoursOf(cells);
  const qualifications = readQualifications(cells, rules);
  return contract === undefined ? undefined : { contract, weeklyMinutes, qualifications, ...person };
}
