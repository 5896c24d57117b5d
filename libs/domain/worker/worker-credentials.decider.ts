import type { DecisionContext } from '@praxis/event-sourcing';
import { refuse, requireNotInFuture, sameContent } from '../rules.js';
import type { WorkerCommand } from './worker.commands.js';
import type { WorkerEvent } from './worker.events.js';
import { inPostOn, requireNotErased } from './worker.rules.js';
import type { KnownWorker, Registration, WorkerState } from './worker.state.js';

type Of<Type extends WorkerCommand['type']> = Extract<WorkerCommand, { type: Type }>;

/** Registrations and qualifications: they belong to the person, and often began before the post. */
export function decideCredential(
  command: Of<'RecordRegistration' | 'RenewRegistration' | 'LapseRegistration' | 'AwardQualification'>,
  state: WorkerState,
  context: DecisionContext,
): readonly WorkerEvent[] {
  requireNotInFuture('on', command.data.on, context);
  const worker = inPostOn(state, command.data.on);
  switch (command.type) {
    case 'RecordRegistration':
      return recordRegistration(command, worker);
    case 'RenewRegistration':
      return renewRegistration(command, worker);
    case 'LapseRegistration': {
      const { on, body } = command.data;
      if (recordedRegistration(worker, body, on).lapsed) return [];
      return [{ type: 'ProfessionalRegistrationLapsed', effectiveAt: on, data: { body } }];
    }
    case 'AwardQualification': {
      const { on, ...qualification } = command.data;
      if (sameContent(worker.qualifications.get(qualification.qualification), qualification)) return [];
      return [{ type: 'QualificationAwarded', effectiveAt: on, data: qualification }];
    }
    default: {
      const unknown: never = command;
      return unknown;
    }
  }
}

function recordRegistration({ data }: Of<'RecordRegistration'>, worker: KnownWorker): readonly WorkerEvent[] {
  const { on, ...registration } = data;
  if (registration.number !== undefined) requireNotErased(worker);
  const known = worker.registrations.get(registration.body);
  if (known) {
    // A number is always new: the one before is sealed, and cannot be compared.
    const isRecorded = !known.lapsed && known.expiresOn === registration.expiresOn;
    if (isRecorded && registration.number === undefined) return [];
    requireInOrder(known, registration.body, on);
  }
  return [{ type: 'ProfessionalRegistrationRecorded', effectiveAt: on, data: registration }];
}

function renewRegistration({ data }: Of<'RenewRegistration'>, worker: KnownWorker): readonly WorkerEvent[] {
  const { on, body, expiresOn } = data;
  const known = recordedRegistration(worker, body, on);
  if (!known.lapsed && known.expiresOn === expiresOn) return [];
  if (expiresOn <= on) {
    refuse('EXPIRES_BEFORE_RENEWAL', `A registration renewed on ${on} does not expire on ${expiresOn}`, {
      field: 'expiresOn',
      remedy: 'Give the day until which it was renewed.',
    });
  }
  return [{ type: 'ProfessionalRegistrationRenewed', effectiveAt: on, data: { body, expiresOn } }];
}

function recordedRegistration(worker: KnownWorker, body: string, on: string): Registration {
  const known = worker.registrations.get(body);
  if (!known) {
    return refuse('REGISTRATION_UNKNOWN', 'No registration with this body is recorded', {
      field: 'body',
      remedy: 'Record the registration first.',
    });
  }
  requireInOrder(known, body, on);
  return known;
}

function requireInOrder(known: Registration, body: string, on: string): void {
  if (on >= known.asOf) return;
  refuse('REGISTRATION_OUT_OF_ORDER', `The last fact about the registration with ${body} is of ${known.asOf}`, {
    field: 'on',
    remedy: `Give a day on or after ${known.asOf}.`,
  });
}
