import type { DecisionContext } from '@praxis/event-sourcing';
import { recordedDay, refuse, requireNotInFuture } from '../rules.js';
import type { OrganisationCommand } from './organisation.commands.js';
import type { OrganisationEvent } from './organisation.events.js';
import { questionKey, type OrganisationState } from './organisation.state.js';

type Registered = Extract<OrganisationState, { status: 'registered' }>;
type Of<Type extends OrganisationCommand['type']> = Extract<OrganisationCommand, { type: Type }>;

/** An answer can be changed; but one id cannot name two people, or two workplaces. */
export function answerIdentityQuestion(
  { data }: Of<'AnswerIdentityQuestion'>,
  state: Registered,
  context: DecisionContext,
): readonly OrganisationEvent[] {
  const { about, id, knownId, answer } = data;
  if (id === knownId) {
    refuse('ONE_ID', `${id} is compared with itself`, {
      field: 'knownId',
      remedy: 'Give the two ids of the question.',
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

export function recordStaffListing(
  { data }: Of<'RecordStaffListing'>,
  state: Registered,
  context: DecisionContext,
): readonly OrganisationEvent[] {
  const { on, unitId, people } = data;
  requireNotInFuture('on', on, context);
  if (!state.units.has(unitId)) refuse('UNKNOWN_UNIT', 'There is no such unit', { field: 'unitId' });
  const last = state.staffListings.get(unitId)?.findLast(({ from }) => from === on);
  if (last?.value === people) return [];
  return [{ type: 'StaffListed', effectiveAt: on, data: { unitId, people } }];
}
