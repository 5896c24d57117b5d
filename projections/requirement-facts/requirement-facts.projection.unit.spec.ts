import type { RoleProfileEvent } from '@praxis/domain';
import { givenEvents, recorded } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { factObjects } from '../testing/fact-objects.js';
import { requirementFacts } from './requirement-facts.projection.js';

const rows = factObjects(requirementFacts);
const of = (event: RoleProfileEvent) => recorded(event, { streamId: 'role-profile-senior-carer' });
const on = '2026-03-31';
const role_profile_id = 'senior-carer';

describe('requirement facts', () => {
  it('hold what a role asks for, by element and its dimension', () =>
    givenEvents(rows, [
      of({
        type: 'CompetenceRequired',
        effectiveAt: on,
        data: { frameworkId: 'leadership', element: 'managing-services.3', rating: 3 },
      }),
      of({
        type: 'CompetenceNoLongerRequired',
        effectiveAt: on,
        data: { frameworkId: 'occupational-standard', element: 'P12' },
      }),
    ]).thenRows([
      {
        role_profile_id,
        kind: 'required',
        framework_id: 'leadership',
        element: 'managing-services.3',
        dimension: 'managing-services',
        rating: 3,
      },
      {
        role_profile_id,
        kind: 'not-required',
        framework_id: 'occupational-standard',
        element: 'P12',
        dimension: 'P12',
      },
    ]));

  it('hold a profile’s definition with its level, if it has one, and its reviews', () =>
    givenEvents(rows, [
      of({
        type: 'RoleProfileDefined',
        effectiveAt: on,
        data: { title: 'Senior carer', leadershipLevel: 'front-line-leader', jobRole: '7' },
      }),
      of({
        type: 'RoleProfileDefined',
        effectiveAt: on,
        data: { title: 'Senior carer', leadershipLevel: null, jobRole: null },
      }),
      of({ type: 'RoleProfileReviewed', effectiveAt: on, data: {} }),
      of({ type: 'RoleProfileResponsibilityAdded', effectiveAt: on, data: { responsibility: 'Medication' } }),
    ]).thenRows([
      { role_profile_id, kind: 'defined', leadership_level: 'front-line-leader' },
      { role_profile_id, kind: 'defined' },
      { role_profile_id, kind: 'reviewed' },
    ]));
});
