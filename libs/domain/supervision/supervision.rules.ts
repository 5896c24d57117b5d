import { refuse } from '../rules.js';
import type { SupervisionState } from './supervision.state.js';

export type AgreedSupervision = Exclude<SupervisionState, { status: 'none' }>;
type InForce = Extract<SupervisionState, { status: 'in-force' }>;

export function agreed(state: SupervisionState): AgreedSupervision {
  if (state.status !== 'none') return state;
  return refuse('NO_AGREEMENT', 'There is no supervision agreement', {
    remedy: 'Sign the agreement first.',
  });
}

export function inForce(state: SupervisionState, on: string): InForce {
  const existing = agreed(state);
  if (existing.status === 'ended') {
    return refuse('AGREEMENT_ENDED', `The agreement ended on ${existing.endedOn}`, {
      remedy: 'Sign a new agreement first.',
    });
  }
  requireAfterSigning(existing, on);
  return existing;
}

/** A session may be recorded late, after the agreement ended, as long as it was held while the agreement ran. */
export function inForceOn(state: SupervisionState, on: string): AgreedSupervision {
  const existing = agreed(state);
  requireAfterSigning(existing, on);
  if (existing.status === 'ended' && on > existing.endedOn) inForce(state, on);
  return existing;
}

function requireAfterSigning(existing: AgreedSupervision, on: string): void {
  if (on >= existing.signedOn) return;
  refuse('BEFORE_AGREEMENT', `The agreement was signed on ${existing.signedOn}, after ${on}`, {
    remedy: 'Check the day, or record the agreement that was in force then.',
  });
}

export function heldSession(state: SupervisionState, sessionId: string): { superviseeId: string } {
  const existing = agreed(state);
  if (existing.sessions.get(sessionId)?.status !== 'held') return refuseNotHeld();
  return { superviseeId: existing.terms.superviseeId };
}

export function refuseNotHeld(): never {
  return refuse('SESSION_NOT_HELD', 'This session is not recorded as held', {
    field: 'sessionId',
    remedy: 'Record that it was held first.',
  });
}
