import { ORGANISATION_EVENTS } from '@praxis/domain';
import { defineProjection, NO_ROWS, undecided } from '../projection.js';
import { unitTable } from './unit-facts.table.js';

export type UnitFactKind = 'opened' | 'moved' | 'renamed' | 'closed';
type Values = Parameters<typeof unitTable.row>[1];

export const unitFacts = defineProjection({
  table: unitTable,
  events: ORGANISATION_EVENTS,
  project(recorded) {
    const { event } = recorded;
    const fact = (kind: UnitFactKind, unit_id: string, values: Values = {}) => [
      unitTable.row(recorded, { unit_id, kind }, values),
    ];
    switch (event.type) {
      case 'UnitOpened':
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
        return NO_ROWS;
      default:
        return undecided(event);
    }
  },
});
