import { given } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { roleProfile } from './role-profile.aggregate.js';
import type { RoleProfileCommand } from './role-profile.commands.js';
import {
  competenceNoLongerRequired,
  competenceRequired,
  responsibilityAdded,
  roleProfileDefined,
  roleProfileReviewed,
} from './testing/role-profile.builders.js';

const defined = roleProfileDefined();
const element = { frameworkId: 'leadership-framework', element: '1.1' };

describe('defining a role profile', () => {
  const define = { type: 'DefineRoleProfile', data: { ...defined.data, on: '2025-01-01' } } as const;

  it('defines it', () => given(roleProfile, []).when(define).then([defined]));
  it('has nothing to do when it is defined in that way', () =>
    given(roleProfile, [defined]).when(define).thenNothing());
  it('is refused when it is defined in another way', () =>
    given(roleProfile, [defined])
      .when({ ...define, data: { ...define.data, title: 'Care worker' } })
      .thenRefused('ROLE_PROFILE_EXISTS'));
  it('is refused in the future', () =>
    given(roleProfile, [])
      .when({ ...define, data: { ...define.data, on: '2026-07-01' } })
      .thenRefused('IN_THE_FUTURE'));
});

describe('requiring a competence', () => {
  const require = (rating: number, from = '2025-02-01'): RoleProfileCommand => ({
    type: 'RequireCompetence',
    data: { ...element, rating, from },
  });

  it('requires it from a day on', () => given(roleProfile, [defined]).when(require(3)).then([competenceRequired()]));
  it('may be from the day of the definition', () =>
    given(roleProfile, [defined])
      .when(require(3, '2025-01-01'))
      .then([competenceRequired({}, '2025-01-01')]));
  it('may lie ahead', () =>
    given(roleProfile, [defined])
      .when(require(3, '2027-01-01'))
      .then([competenceRequired({}, '2027-01-01')]));
  it('requires it at another rating', () =>
    given(roleProfile, [defined, competenceRequired()])
      .when(require(4, '2025-06-01'))
      .then([competenceRequired({ rating: 4 }, '2025-06-01')]));
  it('has nothing to do when it is required at that rating', () =>
    given(roleProfile, [defined, competenceRequired()]).when(require(3, '2025-06-01')).thenNothing());
  it('requires again what was no longer required', () =>
    given(roleProfile, [defined, competenceRequired(), competenceNoLongerRequired()])
      .when(require(3, '2026-01-01'))
      .then([competenceRequired({}, '2026-01-01')]));
  it('is refused from before what was set last', () =>
    given(roleProfile, [defined, competenceRequired()])
      .when(require(4, '2025-01-15'))
      .thenRefused('COMPETENCE_OUT_OF_ORDER'));
  it('is refused from before the profile was defined', () =>
    given(roleProfile, [defined]).when(require(3, '2024-12-31')).thenRefused('BEFORE_DEFINITION'));
  it('needs a defined profile', () => given(roleProfile, []).when(require(3)).thenRefused('ROLE_PROFILE_NOT_DEFINED'));
});

describe('no longer requiring a competence', () => {
  const stop = { type: 'StopRequiringCompetence', data: { ...element, from: '2025-09-01' } } as const;

  it('stops from a day on', () =>
    given(roleProfile, [defined, competenceRequired()]).when(stop).then([competenceNoLongerRequired()]));
  it('has nothing to do when it was never required', () => given(roleProfile, [defined]).when(stop).thenNothing());
  it('has nothing to do when it is no longer required', () =>
    given(roleProfile, [defined, competenceRequired(), competenceNoLongerRequired()]).when(stop).thenNothing());
  it('is refused from before it was required', () =>
    given(roleProfile, [defined, competenceRequired({}, '2025-10-01')])
      .when(stop)
      .thenRefused('COMPETENCE_OUT_OF_ORDER'));
  it('needs a defined profile', () => given(roleProfile, []).when(stop).thenRefused('ROLE_PROFILE_NOT_DEFINED'));
});

describe('a responsibility', () => {
  const add = { type: 'AddResponsibility', data: { responsibility: 'Leads handovers', from: '2025-02-01' } } as const;

  it('is added', () => given(roleProfile, [defined]).when(add).then([responsibilityAdded()]));
  it('is added once', () => given(roleProfile, [defined, responsibilityAdded()]).when(add).thenNothing());
  it('needs a defined profile', () => given(roleProfile, []).when(add).thenRefused('ROLE_PROFILE_NOT_DEFINED'));
});

describe('a review of the role profile', () => {
  const review = (on: string): RoleProfileCommand => ({ type: 'ReviewRoleProfile', data: { on } });

  it('is recorded', () => given(roleProfile, [defined]).when(review('2026-01-10')).then([roleProfileReviewed()]));
  it('is recorded once a day', () =>
    given(roleProfile, [defined, roleProfileReviewed()]).when(review('2026-01-10')).thenNothing());
  it('cannot lie in the future', () =>
    given(roleProfile, [defined]).when(review('2026-07-01')).thenRefused('IN_THE_FUTURE'));
  it('needs a defined profile', () =>
    given(roleProfile, []).when(review('2026-01-10')).thenRefused('ROLE_PROFILE_NOT_DEFINED'));
});
