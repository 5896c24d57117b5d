import type { DecisionContext } from '@praxis/event-sourcing';
import { recordedDay, refuse, requireNotInFuture } from '../rules.js';
import type { OrganisationCommand } from './organisation.commands.js';
import type { OrganisationEvent } from './organisation.events.js';
import { questionKey, type OrganisationState } from './organisation.state.js';

type Registered = Extract<OrganisationState, { status: 'registered' }>;
type Of<Type extends OrganisationCommand['type']> = Extract<OrganisationCommand, { type: Type }>;

/** Files ask the same again and again until somebody answers: that is nothing new. */
export function askIdentityQuestion(
  { data }: Of<'AskIdentityQuestion'>,
  state: Registered,
  context: DecisionContext,
): readonly OrganisationEvent[] {
  requireTwo(data);
  if (isAsked(data, state)) return [];
  return [{ type: 'IdentityQuestionAsked', effectiveAt: recordedDay(context), data }];
}

/** An answer can be changed; but one id cannot name two people, or two workplaces. */
export function answerIdentityQuestion(
  { data }: Of<'AnswerIdentityQuestion'>,
  state: Registered,
  context: DecisionContext,
): readonly OrganisationEvent[] {
  const { about, id, answer } = data;
  requireTwo(data);
  if (!isAsked(data, state)) {
    refuse('QUESTION_NOT_ASKED', 'No file asked whether these two are one', {
      field: 'id',
      remedy: 'Import the file that holds the id, other than as a trial: its report gives both ids of each question.',
    });
  }
  if (state.identities.get(questionKey(data))?.answer === answer) return [];
  for (const earlier of state.identities.values()) {
    if (answer === 'different' || earlier.about !== about || earlier.id !== id || earlier.answer !== 'same') continue;
    refuse('IDENTITY_SETTLED', `${id} was already said to be the same as ${earlier.knownId}`, {
      field: 'answer',
      remedy: `Answer “different” for ${earlier.knownId} first, if that was wrong.`,
    });
  }
  return [{ type: 'IdentityQuestionAnswered', effectiveAt: recordedDay(context), data }];
}

type Question = Of<'AskIdentityQuestion'>['data'];

function requireTwo({ id, knownId }: Question): void {
  if (id !== knownId) return;
  refuse('ONE_ID', `${id} is compared with itself`, { field: 'knownId', remedy: 'Give the two ids of the question.' });
}

/** What was answered before questions were recorded, was asked. */
function isAsked(question: Question, { identities, identitiesAsked }: Registered): boolean {
  const key = questionKey(question);
  return identitiesAsked.has(key) || identities.has(key);
}

export function recordStaffListing(
  { data }: Of<'RecordStaffListing'>,
  state: Registered,
  context: DecisionContext,
): readonly OrganisationEvent[] {
  const { on, unitId, people } = data;
  requireNotInFuture('on', on, context);
  if (!state.units.has(unitId))
    refuse('UNKNOWN_UNIT', 'There is no such unit', {
      field: 'unitId',
      remedy: 'Open the unit first, or check its id in the list of units.',
    });
  const last = state.staffListings.get(unitId)?.findLast(({ from }) => from === on);
  if (last?.value === people) return [];
  return [{ type: 'StaffListed', effectiveAt: on, data: { unitId, people } }];
}
