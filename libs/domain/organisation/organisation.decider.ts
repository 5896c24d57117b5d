import { isTimeZone, type DecisionContext } from '@praxis/event-sourcing';
import { recordedDay, refuse, requireNotInFuture } from '../rules.js';
import { decideCode } from './organisation-codes.decider.js';
import { decideUnit } from './organisation-units.decider.js';
import { answerIdentityQuestion, askIdentityQuestion, recordStaffListing } from './organisation-uploads.decider.js';
import type { OrganisationCommand } from './organisation.commands.js';
import type { OrganisationEvent } from './organisation.events.js';
import {
  FIRST_TIME_ZONE,
  inTurn,
  labelKey,
  ORGANISATION_ID,
  policyKey,
  type OrganisationState,
} from './organisation.state.js';

type Registered = Extract<OrganisationState, { status: 'registered' }>;
type Of<Type extends OrganisationCommand['type']> = Extract<OrganisationCommand, { type: Type }>;

export function decideOrganisation(
  command: OrganisationCommand,
  state: OrganisationState,
  context: DecisionContext,
): readonly OrganisationEvent[] {
  requireInstallations(context.id);
  switch (command.type) {
    case 'RegisterOrganisation':
      return register(command, state, context);
    case 'OpenUnit':
    case 'MoveUnitOpeningBack':
    case 'MoveUnit':
    case 'RenameUnit':
    case 'CloseUnit':
      return decideUnit(command, registered(state), context);
    case 'SetPolicy':
      return setPolicy(command, registered(state), context);
    case 'SetTimeZone':
      return setTimeZone(command, registered(state), context);
    case 'AddCode':
    case 'WithdrawCode':
      return decideCode(command, registered(state), context);
    case 'CorrectLabel':
      return correctLabel(command, registered(state), context);
    case 'AskIdentityQuestion':
      return askIdentityQuestion(command, registered(state), context);
    case 'AnswerIdentityQuestion':
      return answerIdentityQuestion(command, registered(state), context);
    case 'RecordStaffListing':
      return recordStaffListing(command, registered(state), context);
    default: {
      const unknown: never = command;
      return unknown;
    }
  }
}

function register(
  { data }: Of<'RegisterOrganisation'>,
  state: OrganisationState,
  context: DecisionContext,
): readonly OrganisationEvent[] {
  requireNotInFuture('on', data.on, context);
  if (state.status === 'none') {
    return [{ type: 'OrganisationRegistered', effectiveAt: data.on, data: { name: data.name } }];
  }
  if (state.name === data.name) return [];
  return refuse('ORGANISATION_EXISTS', `This organisation is already registered as ${state.name}`, {
    field: 'name',
    remedy: 'Another organisation needs an installation of its own: start one with another data folder.',
  });
}

/** What is recorded of another would count for this one: units, policies and time zone know no organisation. */
function requireInstallations(id: string): void {
  if (id === ORGANISATION_ID) return;
  refuse('ANOTHER_ORGANISATION', `An installation holds one organisation, under the id ${ORGANISATION_ID}`, {
    field: 'id',
    remedy: `Use the id ${ORGANISATION_ID}, or start an installation with another data folder for another organisation.`,
  });
}

/** A policy may lie ahead, but never changes what was in force on a day that has passed. */
function setPolicy(
  { data }: Of<'SetPolicy'>,
  state: Registered,
  context: DecisionContext,
): readonly OrganisationEvent[] {
  const { from, ...policy } = data;
  requireMeaningfulPolicy(policy);
  const set = state.policies.get(policyKey(policy));
  const inForce = set?.findLast((earlier) => earlier.from <= from);
  if (inForce && inForce.value === policy.value) return [];
  const last = set?.last;
  if (last && from <= last.from) {
    refuse('POLICY_CHANGES_THE_PAST', `A policy of this kind was already set from ${last.from}`, {
      field: 'from',
      remedy: `Start the new one after ${last.from}.`,
    });
  }
  if (inForce && from < recordedDay(context)) {
    refuse('POLICY_CHANGES_THE_PAST', `A policy of this kind has been in force since ${inForce.from}`, {
      field: 'from',
      remedy: `Start the new one on ${recordedDay(context)} or later.`,
    });
  }
  return [{ type: 'PolicySet', effectiveAt: from, data: policy }];
}

function setTimeZone(
  { data: { timeZone, on } }: Of<'SetTimeZone'>,
  state: Registered,
  context: DecisionContext,
): readonly OrganisationEvent[] {
  requireNotInFuture('on', on, context);
  if (!isTimeZone(timeZone)) {
    refuse('UNKNOWN_TIME_ZONE', 'There is no such time zone', {
      field: 'timeZone',
      remedy: 'Give the IANA name of the zone, such as Europe/London.',
    });
  }
  const inForce = inTurn(state.timeZones).findLast(({ from }) => from <= on)?.value ?? FIRST_TIME_ZONE;
  if (inForce === timeZone) return [];
  return [{ type: 'TimeZoneSet', effectiveAt: on, data: { timeZone } }];
}

function requireMeaningfulPolicy(policy: Omit<Of<'SetPolicy'>['data'], 'from'>): void {
  const byTopic = policy.kind === 'mandatory-topic-months';
  if (byTopic !== (policy.topic !== null)) {
    refuse('POLICY_TOPIC', byTopic ? 'A mandatory topic has to be named' : `${policy.kind} is not set by topic`, {
      field: 'topic',
      remedy: byTopic ? 'Give the code of the topic.' : 'Leave the topic out (null).',
    });
  }
  if (policy.value === null && !byTopic) {
    refuse('POLICY_VALUE_MISSING', `${policy.kind} needs a value`, {
      field: 'value',
      remedy: 'Only a mandatory topic can be without one: it then does not expire.',
    });
  }
}

/** A label is nobody's fact: it reads as it was last corrected, on whatever day it is looked at. */
function correctLabel(
  { data: { on, ...corrected } }: Of<'CorrectLabel'>,
  state: Registered,
  context: DecisionContext,
): readonly OrganisationEvent[] {
  requireNotInFuture('on', on, context);
  if (corrected.of === 'organisation' && corrected.id !== ORGANISATION_ID) {
    refuse('UNKNOWN_ORGANISATION', 'There is no such organisation', {
      field: 'id',
      remedy: `Use the id ${ORGANISATION_ID}.`,
    });
  }
  if (state.correctedLabels.get(labelKey(corrected)) === corrected.label) return [];
  return [{ type: 'LabelCorrected', effectiveAt: on, data: corrected }];
}

function registered(state: OrganisationState): Registered {
  if (state.status === 'registered') return state;
  return refuse('ORGANISATION_NOT_REGISTERED', 'This organisation is not registered', {
    remedy: 'Register the organisation first.',
  });
}
