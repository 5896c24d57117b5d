import type { DecisionContext } from '@praxis/event-sourcing';
import { refuse, requireNotInFuture, sameContent } from '../rules.js';
import type { RoleProfileCommand } from './role-profile.commands.js';
import type { RoleProfileEvent } from './role-profile.events.js';
import { elementKey, type RoleProfileState } from './role-profile.state.js';

type Defined = Extract<RoleProfileState, { status: 'defined' }>;
type Of<Type extends RoleProfileCommand['type']> = Extract<RoleProfileCommand, { type: Type }>;

export function decideRoleProfile(
  command: RoleProfileCommand,
  state: RoleProfileState,
  context: DecisionContext,
): readonly RoleProfileEvent[] {
  switch (command.type) {
    case 'DefineRoleProfile':
      return define(command, state, context);
    case 'RequireCompetence': {
      const { from, ...competence } = command.data;
      const current = competenceFrom(defined(state, from), competence, from);
      if (current?.value === competence.rating) return [];
      return [{ type: 'CompetenceRequired', effectiveAt: from, data: competence }];
    }
    case 'StopRequiringCompetence': {
      const { from, ...element } = command.data;
      const current = competenceFrom(defined(state, from), element, from);
      if (!current || current.value === null) return [];
      return [{ type: 'CompetenceNoLongerRequired', effectiveAt: from, data: element }];
    }
    case 'AddResponsibility': {
      const { from, responsibility } = command.data;
      if (defined(state, from).responsibilities.has(responsibility)) return [];
      return [{ type: 'RoleProfileResponsibilityAdded', effectiveAt: from, data: { responsibility } }];
    }
    case 'ReviewRoleProfile': {
      const { on } = command.data;
      requireNotInFuture('on', on, context);
      if (defined(state, on).reviews.has(on)) return [];
      return [{ type: 'RoleProfileReviewed', effectiveAt: on, data: {} }];
    }
    default: {
      const unknown: never = command;
      return unknown;
    }
  }
}

function define(
  { data }: Of<'DefineRoleProfile'>,
  state: RoleProfileState,
  context: DecisionContext,
): readonly RoleProfileEvent[] {
  const { on, ...content } = data;
  requireNotInFuture('on', on, context);
  if (state.status === 'none') return [{ type: 'RoleProfileDefined', effectiveAt: on, data: content }];
  if (sameContent(state.content, content)) return [];
  return refuse('ROLE_PROFILE_EXISTS', `This role profile was already defined on ${state.definedOn}`, {
    remedy: 'Change what it requires, or use an id of its own for another role profile.',
  });
}

function competenceFrom(state: Defined, element: { frameworkId: string; element: string }, from: string) {
  const current = state.competences.get(elementKey(element));
  if (current && from < current.from) {
    refuse('COMPETENCE_OUT_OF_ORDER', `What is required of ${element.element} was already set from ${current.from}`, {
      field: 'from',
      remedy: `Give a day on or after ${current.from}.`,
    });
  }
  return current;
}

function defined(state: RoleProfileState, from: string): Defined {
  if (state.status === 'none') {
    return refuse('ROLE_PROFILE_NOT_DEFINED', 'This role profile is not defined', { remedy: 'Define it first.' });
  }
  if (from < state.definedOn) {
    refuse('BEFORE_DEFINITION', `This role profile was defined on ${state.definedOn}, after ${from}`, {
      remedy: `Give a day on or after ${state.definedOn}.`,
    });
  }
  return state;
}
