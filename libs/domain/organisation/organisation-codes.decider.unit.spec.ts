import { STANDING, UNKNOWN } from '@praxis/event-sourcing';
import { describe, expect, it } from 'vitest';
import { organisation } from './organisation.aggregate.js';
import { evolveOrganisation, NO_ORGANISATION, type OrganisationState } from './organisation.state.js';
import {
  codeAdded,
  codeWithdrawn,
  givenOrganisation,
  labelCorrected,
  organisationRegistered,
} from './testing/organisation.builders.js';

const registered = organisationRegistered();

describe('adding a code to a list', () => {
  const add = (code = 'school-run', on = '2026-04-01') =>
    ({ type: 'AddCode', data: { list: 'leaving', code, on } }) as const;

  it('adds it', () => givenOrganisation([registered]).when(add()).then([codeAdded()]));
  it('has nothing to do when the list has it', () =>
    givenOrganisation([registered, codeAdded()]).when(add()).thenNothing());
  it('has nothing to do when the list has it from the start', () =>
    givenOrganisation([registered]).when(add('retired')).thenNothing());
  it('adds it again when it was withdrawn', () =>
    givenOrganisation([registered, codeAdded(), codeWithdrawn()])
      .when(add('school-run', '2026-06-01'))
      .then([codeAdded('school-run', '2026-06-01')]));
  it('is refused in the future', () =>
    givenOrganisation([registered]).when(add('school-run', '2026-07-01')).thenRefused('IN_THE_FUTURE'));
});

describe('withdrawing a code', () => {
  const withdraw = (code = 'school-run') =>
    ({ type: 'WithdrawCode', data: { list: 'leaving', code, on: '2026-05-01' } }) as const;

  it('withdraws it', () => givenOrganisation([registered, codeAdded()]).when(withdraw()).then([codeWithdrawn()]));
  it('has nothing to do when it is withdrawn', () =>
    givenOrganisation([registered, codeAdded(), codeWithdrawn()]).when(withdraw()).thenNothing());
  it('is refused for one that the list has from the start', () =>
    givenOrganisation([registered]).when(withdraw('retired')).thenRefused('CODE_FROM_THE_START'));
  it('is refused for one that was never added', () =>
    givenOrganisation([registered]).when(withdraw()).thenRefused('CODE_NOT_ADDED'));
});

describe('correcting a label', () => {
  const correct = (label = 'Falls', on = '2026-05-01') =>
    ({ type: 'CorrectLabel', data: { of: 'improvement', id: 'fewer-falls', field: 'title', label, on } }) as const;

  it('was taken for another organisation than the one there is', () =>
    givenOrganisation([registered])
      .when({
        type: 'CorrectLabel',
        data: { of: 'organisation', id: 'ada-lovelace', field: 'name', label: 'Care', on: '2026-05-01' },
      })
      .thenRefused('UNKNOWN_ORGANISATION'));
  it('corrects it', () => givenOrganisation([registered]).when(correct()).then([labelCorrected()]));
  it('has nothing to do when it was last corrected so', () =>
    givenOrganisation([registered, labelCorrected()]).when(correct()).thenNothing());
  it('corrects it once more', () =>
    givenOrganisation([registered, labelCorrected('Mrs Quill’s falls')])
      .when(correct())
      .then([labelCorrected()]));
  it('is refused in the future', () =>
    givenOrganisation([registered]).when(correct('Falls', '2026-07-01')).thenRefused('IN_THE_FUTURE'));
  it('of the organisation is its name from then on', () => {
    const corrected = {
      ...labelCorrected('Fairmead'),
      data: { of: 'organisation', id: 'main', field: 'name', label: 'Fairmead' },
    } as const;
    expect([registered, corrected].reduce(evolveOrganisation, NO_ORGANISATION)).toMatchObject({ name: 'Fairmead' });
  });
});

describe('whether a list has a code', () => {
  const standing = (state: OrganisationState, within: string, id: string) =>
    organisation.answers!['code']!.standing(state, { kind: 'code', within, id, on: null, field: 'reason' });
  const after = (...events: readonly Parameters<typeof evolveOrganisation>[1][]) =>
    events.reduce(evolveOrganisation, NO_ORGANISATION);

  it.each([
    ['one of those from the start', after(), 'leaving', 'retired', STANDING],
    ['one of another list', after(), 'leaving', 'litigation', UNKNOWN],
    ['a published one', after(), 'asc-wds-training-category', '20', STANDING],
    ['a number that was not published', after(), 'asc-wds-training-category', '999', UNKNOWN],
    ['one that was added', after(registered, codeAdded()), 'leaving', 'school-run', STANDING],
    ['one that was added to another list', after(registered, codeAdded()), 'annotation', 'school-run', UNKNOWN],
    ['one that was withdrawn', after(registered, codeAdded(), codeWithdrawn()), 'leaving', 'school-run', UNKNOWN],
    ['a word that every object has', after(registered), 'constructor', 'name', UNKNOWN],
  ])('%s', (_what, state, list, code, expected) => expect(standing(state, list, code)).toEqual(expected));
});
