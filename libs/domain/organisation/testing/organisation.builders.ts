import type { DecisionContext } from '@praxis/event-sourcing';
import { given } from '@praxis/event-sourcing/testing';
import { organisation } from '../organisation.aggregate.js';
import type { OrganisationEvent } from '../organisation.events.js';
import { ORGANISATION_ID } from '../organisation.state.js';

/** The organisation of the installation, as `given` has it. */
export const givenOrganisation = (history: readonly OrganisationEvent[], context: Partial<DecisionContext> = {}) =>
  given(organisation, history, { id: ORGANISATION_ID, ...context });

type Event<Type extends OrganisationEvent['type']> = Extract<OrganisationEvent, { type: Type }>;

export const organisationRegistered = (
  data: Partial<Event<'OrganisationRegistered'>['data']> = {},
  on = '2024-01-01',
): Event<'OrganisationRegistered'> => ({
  type: 'OrganisationRegistered',
  effectiveAt: on,
  data: { name: 'Fairmead Care', ...data },
});

export const unitOpened = (
  data: Partial<Event<'UnitOpened'>['data']> = {},
  on = '2024-02-01',
): Event<'UnitOpened'> => ({
  type: 'UnitOpened',
  effectiveAt: on,
  data: {
    unitId: 'meadow-view',
    parentId: null,
    kind: 'service',
    name: 'Meadow View',
    serviceType: '1',
    regulator: 'cqc',
    registrationNumber: '1-123',
    ...data,
  },
});

export const unitMoved = (data: Partial<Event<'UnitMoved'>['data']> = {}, on = '2025-03-01'): Event<'UnitMoved'> => ({
  type: 'UnitMoved',
  effectiveAt: on,
  data: { unitId: 'team-a', parentId: 'hill-house', ...data },
});

export const unitRenamed = (
  data: Partial<Event<'UnitRenamed'>['data']> = {},
  on = '2025-03-01',
): Event<'UnitRenamed'> => ({
  type: 'UnitRenamed',
  effectiveAt: on,
  data: { unitId: 'meadow-view', name: 'Meadow Court', ...data },
});

export const unitClosed = (
  data: Partial<Event<'UnitClosed'>['data']> = {},
  on = '2026-03-31',
): Event<'UnitClosed'> => ({
  type: 'UnitClosed',
  effectiveAt: on,
  data: { unitId: 'meadow-view', ...data },
});

export const unitOpeningMovedBack = (
  data: Partial<Event<'UnitOpeningMovedBack'>['data']> = {},
  on = '2023-05-01',
): Event<'UnitOpeningMovedBack'> => ({
  type: 'UnitOpeningMovedBack',
  effectiveAt: on,
  data: { unitId: 'meadow-view', parentId: null, kind: 'service', ...data },
});

export const timeZoneSet = (timeZone = 'Pacific/Auckland', on = '2026-06-30'): Event<'TimeZoneSet'> => ({
  type: 'TimeZoneSet',
  effectiveAt: on,
  data: { timeZone },
});

export const policySet = (data: Partial<Event<'PolicySet'>['data']> = {}, on = '2025-01-01'): Event<'PolicySet'> => ({
  type: 'PolicySet',
  effectiveAt: on,
  data: { kind: 'supervision-interval-days', roleProfileId: null, topic: null, value: 42, ...data },
});

export const identityAsked = (
  data: Partial<Event<'IdentityQuestionAsked'>['data']> = {},
  on = '2026-06-30',
): Event<'IdentityQuestionAsked'> => ({
  type: 'IdentityQuestionAsked',
  effectiveAt: on,
  data: { about: 'worker', id: 'w-new', knownId: 'w-ada', ...data },
});

export const identityAnswered = (
  data: Partial<Event<'IdentityQuestionAnswered'>['data']> = {},
  on = '2026-06-30',
): Event<'IdentityQuestionAnswered'> => ({
  type: 'IdentityQuestionAnswered',
  effectiveAt: on,
  data: { about: 'worker', id: 'w-new', knownId: 'w-ada', answer: 'same', ...data },
});

export const codeAdded = (code = 'school-run', on = '2026-04-01'): Event<'CodeAdded'> => ({
  type: 'CodeAdded',
  effectiveAt: on,
  data: { list: 'leaving', code },
});

export const codeWithdrawn = (code = 'school-run', on = '2026-05-01'): Event<'CodeWithdrawn'> => ({
  type: 'CodeWithdrawn',
  effectiveAt: on,
  data: { list: 'leaving', code },
});

export const labelCorrected = (label = 'Falls', on = '2026-05-01'): Event<'LabelCorrected'> => ({
  type: 'LabelCorrected',
  effectiveAt: on,
  data: { of: 'improvement', id: 'fewer-falls', field: 'title', label },
});

export const staffListed = (
  data: Partial<Event<'StaffListed'>['data']> = {},
  on = '2026-03-31',
): Event<'StaffListed'> => ({
  type: 'StaffListed',
  effectiveAt: on,
  data: { unitId: 'meadow-view', people: 42, ...data },
});
