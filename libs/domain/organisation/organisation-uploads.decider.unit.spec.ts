import { given } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { organisation } from './organisation.aggregate.js';
import type { OrganisationCommand } from './organisation.commands.js';
import { identityAnswered, organisationRegistered, staffListed, unitOpened } from './testing/organisation.builders.js';

type Of<Type extends OrganisationCommand['type']> = Extract<OrganisationCommand, { type: Type }>;

const registered = organisationRegistered();
const service = unitOpened();

describe('answering whether an id names somebody who is known', () => {
  const answer = (data: Partial<Of<'AnswerIdentityQuestion'>['data']> = {}): Of<'AnswerIdentityQuestion'> => ({
    type: 'AnswerIdentityQuestion',
    data: { about: 'worker', id: 'w-new', knownId: 'w-ada', answer: 'same', ...data },
  });

  it('records the answer, on the day it is given', () =>
    given(organisation, [registered]).when(answer()).then([identityAnswered()]));
  it('has nothing to do when that was the answer', () =>
    given(organisation, [registered, identityAnswered()]).when(answer()).thenNothing());
  it('takes another answer: the latest holds', () =>
    given(organisation, [registered, identityAnswered()])
      .when(answer({ answer: 'different' }))
      .then([identityAnswered({ answer: 'different' })]));
  it('takes the first answer again when another one was given meanwhile', () =>
    given(organisation, [registered, identityAnswered(), identityAnswered({ answer: 'different' })])
      .when(answer())
      .then([identityAnswered()]));
  it('is refused when the id would name two people', () =>
    given(organisation, [registered, identityAnswered()])
      .when(answer({ knownId: 'w-sam' }))
      .thenRefused('IDENTITY_SETTLED'));
  it('may say “different” of as many as there are', () =>
    given(organisation, [registered, identityAnswered()])
      .when(answer({ knownId: 'w-sam', answer: 'different' }))
      .then([identityAnswered({ knownId: 'w-sam', answer: 'different' })]));
  it('may say “same” of another one once the first was taken back', () =>
    given(organisation, [registered, identityAnswered(), identityAnswered({ answer: 'different' })])
      .when(answer({ knownId: 'w-sam' }))
      .then([identityAnswered({ knownId: 'w-sam' })]));
  it('keeps workers and workplaces apart', () =>
    given(organisation, [registered, service, identityAnswered()])
      .when(answer({ about: 'workplace', knownId: 'meadow-view' }))
      .then([identityAnswered({ about: 'workplace', knownId: 'meadow-view' })]));
  it('is refused for an id and itself', () =>
    given(organisation, [registered])
      .when(answer({ knownId: 'w-new' }))
      .thenRefused('ONE_ID'));
  it('is refused before the organisation is registered', () =>
    given(organisation, []).when(answer()).thenRefused('ORGANISATION_NOT_REGISTERED'));
});

describe('recording how many people an upload listed', () => {
  const listing = (data: Partial<Of<'RecordStaffListing'>['data']> = {}): Of<'RecordStaffListing'> => ({
    type: 'RecordStaffListing',
    data: { unitId: 'meadow-view', people: 42, on: '2026-03-31', ...data },
  });

  it('records it', () => given(organisation, [registered, service]).when(listing()).then([staffListed()]));
  it('has nothing to do when that day’s upload listed as many', () =>
    given(organisation, [registered, service, staffListed(), staffListed({ people: 40 }, '2026-04-30')])
      .when(listing())
      .thenNothing());
  it('records another upload of the same day', () =>
    given(organisation, [registered, service, staffListed()])
      .when(listing({ people: 41 }))
      .then([staffListed({ people: 41 })]));
  it('is refused for a unit that does not exist', () =>
    given(organisation, [registered]).when(listing()).thenRefused('UNKNOWN_UNIT'));
  it('is refused in the future', () =>
    given(organisation, [registered, service])
      .when(listing({ on: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE'));
  it('is refused before the organisation is registered', () =>
    given(organisation, []).when(listing()).thenRefused('ORGANISATION_NOT_REGISTERED'));
});
