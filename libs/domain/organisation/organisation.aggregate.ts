import { defineAggregate } from '@praxis/event-sourcing';
import { ORGANISATION_COMMANDS } from './organisation.commands.js';
import { decideOrganisation } from './organisation.decider.js';
import { ORGANISATION_EVENTS } from './organisation.events.js';
import { evolveOrganisation, NO_ORGANISATION, ORGANISATION_ID } from './organisation.state.js';

export const organisation = defineAggregate({
  name: 'organisation',
  plural: 'organisations',
  description: 'The organisation: its services and teams, and its dated policies',
  events: ORGANISATION_EVENTS,
  commands: ORGANISATION_COMMANDS,
  answers: {
    unit: {
      streamOf: () => ORGANISATION_ID,
      exists: (state, { id }) =>
        state.status === 'registered' && state.units.get(id) !== undefined && !state.units.get(id)?.closedOn,
      remedy: 'Open the unit first, or check its id in the list of units.',
    },
  },
  initialState: NO_ORGANISATION,
  evolve: evolveOrganisation,
  decide: decideOrganisation,
});
