import { ROLE_PROFILE_EVENTS } from '@praxis/domain';
import { idInStream } from '@praxis/event-sourcing';
import { dimensionOf } from '../framework-element.js';
import { defineProjection, NO_ROWS, undecided } from '../projection.js';
import { factTable } from '../fact-table.js';

const requirementTable = factTable({
  name: 'requirement_facts',
  version: 1,
  comment: 'Which competence a role profile asks for, and how much of it, from a day on',
  columns: {
    role_profile_id: 'LowCardinality(String)',
    kind: 'LowCardinality(String)',
    framework_id: 'LowCardinality(String)',
    element: 'LowCardinality(String)',
    dimension: 'LowCardinality(String)',
    /** The rating asked for; 0 where the fact is not about one. */
    rating: 'UInt8',
    leadership_level: 'LowCardinality(String)',
  },
  orderBy: ['role_profile_id', 'framework_id', 'element', 'effective_at', 'position'],
});

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
