import type { SupervisionEvent } from '@praxis/domain';
import { givenEvents, recorded } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { factObjects } from '../testing/fact-objects.js';
import { supervisionFacts } from './supervision-facts.projection.js';

const rows = factObjects(supervisionFacts);
const of = (event: SupervisionEvent) => recorded(event, { streamId: 'supervision-s-1' });
const on = '2026-03-31';
const superviseeId = 'w-ada';
const session = { superviseeId, sessionId: 'n-1' };
const subject = { supervision_id: 's-1', worker_id: 'w-ada' };
const ofSession = { ...subject, session_id: 'n-1' };
const terms = { superviseeId, supervisorId: 'w-sam', kind: 'line', intervalDays: 42, recordTimescaleDays: 10 } as const;

describe('supervision facts', () => {
  it('hold the agreement with its terms, and its end', () =>
    givenEvents(rows, [
      of({ type: 'SupervisionAgreementSigned', effectiveAt: on, data: terms }),
      of({ type: 'SupervisionAgreementChanged', effectiveAt: on, data: { ...terms, intervalDays: 28 } }),
      of({ type: 'SupervisionAgreementEnded', effectiveAt: on, data: { superviseeId, reason: 'left' } }),
    ]).thenRows([
      {
        ...subject,
        kind: 'agreement-signed',
        supervisor_id: 'w-sam',
        interval_days: 42,
        record_days: 10,
        code: 'line',
      },
      {
        ...subject,
        kind: 'agreement-changed',
        supervisor_id: 'w-sam',
        interval_days: 28,
        record_days: 10,
        code: 'line',
      },
      { ...subject, kind: 'agreement-ended', code: 'left' },
    ]));

  it('hold what became of a session', () =>
    givenEvents(rows, [
      of({ type: 'SupervisionSessionScheduled', effectiveAt: on, data: { ...session, scheduledFor: '2026-04-10' } }),
      of({
        type: 'SupervisionSessionRearranged',
        effectiveAt: on,
        data: { ...session, scheduledFor: '2026-04-12', reason: 'sickness' },
      }),
      of({ type: 'SupervisionSessionHeld', effectiveAt: on, data: { ...session, minutes: 60, topics: ['workload'] } }),
      of({ type: 'SupervisionSessionHeld', effectiveAt: on, data: { ...session, minutes: null, topics: [] } }),
      of({ type: 'SupervisionSessionMissed', effectiveAt: on, data: { ...session, reason: 'annual-leave' } }),
      of({ type: 'SupervisionSessionVoided', effectiveAt: on, data: session }),
      of({ type: 'SupervisionRecordSigned', effectiveAt: on, data: session }),
    ]).thenRows([
      { ...ofSession, kind: 'scheduled', due_on: '2026-04-10' },
      { ...ofSession, kind: 'rearranged', due_on: '2026-04-12', code: 'sickness' },
      { ...ofSession, kind: 'held', minutes: 60 },
      { ...ofSession, kind: 'held' },
      { ...ofSession, kind: 'missed', code: 'annual-leave' },
      { ...ofSession, kind: 'voided' },
      { ...ofSession, kind: 'record-signed' },
    ]));

  it('hold actions and what else came of it', () =>
    givenEvents(rows, [
      of({
        type: 'SupervisionActionAgreed',
        effectiveAt: on,
        data: { ...session, actionId: 'a-1', owner: 'supervisee', dueOn: '2026-05-01' },
      }),
      of({ type: 'SupervisionActionCompleted', effectiveAt: on, data: { superviseeId, actionId: 'a-1' } }),
      of({
        type: 'SupervisionActionDropped',
        effectiveAt: on,
        data: { superviseeId, actionId: 'a-1', reason: 'moot' },
      }),
      of({
        type: 'DevelopmentNeedIdentified',
        effectiveAt: on,
        data: { ...session, needId: 'd-1', area: 'skills', elements: [] },
      }),
      of({ type: 'WorkPressureNoted', effectiveAt: on, data: { ...session, pressure: 'caseload' } }),
      of({ type: 'AchievementRecognised', effectiveAt: on, data: session }),
    ]).thenRows([
      { ...ofSession, kind: 'action-agreed', action_id: 'a-1', due_on: '2026-05-01', code: 'supervisee' },
      { ...subject, kind: 'action-completed', action_id: 'a-1' },
      { ...subject, kind: 'action-dropped', action_id: 'a-1', code: 'moot' },
      { ...ofSession, kind: 'need', code: 'skills' },
      { ...ofSession, kind: 'pressure', code: 'caseload' },
      { ...ofSession, kind: 'achievement' },
    ]));
});
