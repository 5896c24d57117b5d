import { describe, expect, it } from 'vitest';
import { asToldToOthers, heldForMore, heldUntilAnswered, heldWithRow } from './held.rows.js';

it('a held id had a remedy on the command line alone, where a running server has the folder', () => {
  const { remedy } = heldUntilAnswered('UNIT', [{ about: 'workplace', id: 'unit-a', knownId: 'home' }]);
  expect(remedy).toContain('praxis identity unit-a same home');
  expect(remedy).toContain('POST /api/organisations/main/answer-identity-question');
});

it('a row that waits for two ids asks about both at once, and about each once', () => {
  const one = { about: 'worker', id: 'w-1', knownId: 'w-ada' } as const;
  const other = { about: 'worker', id: 'w-1', knownId: 'w-sam' } as const;
  const place = { about: 'workplace', id: 'unit-a', knownId: 'home' } as const;
  const held = heldForMore(heldUntilAnswered('SUPERVISEE', [place, one, other]), 'SUPERVISOR', [place]);
  expect(held).toMatchObject({ column: 'SUPERVISEE/SUPERVISOR', questions: [place, one, other] });
  expect(held.message).toBe(
    'SUPERVISEE/SUPERVISOR may name the workplace home and the worker w-ada or w-sam: the ids differ only by case or leading zeros.',
  );
  expect(held.remedy).toContain(
    'praxis identity unit-a same home and praxis identity w-1 same w-ada or praxis identity w-1 same w-sam (',
  );
  expect(heldForMore(held, 'SUPERVISOR', [one])).toEqual(held);
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
