import { isSameActor } from '@praxis/event-sourcing';
import type { ProblemOfRow } from '../report/row-problem.js';
import type { Asking } from '../taking/taking.context.js';
import type { AsKnown } from '../workforce/current-workforce.js';
import type { Contract, WorkerDetails, WorkerPicture } from '../workforce/worker.picture.js';
import type { HeldQualification, StaffDetails } from './staff.details.js';
import type { StaffRow } from './staff.row.js';
import type { Difference } from './upload.commands.js';

export interface StaffComparison {
  readonly differences: readonly Difference[];
  readonly errors: readonly ProblemOfRow[];
  readonly warnings: readonly ProblemOfRow[];
  /** Whether the personal details were not compared with those that others gave. */
  readonly isUntold?: boolean;
}

export interface StaffSetting {
  /** The service that the row's workplace stands for. */
  readonly serviceId: string;
  /** Whether a team lies within that service. */
  readonly isWithinService: (teamId: string) => boolean;
  /** The upload's day. */
  readonly received: string;
  /** The worker's two ids as they are kept. */
  readonly reference: string;
  readonly asking: Asking;
}

const COLUMNS = { on: 'STARTDATE', from: 'STARTDATE', unitId: 'LOCALESTID', contract: 'EMPLSTATUS' };

/** What has to happen so that what is known of a worker becomes what the row says. */
export function compareStaff(row: StaffRow, known: AsKnown<WorkerPicture>, setting: StaffSetting): StaffComparison {
  const { then, now } = known;
  if (then.status === 'unknown' && now.status !== 'unknown') {
    return told('KNOWN_LATER', 'This worker was recorded after the day of the upload; what is newer stands.');
  }
  if (then.status === 'unknown') return row.status === 'NEW' ? arrival(row, setting) : unknownWorker(row);
  if (row.status === 'DELETE') return then.status === 'left' ? NOTHING : leaving(setting);
  if (row.details === undefined) return NOTHING;
  if (then.status === 'left') return maybeReturn(row, row.details, known, setting);
  return changes(row, row.details, known, setting);
}

const NOTHING: StaffComparison = { differences: [], errors: [], warnings: [] };

/** A start is never made up for one that is given and cannot be read. */
const UNUSABLE_START: StaffComparison = {
  ...NOTHING,
  errors: [
    {
      column: 'STARTDATE',
      code: 'START_NOT_USABLE',
      message: 'STARTDATE cannot be the day on which this new worker started.',
      remedy: 'Correct it, or leave it blank if it is not known: then the day of the upload is taken.',
    },
  ],
};

function told(code: string, message: string): StaffComparison {
  return { ...NOTHING, warnings: [{ column: 'UNIQUEWORKERID', code, message }] };
}

function unknownWorker({ status }: StaffRow): StaffComparison {
  const message = `STATUS is ${status}, but no such worker is known.`;
  return { ...NOTHING, errors: [{ column: 'STATUS', code: 'e1040', message, remedy: 'Use NEW to add a worker.' }] };
}

function leaving({ received }: StaffSetting): StaffComparison {
  return { ...NOTHING, differences: [{ type: 'RecordLeaving', data: { reason: null, on: received } }] };
}

function arrival(row: StaffRow, setting: StaffSetting): StaffComparison {
  const details = row.details!;
  if (details.hasUnusableStart) return UNUSABLE_START;
  const on = details.startedOn ?? setting.received;
  const inferred = details.startedOn === undefined ? { startInferred: true } : {};
  const differences: Difference[] = [
    { type: 'JoinWorker', data: { ...contractOf(details), ...inferred, on }, columns: COLUMNS },
    { type: 'RecordWorkerDetails', data: { ...personalOf(row, details, setting.reference), on } },
    { type: 'AssignToTeam', data: { unitId: setting.serviceId, from: on }, columns: COLUMNS },
    ...details.qualifications.map((held) => award(held, setting)),
  ];
  if (details.startedOn !== undefined) return { ...NOTHING, differences };
  const message = 'Without STARTDATE the worker is taken to have started on the day of the upload.';
  return { differences, errors: [], warnings: [{ column: 'STARTDATE', code: 'START_ASSUMED', message }] };
}

/** The file lists somebody who left. Only a later start says that they came back: an old file must not bring them back. */
function maybeReturn(
  row: StaffRow,
  details: StaffDetails,
  known: AsKnown<WorkerPicture>,
  setting: StaffSetting,
): StaffComparison {
  const { then } = known;
  const on = details.startedOn;
  if (on === undefined || then.leftOn === undefined || on <= then.leftOn) {
    return told(
      'LEFT',
      `This worker left on ${then.leftOn}. Give the day of a new start in STARTDATE if they came back.`,
    );
  }
  const back: Difference = { type: 'RecordReturn', data: { ...contractOf(details), on }, columns: COLUMNS };
  const team: Difference = { type: 'AssignToTeam', data: { unitId: setting.serviceId, from: on }, columns: COLUMNS };
  const { differences: personal, isUntold } = personalChanges(row, details, known, { ...setting, on, isReturn: true });
  const others = [...personal, ...newQualifications(details, then, setting)];
  return { ...NOTHING, differences: [back, team, ...others], isUntold };
}

function changes(
  row: StaffRow,
  details: StaffDetails,
  known: AsKnown<WorkerPicture>,
  setting: StaffSetting,
): StaffComparison {
  const { then } = known;
  const { received } = setting;
  const differences: Difference[] = [];
  const contract = changedContract(details, then.contract);
  if (contract) differences.push({ type: 'ChangeContract', data: { ...contract, from: received }, columns: COLUMNS });
  const { differences: personal, isUntold } = personalChanges(row, details, known, {
    ...setting,
    on: received,
    isReturn: false,
  });
  differences.push(...personal);
  if (then.teamId === undefined || !setting.isWithinService(then.teamId)) {
    differences.push({ type: 'AssignToTeam', data: { unitId: setting.serviceId, from: received }, columns: COLUMNS });
  }
  differences.push(...newQualifications(details, then, setting));
  const compared = { ...NOTHING, differences, isUntold };
  if (details.startedOn === undefined || details.startedOn === then.startedOn) return compared;
  const message = `STARTDATE differs from the start that is recorded (${then.startedOn}), which stands.`;
  return { ...compared, warnings: [{ column: 'STARTDATE', code: 'START_DIFFERS', message }] };
}

function contractOf({ contract, weeklyMinutes }: StaffDetails): Contract {
  return { contract, weeklyMinutes: weeklyMinutes ?? null };
}

/** Hours that the row does not give stay as they are, unless they belonged to another kind of contract. */
function changedContract(details: StaffDetails, current: Contract | undefined): Contract | undefined {
  const sameKind = current?.contract === details.contract;
  const { weeklyMinutes: given } = details;
  const weeklyMinutes = given === undefined ? (sameKind ? current.weeklyMinutes : null) : given;
  if (sameKind && weeklyMinutes === current.weeklyMinutes) return undefined;
  return { contract: details.contract, weeklyMinutes };
}

function personalOf(row: StaffRow, details: StaffDetails, workReference: string): WorkerDetails {
  const { dateOfBirth, nationalInsuranceNumber, postcode } = details;
  const given = {
    name: row.name.trim(),
    workReference,
    dateOfBirth,
    nationalInsuranceNumber,
    postcode,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

interface PersonalSetting extends Pick<StaffSetting, 'reference' | 'asking'> {
  /** The day that the details are recorded of. */
  readonly on: string;
  /** Whether the worker comes back on it. */
  readonly isReturn: boolean;
}

/**
 * All that is given is recorded again when any of it differs; what the row leaves blank stays as it is. Where that would
 * leave no trace, it is not done for what others gave: whether it differs could be found out by guessing.
 */
function personalChanges(
  row: StaffRow,
  details: StaffDetails,
  known: AsKnown<WorkerPicture>,
  { reference, on, asking, isReturn }: PersonalSetting,
): { readonly differences: readonly Difference[]; readonly isUntold: boolean } {
  const { then, now } = known;
  const leavesNoTrace = asking.isTrial || (!isReturn && isRefusedOn(now, on));
  if (leavesNoTrace && isByOthers(then, asking)) return { differences: [], isUntold: true };
  // However the file writes the ids, they are those that the worker is known by.
  const given = personalOf(row, details, then.details.workReference ?? reference);
  const recorded: Readonly<Record<string, string | undefined>> = then.details;
  const isSame = Object.entries(given).every(([field, value]) => recorded[field] === value);
  const changed = [{ type: 'RecordWorkerDetails', data: { ...given, on } }];
  return { differences: isSame ? [] : changed, isUntold: false };
}

/** Details that an upload gives: the reference is what the worker is known by anyway. */
const COMPARED = ['name', 'dateOfBirth', 'nationalInsuranceNumber', 'postcode'] as const;

function isByOthers({ givenBy }: WorkerPicture, { actor }: Asking): boolean {
  return COMPARED.some((field) => givenBy[field] !== undefined && !isSameActor(givenBy[field], actor));
}

/** Whether nothing can be recorded of a day any more: the worker left before it, which became known after the upload. */
function isRefusedOn({ status, leftOn }: WorkerPicture, on: string): boolean {
  return status === 'left' && leftOn !== undefined && on > leftOn;
}

function newQualifications(details: StaffDetails, then: WorkerPicture, setting: StaffSetting): readonly Difference[] {
  return details.qualifications
    .filter((held) => then.qualifications.findLast((known) => isSame(known, held)) === undefined)
    .map((held) => award(held, setting));
}

function isSame(known: HeldQualification, held: HeldQualification): boolean {
  return known.qualification === held.qualification && known.level === held.level && known.year === held.year;
}

function award(held: HeldQualification, { received }: StaffSetting): Difference {
  return { type: 'AwardQualification', data: { ...held, on: received } };
}
