import type { OrganisationEvent } from '@praxis/domain';
import { givenEvents, recorded } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { factObjects } from '../testing/fact-objects.js';
import { policyFacts } from './policy-facts.projection.js';

const rows = factObjects(policyFacts);
const of = (event: OrganisationEvent) => recorded(event, { streamId: 'organisation-main' });
const on = '2026-04-01';

describe('policy facts', () => {
  it('hold a policy for everybody, and one for a role profile and topic', () =>
    givenEvents(rows, [
      of({
        type: 'PolicySet',
        effectiveAt: on,
        data: { kind: 'supervision-interval-days', roleProfileId: null, topic: null, value: 42 },
      }),
      of({
        type: 'PolicySet',
        effectiveAt: on,
        data: { kind: 'mandatory-topic-months', roleProfileId: 'carer', topic: '10', value: null },
      }),
    ]).thenRows([
      { kind: 'supervision-interval-days', value: 42 },
      { kind: 'mandatory-topic-months', role_profile_id: 'carer', topic: '10' },
    ]));

  it('leave units to others', () =>
    givenEvents(rows, [
      of({ type: 'OrganisationRegistered', effectiveAt: on, data: { name: 'Provider' } }),
      of({ type: 'UnitClosed', effectiveAt: on, data: { unitId: 'nights' } }),
    ]).thenRows([]));

  it('hold nothing of a second organisation, as an earlier release took it', () =>
    givenEvents(rows, [
      {
        ...of({
          type: 'PolicySet',
          effectiveAt: on,
          data: { kind: 'suppression-threshold-people', roleProfileId: null, topic: null, value: 1 },
        }),
        streamId: 'organisation-other',
      },
    ]).thenRows([]));
});
