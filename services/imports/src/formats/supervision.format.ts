import {
  code,
  codes,
  day,
  oneOf,
  optional,
  orNull,
  person,
  text,
  whole,
  type CellField,
  recordId,
} from './cell.fields.js';
import { FACT, RECORDED, type OwnFormat } from './own-format.js';
import { type RowCells } from './row.cells.js';

const KINDS = ['line', 'professional', 'peer', 'specialist'];
const END_REASONS = ['left', 'changed-supervisor', 'changed-role', 'other'];

const terms = {
  supervisorId: person('SUPERVISOR'),
  kind: oneOf('KIND', KINDS),
  intervalDays: whole('INTERVALDAYS'),
  recordTimescaleDays: whole('RECORDDAYS'),
};
/** A row may name the supervisee again; naming somebody else is a mistake. */
const repeats = { superviseeId: person('SUPERVISEE') };

/** Who owns an action: `supervisee`, `supervisor`, or whichever of the two the cell names. */
const owner: CellField = {
  columns: ['OWNER', 'WORKPLACE', 'SUPERVISOR'],
  required: true,
  read: (cells) => {
    const said = cells.get('OWNER');
    if (said === '' || said === 'supervisee' || said === 'supervisor') return said || undefined;
    const ownerId = person('OWNER').read(cells);
    if (ownerId === undefined) return undefined;
    const signed = cells.memory.agreements.get(cells.get('AGREEMENT'));
    if (ownerId === namedOr(cells, 'SUPERVISEE', signed?.superviseeId)) return 'supervisee';
    if (ownerId === namedOr(cells, 'SUPERVISOR', signed?.supervisorId)) return 'supervisor';
    return cells.problem(
      'OWNER',
      'OWNER_UNKNOWN',
      'The owner of an action is one of the two people of the agreement.',
      'Write supervisee or supervisor, or name both of them in SUPERVISEE and SUPERVISOR.',
    );
  },
};

function namedOr(cells: RowCells, column: string, otherwise: string | undefined): unknown {
  return cells.get(column) === '' ? otherwise : person(column).read(cells);
}

export const supervisionFormat: OwnFormat = {
  kind: 'supervision',
  version: 1,
  about: 'Agreements between a supervisor and a supervisee, their sessions and what came of them.',
  columns: [
    ['AGREEMENT', 'Id of the agreement: one for each pair of people.'],
    FACT,
    ['DATE', 'The day on which it happened, or from which it was so.'],
    ['WORKPLACE', 'The `LOCALESTID` of the workplace that the people in the row belong to.'],
    ['SUPERVISEE', "The supervisee's `WORKER`, or `WORKPLACE/WORKER`. May be repeated on every row."],
    ['SUPERVISOR', "The supervisor's `WORKER`, or `WORKPLACE/WORKER`."],
    ['KIND', KINDS.map((kind) => `\`${kind}\``).join(', ') + '.'],
    ['INTERVALDAYS', 'A session is due at least every so many days.'],
    ['RECORDDAYS', 'Its record has to be signed within so many days.'],
    ['SESSION', 'Id of the session, unique within the agreement.'],
    ['MINUTES', 'Length of the session; blank: not known.'],
    ['TOPICS', 'Codes of what was spoken about, separated by semicolons.'],
    ['REASON', `Why; a code. For \`agreement-ended\` one of ${END_REASONS.map((one) => `\`${one}\``).join(', ')}.`],
    ['ACTION', 'Id of the action, unique within the agreement.'],
    ['OWNER', '`supervisee` or `supervisor`, or the `WORKER` of either.'],
    ['DUE', 'The day by which the action is to be done.'],
    ['PRESSURE', 'Code of the pressure.'],
    ['TEXT', "Notes of the session, the action or the achievement. Personal: the supervisee's."],
    RECORDED,
  ],
  aggregate: 'supervision',
  stream: recordId('AGREEMENT'),
  record: ['AGREEMENT'],
  facts: {
    'agreement-signed': {
      says: 'Both signed the agreement.',
      command: 'SignAgreement',
      fields: { superviseeId: person('SUPERVISEE'), ...terms, on: day('DATE') },
    },
    'agreement-changed': {
      says: 'Its terms changed; all of them are given.',
      command: 'ChangeAgreement',
      fields: { ...terms, from: day('DATE') },
      repeats,
    },
    'agreement-ended': {
      says: 'It ended.',
      command: 'EndAgreement',
      fields: { reason: oneOf('REASON', END_REASONS), on: day('DATE') },
      repeats,
    },
    'session-held': {
      says: 'A session was held.',
      command: 'RecordSessionHeld',
      fields: {
        sessionId: recordId('SESSION'),
        minutes: orNull(whole('MINUTES')),
        topics: codes('TOPICS'),
        notes: optional(text('TEXT')),
        on: day('DATE'),
      },
      repeats,
    },
    'session-missed': {
      says: 'A session was missed.',
      command: 'RecordSessionMissed',
      fields: { sessionId: recordId('SESSION'), reason: code('REASON'), on: day('DATE') },
      repeats,
    },
    'session-void': {
      says: 'The session was recorded in error: it was not held.',
      command: 'VoidSession',
      fields: { sessionId: recordId('SESSION') },
      repeats,
    },
    'record-signed': {
      says: 'Both signed the record of the session.',
      command: 'SignRecord',
      fields: { sessionId: recordId('SESSION'), on: day('DATE') },
      repeats,
    },
    'action-agreed': {
      says: 'An action was agreed in the session.',
      command: 'AgreeAction',
      fields: {
        sessionId: recordId('SESSION'),
        actionId: recordId('ACTION'),
        owner,
        dueOn: day('DUE'),
        action: optional(text('TEXT')),
        on: day('DATE'),
      },
      repeats,
    },
    'action-completed': {
      says: 'The action was done.',
      command: 'CompleteAction',
      fields: { actionId: recordId('ACTION'), on: day('DATE') },
      repeats,
    },
    'action-dropped': {
      says: 'The action was given up.',
      command: 'DropAction',
      fields: { actionId: recordId('ACTION'), reason: code('REASON'), on: day('DATE') },
      repeats,
    },
    'pressure-noted': {
      says: 'A pressure at work was noted in the session.',
      command: 'NotePressure',
      fields: { sessionId: recordId('SESSION'), pressure: code('PRESSURE'), on: day('DATE') },
      repeats,
    },
    achievement: {
      says: 'An achievement was recognised in the session.',
      command: 'RecogniseAchievement',
      fields: { sessionId: recordId('SESSION'), achievement: optional(text('TEXT')), on: day('DATE') },
      repeats,
    },
  },
};
