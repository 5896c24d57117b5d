import type { SupervisionEvent } from '../supervision.events.js';

type Event<Type extends SupervisionEvent['type']> = Extract<SupervisionEvent, { type: Type }>;

export const agreementSigned = (
  data: Partial<Event<'SupervisionAgreementSigned'>['data']> = {},
  on = '2026-01-05',
): Event<'SupervisionAgreementSigned'> => ({
  type: 'SupervisionAgreementSigned',
  effectiveAt: on,
  data: {
    superviseeId: 'w-ada',
    supervisorId: 'w-sam',
    kind: 'line',
    intervalDays: 42,
    recordTimescaleDays: 10,
    ...data,
  },
});

export const sessionHeld = (
  data: Partial<Event<'SupervisionSessionHeld'>['data']> = {},
  on = '2026-02-02',
): Event<'SupervisionSessionHeld'> => ({
  type: 'SupervisionSessionHeld',
  effectiveAt: on,
  data: { superviseeId: 'w-ada', sessionId: 's-1', minutes: 60, topics: ['workload'], ...data },
});

export const actionAgreed = (
  data: Partial<Event<'SupervisionActionAgreed'>['data']> = {},
  on = '2026-02-02',
): Event<'SupervisionActionAgreed'> => ({
  type: 'SupervisionActionAgreed',
  effectiveAt: on,
  data: {
    superviseeId: 'w-ada',
    sessionId: 's-1',
    actionId: 'a-1',
    owner: 'supervisee',
    dueOn: '2026-03-02',
    ...data,
  },
});

export const agreementEnded = (on = '2026-05-01'): Event<'SupervisionAgreementEnded'> => ({
  type: 'SupervisionAgreementEnded',
  effectiveAt: on,
  data: { superviseeId: 'w-ada', reason: 'left' },
});
