import type { OrganisationEvent } from '@praxis/domain';
import { givenEvents, recorded } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { factObjects } from '../testing/fact-objects.js';
import { unitFacts } from './unit-facts.projection.js';

const rows = factObjects(unitFacts);
const of = (event: OrganisationEvent) => recorded(event, { streamId: 'organisation-main' });
const on = '2026-03-31';
const registration = { serviceType: '2', regulator: 'cqc', registrationNumber: '1-234' };

describe('unit facts', () => {
  it('hold where a unit stands in the tree', () =>
    givenEvents(rows, [
      of({
        type: 'UnitOpened',
        effectiveAt: on,
        data: { unitId: 'meadow-view', parentId: null, kind: 'service', name: 'Meadow View', ...registration },
      }),
      of({
        type: 'UnitOpened',
        effectiveAt: on,
        data: { unitId: 'nights', parentId: 'meadow-view', kind: 'team', name: 'Nights', ...registration },
      }),
      of({ type: 'UnitMoved', effectiveAt: on, data: { unitId: 'nights', parentId: 'hill-house' } }),
    ]).thenRows([
      { unit_id: 'meadow-view', kind: 'opened', unit_kind: 'service' },
      { unit_id: 'nights', kind: 'opened', parent_id: 'meadow-view', unit_kind: 'team' },
      { unit_id: 'nights', kind: 'moved', parent_id: 'hill-house' },
    ]));

  it('hold that a unit was there earlier than the day that was inferred for its opening', () =>
    givenEvents(rows, [
      of({
        type: 'UnitOpeningMovedBack',
        effectiveAt: on,
        data: { unitId: 'nights', parentId: 'meadow-view', kind: 'team' },
      }),
    ]).thenRows([{ unit_id: 'nights', kind: 'opened', parent_id: 'meadow-view', unit_kind: 'team' }]));

  it('hold that a unit was renamed, not its name, and that it closed', () =>
    givenEvents(rows, [
      of({ type: 'UnitRenamed', effectiveAt: on, data: { unitId: 'nights', name: 'Night team' } }),
      of({ type: 'UnitClosed', effectiveAt: on, data: { unitId: 'nights' } }),
    ]).thenRows([
      { unit_id: 'nights', kind: 'renamed' },
      { unit_id: 'nights', kind: 'closed' },
    ]));

  it('leave the organisation itself and its policies to others', () =>
    givenEvents(rows, [
      of({ type: 'OrganisationRegistered', effectiveAt: on, data: { name: 'Provider' } }),
      of({
        type: 'PolicySet',
        effectiveAt: on,
        data: { kind: 'supervision-interval-days', roleProfileId: null, topic: null, value: 42 },
      }),
      of({ type: 'TimeZoneSet', effectiveAt: on, data: { timeZone: 'Europe/London' } }),
      of({ type: 'StaffListed', effectiveAt: on, data: { unitId: 'meadow-view', people: 42 } }),
      of({
        type: 'IdentityQuestionAsked',
        effectiveAt: on,
        data: { about: 'workplace', id: 'u-x', knownId: 'meadow-view' },
      }),
      of({
        type: 'IdentityQuestionAnswered',
        effectiveAt: on,
        data: { about: 'workplace', id: 'u-x', knownId: 'meadow-view', answer: 'different' },
      }),
    ]).thenRows([]));

  it('hold nothing of a second organisation, as an earlier release took it', () =>
    givenEvents(rows, [
      {
        ...of({
          type: 'UnitOpened',
          effectiveAt: on,
          data: { unitId: 'nights', parentId: null, kind: 'service', name: 'Nights', ...registration },
        }),
        streamId: 'organisation-other',
      },
    ]).thenRows([]));
});
