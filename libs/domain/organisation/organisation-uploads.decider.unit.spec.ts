import { describe, it } from 'vitest';
import type { OrganisationCommand } from './organisation.commands.js';
import {
  givenOrganisation,
  identityAnswered,
  identityAsked,
  organisationRegistered,
  staffListed,
  unitOpened,
} from './testing/organisation.builders.js';

type Of<Type extends OrganisationCommand['type']> = Extract<OrganisationCommand, { type: Type }>;

const registered = organisationRegistered();
const service = unitOpened();

describe('asking whether an id names somebody who is known', () => {
  const ask = (data: Partial<Of<'AskIdentityQuestion'>['data']> = {}): Of<'AskIdentityQuestion'> => ({
    type: 'AskIdentityQuestion',
    data: { about: 'worker', id: 'w-new', knownId: 'w-ada', ...data },
  });

  it('records the question', () => givenOrganisation([registered]).when(ask()).then([identityAsked()]));
  it('has nothing to do when it was asked before', () =>
    givenOrganisation([registered, identityAsked()]).when(ask()).thenNothing());
  it('has nothing to do when it was answered before questions were recorded', () =>
    givenOrganisation([registered, identityAnswered()]).when(ask()).thenNothing());
  it('is refused for an id and itself', () =>
    givenOrganisation([registered])
      .when(ask({ knownId: 'w-new' }))
      .thenRefused('ONE_ID'));
  it('is refused before the organisation is registered', () =>
    givenOrganisation([]).when(ask()).thenRefused('ORGANISATION_NOT_REGISTERED'));
});

describe('answering whether an id names somebody who is known', () => {
  const answer = (data: Partial<Of<'AnswerIdentityQuestion'>['data']> = {}): Of<'AnswerIdentityQuestion'> => ({
    type: 'AnswerIdentityQuestion',
    data: { about: 'worker', id: 'w-new', knownId: 'w-ada', answer: 'same', ...data },
  });

  it('records the answer, on the day it is given', () =>
    givenOrganisation([registered, identityAsked()]).when(answer()).then([identityAnswered()]));
  it('was taken for a question that was never asked', () =>
    givenOrganisation([registered, identityAsked({ knownId: 'w-sam' })])
      .when(answer())
      .thenRefused('QUESTION_NOT_ASKED'));
  it('has nothing to do when that was the answer', () =>
    givenOrganisation([registered, identityAnswered()]).when(answer()).thenNothing());
  it('takes another answer: the latest holds', () =>
    givenOrganisation([registered, identityAnswered()])
      .when(answer({ answer: 'different' }))
      .then([identityAnswered({ answer: 'different' })]));
  it('takes the first answer again when another one was given meanwhile', () =>
    givenOrganisation([registered, identityAnswered(), identityAnswered({ answer: 'different' })])
      .when(answer())
      .then([identityAnswered()]));
  it('is refused when the id would name two people', () =>
    givenOrganisation([registered, identityAnswered(), identityAsked({ knownId: 'w-sam' })])
      .when(answer({ knownId: 'w-sam' }))
      .thenRefused('IDENTITY_SETTLED'));
  it('may say “different” of as many as there are', () =>
    givenOrganisation([registered, identityAnswered(), identityAsked({ knownId: 'w-sam' })])
      .when(answer({ knownId: 'w-sam', answer: 'different' }))
      .then([identityAnswered({ knownId: 'w-sam', answer: 'different' })]));
  it('may say “same” of another one once the first was taken back', () =>
    givenOrganisation([
      registered,
      identityAnswered(),
      identityAnswered({ answer: 'different' }),
      identityAsked({ knownId: 'w-sam' }),
    ])
      .when(answer({ knownId: 'w-sam' }))
      .then([identityAnswered({ knownId: 'w-sam' })]));
  it('keeps workers and workplaces apart', () =>
    givenOrganisation([registered, service, identityAsked({ about: 'workplace', knownId: 'meadow-view' })])
      .when(answer({ about: 'workplace', knownId: 'meadow-view' }))
      .then([identityAnswered({ about: 'workplace', knownId: 'meadow-view' })]));
  it('is refused for an id and itself', () =>
    givenOrganisation([registered])
      .when(answer({ knownId: 'w-new' }))
      .thenRefused('ONE_ID'));
  it('is refused before the organisation is registered', () =>
    givenOrganisation([]).when(answer()).thenRefused('ORGANISATION_NOT_REGISTERED'));
});

describe('recording how many people an upload listed', () => {
  const listing = (data: Partial<Of<'RecordStaffListing'>['data']> = {}): Of<'RecordStaffListing'> => ({
    type: 'RecordStaffListing',
    data: { unitId: 'meadow-view', people: 42, on: '2026-03-31', ...data },
  });

  it('records it', () => givenOrganisation([registered, service]).when(listing()).then([staffListed()]));
  it('has nothing to do when that day’s upload listed as many', () =>
    givenOrganisation([registered, service, staffListed(), staffListed({ people: 40 }, '2026-04-30')])
      .when(listing())
      .thenNothing());
  it('records another upload of the same day', () =>
    givenOrganisation([registered, service, staffListed()])
      .when(listing({ people: 41 }))
      .then([staffListed({ people: 41 })]));
  it('is refused for a unit that does not exist', () =>
    givenOrganisation([registered]).when(listing()).thenRefused('UNKNOWN_UNIT'));
  it('is refused in the future', () =>
    givenOrganisation([registered, service])
      .when(listing({ on: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE'));
  it('is refused before the organisation is registered', () =>
    givenOrganisation([]).when(listing()).thenRefused('ORGANISATION_NOT_REGISTERED'));
});
