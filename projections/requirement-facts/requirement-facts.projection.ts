import { ROLE_PROFILE_EVENTS } from '@praxis/domain';
import { idInStream } from '@praxis/event-sourcing';
import { dimensionOf } from '../framework-element.js';
import { defineProjection, NO_ROWS, undecided } from '../projection.js';
import { requirementTable } from './requirement-facts.table.js';

export type RequirementFactKind = 'defined' | 'required' | 'not-required' | 'reviewed';
type Values = Parameters<typeof requirementTable.row>[1];

export const requirementFacts = defineProjection({
  table: requirementTable,
  events: ROLE_PROFILE_EVENTS,
  project(recorded) {
    const { event } = recorded;
    const role_profile_id = idInStream('role-profile', recorded.streamId);
    const fact = (kind: RequirementFactKind, values: Values = {}) => [
      requirementTable.row(recorded, { role_profile_id, kind }, values),
    ];
    switch (event.type) {
      case 'RoleProfileDefined':
        return fact('defined', { leadership_level: event.data.leadershipLevel ?? '' });
      case 'CompetenceRequired':
        return fact('required', { ...elementOf(event.data), rating: event.data.rating });
      case 'CompetenceNoLongerRequired':
        return fact('not-required', elementOf(event.data));
      case 'RoleProfileReviewed':
        return fact('reviewed');
      // A text, and nothing that a figure could be made of.
      case 'RoleProfileResponsibilityAdded':
        return NO_ROWS;
      default:
        return undecided(event);
    }
  },
});

function elementOf({ frameworkId, element }: { frameworkId: string; element: string }) {
  return { framework_id: frameworkId, element, dimension: dimensionOf(element) };
}
