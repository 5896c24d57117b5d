import { describe, expect, it } from 'vitest';
import { withheld } from './suppression.js';

const people = (...counts: number[]) => counts.map((count) => ({ people: count }));

describe('small numbers', () => {
  it('leaves figures about enough people alone', () =>
    expect(withheld(people(5, 12, 40), 5)).toEqual([false, false, false]));
  it('does not withhold what is about nobody', () =>
    expect(withheld(people(0, 12, 40), 5)).toEqual([false, false, false]));
  it('withholds the next smallest too, so that the total does not give the first away', () =>
    expect(withheld(people(3, 12, 40), 5)).toEqual([true, true, false]));
  it('goes on until those withheld are enough people together', () =>
    expect(withheld(people(1, 1, 12, 40), 5)).toEqual([true, true, true, false]));
  it('needs no cover when two small ones together are enough people', () =>
    expect(withheld(people(3, 4, 12), 5)).toEqual([true, true, false]));
  it('withholds an only figure without looking for cover', () => expect(withheld(people(2), 5)).toEqual([true]));
  it('is switched off by a threshold of one', () => expect(withheld(people(1, 2), 1)).toEqual([false, false]));
});
