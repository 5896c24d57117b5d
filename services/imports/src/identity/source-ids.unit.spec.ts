import { describe, expect, it } from 'vitest';
import { folded, spellingsAlike } from './source-ids.js';

describe('the ways in which an id may have been written', () => {
  it.each([
    ['cv0047', 'CV0047'],
    ['00CV0047', 'Cv0047'],
    ['47', '00000047'],
    ['cv0047', 'ＣＶ００４７'],
    ['ＣＶ００４７', 'CV0047'],
    ['abcd12', 'aBcD12'],
    ['mcdonald7', 'MCDONALD7'],
    ['MCDONALD7', 'Mcdonald7'],
  ])('of %s are among others %s', (id, written) => {
    expect([...spellingsAlike(id)]).toContain(written);
  });

  it('are all the same id once case, zeros and width are left out', () => {
    expect(new Set([...spellingsAlike('0Cv0047')].map(folded))).toEqual(new Set(['cv0047']));
  });

  it('are no more than can be tried for every row', () => {
    for (const id of ['0047', 'CV0047', 'ABCD12', 'ABCDE1', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ']) {
      expect([...spellingsAlike(id)].length, id).toBeLessThan(200);
    }
  });
});
