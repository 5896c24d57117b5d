import { describe, expect, it } from 'vitest';
import { asToldToOthers, heldUntilAnswered, heldWithRow } from './held.rows.js';

it('a held id had a remedy on the command line alone, where a running server has the folder', () => {
  const { remedy } = heldUntilAnswered('UNIT', [{ about: 'workplace', id: 'unit-a', knownId: 'home' }]);
  expect(remedy).toContain('praxis identity unit-a same home');
  expect(remedy).toContain('POST /api/organisations/main/answer-identity-question');
});

describe('what others than a data steward are told of a held row', () => {
  const known = { about: 'worker', id: 'w-new', knownId: 'w-known' } as const;
  const erased = { about: 'worker', id: 'w-new', knownId: 'w-erased', isErased: true } as const;

  it('is nothing where all that it waits for is about people who were erased, nor of a row that waits with it', () => {
    const held = heldUntilAnswered('WORKER', [erased]);
    expect(asToldToOthers({ row: 2, ...held })).toBeUndefined();
    expect(asToldToOthers({ row: 3, ...heldWithRow('WORKER', 2, held) })).toBeUndefined();
  });

  it('named who was erased beside somebody who is known: it is as if only that one were asked about', () => {
    const held = heldUntilAnswered('WORKER', [erased, known]);
    expect(held.message).toContain('w-erased (erased)');
    expect(asToldToOthers({ row: 2, ...held })).toEqual({ row: 2, ...heldUntilAnswered('WORKER', [known]) });
  });

  it('is all of it where nobody was erased', () => {
    const held = { row: 2, ...heldUntilAnswered('WORKER', [known]) };
    expect(asToldToOthers(held)).toEqual(held);
    const alike = { row: 3, ...heldWithRow('WORKER', 2, held) };
    expect(asToldToOthers(alike)).toEqual(alike);
  });
});
