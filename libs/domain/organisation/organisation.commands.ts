import type { CommandOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { command } from '../declarations.js';
import { day, isMadeHere, label, recordId, referenceId } from '../fields.js';
import { remarkOnAnswer } from './identity-answer.remark.js';
import {
  CodeAdded,
  IdentityQuestionAnswered,
  IdentityQuestionAsked,
  LabelCorrected,
  PolicySet,
  StaffListed,
  TimeZoneSet,
  UnitOpened,
} from './organisation.events.js';

/** Of what files call a person or a workplace. */
const pseudonym = () => recordId().refine(isMadeHere, 'must be the pseudonym that an import tells');

const roles = ['administrator', 'data-steward'] as const;

export const ORGANISATION_COMMANDS = {
  RegisterOrganisation: command({
    summary: 'Register the organisation',
    roles,
    schema: z.strictObject({ name: label(), on: day() }),
  }),
  OpenUnit: command({
    summary: 'Open a service or a team',
    roles,
    makes: ['unitId'],
    schema: z.strictObject({ ...UnitOpened.schema.shape, workplaceId: pseudonym().optional(), on: day() }),
  }),
  MoveUnitOpeningBack: command({
    summary: 'Say that a unit was open earlier than the day that was put together for its opening',
    roles,
    schema: z.strictObject({ unitId: referenceId(), on: day() }),
  }),
  MoveUnit: command({
    summary: 'Move a unit under another one',
    roles,
    schema: z.strictObject({ unitId: referenceId(), parentId: referenceId().nullable(), on: day() }),
  }),
  RenameUnit: command({
    summary: 'Rename a unit',
    roles,
    schema: z.strictObject({ unitId: referenceId(), name: label(), on: day() }),
  }),
  CloseUnit: command({
    summary: 'Close a unit',
    roles,
    schema: z.strictObject({ unitId: referenceId(), on: day() }),
  }),
  SetPolicy: command({
    summary: 'Set a policy from a day on; it never changes the past',
    roles,
    schema: z.strictObject({ ...PolicySet.schema.shape, from: day() }),
    // On whatever day: a policy may be in force before the role is defined that it is for.
    references: ({ roleProfileId: id }) =>
      id === null ? [] : [{ kind: 'role-profile', id, on: null, field: 'roleProfileId' }],
  }),
  SetTimeZone: command({
    summary:
      'Set the time zone by which the organisation’s days are told from a day on; Europe/London before the first',
    roles,
    schema: z.strictObject({ ...TimeZoneSet.schema.shape, on: day() }),
  }),
  AskIdentityQuestion: command({
    summary: 'Ask whether an id of a file names the same person, or workplace, as a known one',
    roles,
    schema: IdentityQuestionAsked.schema.extend({ id: pseudonym() }),
    // A pseudonym may be that of somebody who was erased, which is not for everybody to know.
    references: ({ about, knownId }) => {
      if (about === 'workplace') return [{ kind: 'unit', id: knownId, on: null, field: 'knownId' }];
      return isMadeHere(knownId) ? [] : [{ kind: 'worker', id: knownId, on: null, field: 'knownId' }];
    },
  }),
  AnswerIdentityQuestion: command({
    summary: 'Say whether an id of a file names the same person, or workplace, as a known one',
    roles,
    schema: IdentityQuestionAnswered.schema.extend({ id: pseudonym() }),
    remark: remarkOnAnswer,
  }),
  RecordStaffListing: command({
    summary: 'Record how many people of a service an upload listed',
    roles,
    schema: z.strictObject({ ...StaffListed.schema.shape, on: day() }),
  }),
  AddCode: command({
    summary: 'Add a code to a list, such as the reasons for leaving',
    roles,
    schema: z.strictObject({ ...CodeAdded.schema.shape, on: day() }),
  }),
  WithdrawCode: command({
    summary: 'Withdraw a code that was added to a list',
    roles,
    schema: z.strictObject({ ...CodeAdded.schema.shape, on: day() }),
  }),
  CorrectLabel: command({
    summary: 'Correct a label of reference data, as where it holds a name; a unit is renamed',
    roles,
    schema: z.strictObject({ ...LabelCorrected.schema.shape, on: day() }),
    // There is one organisation, whose id the decider knows.
    references: ({ of, id }) => (of === 'organisation' ? [] : [{ kind: of, id, on: null, field: 'id' }]),
  }),
} as const;
export type OrganisationCommand = CommandOf<typeof ORGANISATION_COMMANDS>;
