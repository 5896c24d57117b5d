import { describe, expect, it } from 'vitest';
import { bare, folded, newWorkerId, spellingsAlike, workplaceKey } from './source-ids.js';

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

const pseudonymise = (prefix: string, text: string) => `${prefix} ${text}`;

describe('white space in an id', () => {
  it.each([' ', '\t', '\n', '\u00a0', '\u2009', '\u3000', '\ufeff', '\u200b', '\u200c', '\u200d', '\u2060'])(
    '%j is no part of it, wherever it stands',
    (blank) => {
      expect(bare(`${blank}W${blank}${blank}001${blank}`)).toBe('W001');
      expect(workplaceKey(pseudonymise, `Elm${blank}Court`)).toBe('unit ElmCourt');
    },
  );

  it('makes no difference, nor does the way in which an accent is written', () => {
    expect(bare('Tw\u0302')).toBe(bare('T\u0175'));
    expect(bare('W-001')).toBe('W-001');
  });
});

describe('two people of different ids', () => {
  const ids: readonly (readonly [string, string])[] = [
    ['A', 'B/C'],
    ['A/B', 'C'],
    ['A/B', 'C/D'],
    ['A', 'B/C/D'],
    ['A/B/C', 'D'],
    ['["A","B"]', 'C'],
    ['A","B', 'C/D'],
    ['A', 'B'],
  ];
  it('have different pseudonyms wherever there are slashes', () => {
    expect(new Set(ids.map(([workplace, worker]) => newWorkerId(pseudonymise, workplace, worker))).size).toBe(
      ids.length,
    );
    expect(newWorkerId(pseudonymise, 'A', 'B')).toBe('w A/B');
    for (const [workplace, worker] of ids.slice(0, 5)) {
      expect(newWorkerId(pseudonymise, workplace, worker), 'of another kind than those without').not.toMatch(/^w /);
    }
  });
});
