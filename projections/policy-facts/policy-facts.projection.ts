import { ORGANISATION_EVENTS } from '@praxis/domain';
import { defineProjection, NO_ROWS, undecided } from '../projection.js';
import { policyTable } from './policy-facts.table.js';

export const policyFacts = defineProjection({
  table: policyTable,
  events: ORGANISATION_EVENTS,
  project(recorded) {
    const { event } = recorded;
    switch (event.type) {
      case 'PolicySet':
        return [
          policyTable.row(recorded, {
            kind: event.data.kind,
            role_profile_id: event.data.roleProfileId ?? '',
            topic: event.data.topic ?? '',
            value: event.data.value,
          }),
        ];
      case 'OrganisationRegistered':
      case 'UnitOpened':
      case 'UnitMoved':
      case 'UnitRenamed':
      case 'UnitClosed':
        return NO_ROWS;
      default:
        return undecided(event);
    }
  },
});
