import type { RoleProfileEvent } from '../role-profile.events.js';

type Event<Type extends RoleProfileEvent['type']> = Extract<RoleProfileEvent, { type: Type }>;

export const roleProfileDefined = (
  data: Partial<Event<'RoleProfileDefined'>['data']> = {},
  on = '2025-01-01',
): Event<'RoleProfileDefined'> => ({
  type: 'RoleProfileDefined',
  effectiveAt: on,
  data: { title: 'Senior care worker', leadershipLevel: 'front-line-leader', jobRole: '25', ...data },
});

export const competenceRequired = (
  data: Partial<Event<'CompetenceRequired'>['data']> = {},
  on = '2025-02-01',
): Event<'CompetenceRequired'> => ({
  type: 'CompetenceRequired',
  effectiveAt: on,
  data: { frameworkId: 'leadership-framework', element: '1.1', rating: 3, ...data },
});

export const competenceNoLongerRequired = (
  data: Partial<Event<'CompetenceNoLongerRequired'>['data']> = {},
  on = '2025-09-01',
): Event<'CompetenceNoLongerRequired'> => ({
  type: 'CompetenceNoLongerRequired',
  effectiveAt: on,
  data: { frameworkId: 'leadership-framework', element: '1.1', ...data },
});

export const responsibilityAdded = (
  data: Partial<Event<'RoleProfileResponsibilityAdded'>['data']> = {},
  on = '2025-02-01',
): Event<'RoleProfileResponsibilityAdded'> => ({
  type: 'RoleProfileResponsibilityAdded',
  effectiveAt: on,
  data: { responsibility: 'Leads handovers', ...data },
});

export const roleProfileReviewed = (on = '2026-01-10'): Event<'RoleProfileReviewed'> => ({
  type: 'RoleProfileReviewed',
  effectiveAt: on,
  data: {},
});
