import { defineAggregate, standingBetween, UNKNOWN } from '@praxis/event-sourcing';
import { ROLE_PROFILE_COMMANDS } from './role-profile.commands.js';
import { decideRoleProfile } from './role-profile.decider.js';
import { ROLE_PROFILE_EVENTS } from './role-profile.events.js';
import { evolveRoleProfile, NO_ROLE_PROFILE } from './role-profile.state.js';

export const roleProfile = defineAggregate({
  name: 'role-profile',
  plural: 'role-profiles',
  description: 'What a role requires: competences at a rating, responsibilities',
  begins: 'DefineRoleProfile',
  events: ROLE_PROFILE_EVENTS,
  commands: ROLE_PROFILE_COMMANDS,
  answers: {
    'role-profile': {
      streamOf: ({ id }) => id,
      standing: (state, reference) =>
        state.status === 'none' ? UNKNOWN : standingBetween(reference, state.definedOn, undefined),
      remedy: 'Define the role profile first.',
      notYet: {
        code: 'ROLE_PROFILE_NOT_YET_DEFINED',
        says: 'was defined on',
        remedy: 'Check the day, or name the role profile that there was then.',
      },
    },
  },
  initialState: NO_ROLE_PROFILE,
  evolve: evolveRoleProfile,
  decide: decideRoleProfile,
});
