import { defineAggregate, STANDING, UNKNOWN } from '@praxis/event-sourcing';
import { ORGANISATION_COMMANDS } from './organisation.commands.js';
import { decideOrganisation } from './organisation.decider.js';
import { ORGANISATION_EVENTS } from './organisation.events.js';
import { standingOfUnit } from './organisation.standing.js';
import { evolveOrganisation, hasCode, NO_ORGANISATION, ORGANISATION_ID } from './organisation.state.js';

export const organisation = defineAggregate({
  name: 'organisation',
  plural: 'organisations',
  description: 'The organisation: its services and teams, and its dated policies',
  events: ORGANISATION_EVENTS,
  commands: ORGANISATION_COMMANDS,
  answers: {
    code: {
      streamOf: () => ORGANISATION_ID,
      standing: (state, { within = '', id }) => (hasCode(state, within, id) ? STANDING : UNKNOWN),
      remedy: 'Use a code of the list (docs/reference/codes.md), or have it added: AddCode of the organisation.',
    },
    unit: {
      streamOf: () => ORGANISATION_ID,
      standing: standingOfUnit,
      moveBack: ({ id: unitId }, on) => ({ type: 'MoveUnitOpeningBack', data: { unitId, on } }),
      remedy: 'Open the unit first, or check its id in the list of units.',
      notYet: {
        code: 'UNIT_NOT_YET_OPEN',
        says: 'was opened on',
        remedy: 'Check the day, or name the unit that was open then.',
      },
      noLonger: {
        code: 'UNIT_CLOSED',
        says: 'was closed on',
        remedy: 'Give a day before it was closed, or name the unit that took over.',
      },
    },
  },
  initialState: NO_ORGANISATION,
  evolve: evolveOrganisation,
  decide: decideOrganisation,
});
