import { ORGANISATION_EVENTS, ORGANISATION_STREAM } from '@praxis/domain';
import { defineProjection, NO_ROWS, undecided } from '../projection.js';
import { factTable } from '../fact-table.js';

const unitTable = factTable({
  name: 'unit_facts',
  version: 2,
  comment: 'The organisation tree: which unit stands under which, from a day on',
  columns: {
    unit_id: 'LowCardinality(String)',
    kind: 'LowCardinality(String)',
    /** Empty: directly under the organisation. */
    parent_id: 'LowCardinality(String)',
    unit_kind: 'LowCardinality(String)',
  },
  orderBy: ['unit_id', 'effective_at', 'position'],
});

export type UnitFactKind = 'opened' | 'moved' | 'renamed' | 'closed';
type Values = Parameters<typeof unitTable.row>[1];

export const unitFacts = defineProjection({
  table: unitTable,
  events: ORGANISATION_EVENTS,
  project(recorded) {
    const { event, streamId } = recorded;
    // A second organisation, as earlier releases took it: its units go by ids that this one’s may have.
    if (streamId !== ORGANISATION_STREAM) return NO_ROWS;
    const fact = (kind: UnitFactKind, unit_id: string, values: Values = {}) => [
      unitTable.row(recorded, { unit_id, kind }, values),
    ];
    switch (event.type) {
      case 'UnitOpened':
      // It was there from the earlier day on, as it is known to have been later.
      case 'UnitOpeningMovedBack':
        return fact('opened', event.data.unitId, {
          parent_id: event.data.parentId ?? '',
          unit_kind: event.data.kind,
        });
      case 'UnitMoved':
        return fact('moved', event.data.unitId, { parent_id: event.data.parentId ?? '' });
      // Names are looked up where they are shown; analytics only knows that this one changed.
      case 'UnitRenamed':
        return fact('renamed', event.data.unitId);
      case 'UnitClosed':
        return fact('closed', event.data.unitId);
      case 'OrganisationRegistered':
      case 'PolicySet':
      case 'TimeZoneSet':
      // Both are asked for when the next file is imported, and by no figure.
      case 'IdentityQuestionAsked':
      case 'IdentityQuestionAnswered':
      case 'StaffListed':
      // Lists are asked when a code comes in.
      case 'CodeAdded':
      case 'CodeWithdrawn':
      case 'LabelCorrected':
        return NO_ROWS;
      default:
        return undecided(event);
    }
  },
});
