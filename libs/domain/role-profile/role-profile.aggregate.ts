import type { Aggregate } from '@praxis/event-sourcing';
import { ROLE_PROFILE_COMMANDS, type RoleProfileCommand } from './role-profile.commands.js';
import { decideRoleProfile } from './role-profile.decider.js';
import { ROLE_PROFILE_EVENTS, type RoleProfileEvent } from './role-profile.events.js';
import { evolveRoleProfile, NO_ROLE_PROFILE, type RoleProfileState } from './role-profile.state.js';

export const roleProfile: Aggregate<RoleProfileState, RoleProfileEvent, RoleProfileCommand> = {
  name: 'role-profile',
  plural: 'role-profiles',
  description: 'What a role requires: competences at a rating, responsibilities',
  events: ROLE_PROFILE_EVENTS,
  commands: ROLE_PROFILE_COMMANDS,
  initialState: NO_ROLE_PROFILE,
  evolve: evolveRoleProfile,
  decide: decideRoleProfile,
};
