import type { Aggregate } from '@praxis/event-sourcing';
import { ORGANISATION_COMMANDS, type OrganisationCommand } from './organisation.commands.js';
import { decideOrganisation } from './organisation.decider.js';
import { ORGANISATION_EVENTS, type OrganisationEvent } from './organisation.events.js';
import { evolveOrganisation, NO_ORGANISATION, type OrganisationState } from './organisation.state.js';

export const organisation: Aggregate<OrganisationState, OrganisationEvent, OrganisationCommand> = {
  name: 'organisation',
  plural: 'organisations',
  description: 'The organisation: its services and teams, and its dated policies',
  events: ORGANISATION_EVENTS,
  commands: ORGANISATION_COMMANDS,
  initialState: NO_ORGANISATION,
  evolve: evolveOrganisation,
  decide: decideOrganisation,
};
