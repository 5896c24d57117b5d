import type { DecisionContext } from '@praxis/event-sourcing';
import { isListed } from '../code-lists.js';
import { refuse, requireNotInFuture } from '../rules.js';
import type { OrganisationCommand } from './organisation.commands.js';
import type { OrganisationEvent } from './organisation.events.js';
import { codeKey, type OrganisationState } from './organisation.state.js';

type Registered = Extract<OrganisationState, { status: 'registered' }>;
type Of<Type extends OrganisationCommand['type']> = Extract<OrganisationCommand, { type: Type }>;

/** Lists grow and shrink from the day they are told to; codes in use stay readable whatever becomes of the list. */
export function decideCode(
  { type, data }: Of<'AddCode' | 'WithdrawCode'>,
  state: Registered,
  context: DecisionContext,
): readonly OrganisationEvent[] {
  const { on, ...listing } = data;
  requireNotInFuture('on', on, context);
  const added = state.addedCodes.get(codeKey(listing));
  const isFromTheStart = isListed(listing.list, listing.code);
  if (type === 'AddCode') {
    return isFromTheStart || added === 'added' ? [] : [{ type: 'CodeAdded', effectiveAt: on, data: listing }];
  }
  if (isFromTheStart) {
    refuse('CODE_FROM_THE_START', 'The list has this code from the start', {
      field: 'code',
      remedy: 'Leave it unused: only codes that were added can be withdrawn.',
    });
  }
  if (added === undefined)
    refuse('CODE_NOT_ADDED', 'This code was not added to the list', {
      field: 'code',
      remedy: 'Name a code that was added to this list: no others can be withdrawn.',
    });
  return added === 'withdrawn' ? [] : [{ type: 'CodeWithdrawn', effectiveAt: on, data: listing }];
}
