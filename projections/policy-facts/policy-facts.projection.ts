import { ORGANISATION_EVENTS, ORGANISATION_STREAM } from '@praxis/domain';
import { defineProjection, NO_ROWS, undecided } from '../projection.js';
import { factTable } from '../fact-table.js';

const policyTable = factTable({
  name: 'policy_facts',
  version: 2,
  comment: 'What the organisation asks for, in force from a day on',
  columns: {
    kind: 'LowCardinality(String)',
    /** Empty: for every role profile. */
    role_profile_id: 'LowCardinality(String)',
    topic: 'LowCardinality(String)',
    /** In the unit that the kind names; null: a mandatory topic that does not expire. */
    value: 'Nullable(UInt32)',
  },
  orderBy: ['kind', 'role_profile_id', 'topic', 'effective_at', 'position'],
});

export const policyFacts = defineProjection({
  table: policyTable,
  events: ORGANISATION_EVENTS,
  project(recorded) {
    const { event, streamId } = recorded;
    // A second organisation, as earlier releases took it: its policies would be taken for this one’s.
    if (streamId !== ORGANISATION_STREAM) return NO_ROWS;
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
      case 'UnitOpeningMovedBack':
      case 'TimeZoneSet':
      case 'UnitMoved':
      case 'UnitRenamed':
      case 'UnitClosed':
      case 'IdentityQuestionAsked':
      case 'IdentityQuestionAnswered':
      case 'StaffListed':
      case 'CodeAdded':
      case 'CodeWithdrawn':
      case 'LabelCorrected':
        return NO_ROWS;
      default:
        return undecided(event);
    }
  },
});
