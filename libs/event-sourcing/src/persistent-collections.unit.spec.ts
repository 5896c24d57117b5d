import { describe, expect, it } from 'vitest';
import { PersistentList, PersistentMap, PersistentSet } from './persistent-collections.js';

/** Numbers that look random and are the same every time. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('histories that branch (%i)', (seed) => {
  it('of a map: every version, however old, says what a copy made then says', () => {
    const numbers = numbersFrom(seed);
    const versions = [{ map: PersistentMap.empty<string, number>(), copy: new Map<string, number>() }];
    for (let step = 0; step < 400; step += 1) {
      // Mostly the newest, as in a fold; sometimes an older one, as after a decision that was given up.
      const from = versions[numbers(5) === 0 ? numbers(versions.length) : versions.length - 1]!;
      const [key, value] = [`k${numbers(30)}`, numbers(1000)];
      versions.push({ map: from.map.with(key, value), copy: new Map(from.copy).set(key, value) });
      const asked = versions[numbers(versions.length)]!;
      expect(asked.map.get(key)).toBe(asked.copy.get(key));
      expect(asked.map.has(key)).toBe(asked.copy.has(key));
      expect(asked.map.size).toBe(asked.copy.size);
    }
    for (const { map, copy } of versions) expect([...map].sort()).toEqual([...copy].sort());
  });

  it('of a set and of a list', () => {
    const numbers = numbersFrom(seed);
    const versions = [
      { set: PersistentSet.empty<number>(), items: new Set<number>(), list: PersistentList.of(7), copy: [7] },
    ];
    for (let step = 0; step < 300; step += 1) {
      const from = versions[numbers(4) === 0 ? numbers(versions.length) : versions.length - 1]!;
      const item = numbers(40);
      const set = from.set.with(item);
      versions.push({
        set,
        items: new Set(from.items).add(item),
        list: from.list.with(item),
        copy: [...from.copy, item],
      });
    }
    for (const { set, items, list, copy } of versions) {
      expect([set.size, [...set].sort()]).toEqual([items.size, [...items].sort()]);
      expect([list.length, list.first, list.last, [...list]]).toEqual([copy.length, copy[0], copy.at(-1), copy]);
      expect(list.findLast((item) => item < 5)).toBe(copy.findLast((item) => item < 5));
    }
  });
});

describe('a map', () => {
  it('keeps the order in which its keys were first set', () => {
    const map = PersistentMap.empty<string, number>().with('b', 1).with('a', 2).with('b', 3);
    expect([...map.keys()]).toEqual(['b', 'a']);
    expect([...map.values()]).toEqual([3, 2]);
    const seen: unknown[] = [];
    map.forEach((value, key) => seen.push([key, value]));
    expect(seen).toEqual([...map.entries()]);
    expect(JSON.stringify({ map })).toBe('{"map":[["b",3],["a",2]]}');
  });

  it('copies nothing while each version is made from the newest', () => {
    expect(copiesWhile(() => fold(1_000))).toBe(0);
    expect(copiesWhile(() => fold(2_000))).toBe(0);
  });

  it('leaves the one empty map that every fold begins with alone', () => {
    const empty = PersistentMap.empty<string, number>();
    const one = empty.with('a', 1).with('b', 2);
    const other = empty.with('c', 3);
    expect([empty.size, one.size, other.size]).toEqual([0, 2, 1]);
    expect(copiesWhile(() => [one.with('d', 4), other.with('e', 5)])).toBe(0);
  });

  it('gives a version that is a hundred thousand changes behind its own copy, once', () => {
    const old = PersistentMap.empty<number, number>().with(0, 0);
    let map = old;
    for (let step = 1; step <= 100_000; step += 1) map = map.with(step % 100, step);
    expect(old.get(0)).toBe(0);
    expect(copiesWhile(() => [old.size, old.get(1), map.size])).toBe(0);
    expect(map.get(0)).toBe(100_000);
  });
});

describe('a list', () => {
  it('copies nothing while each version is made from the newest, and not more than once otherwise', () => {
    const one = PersistentList.of('a').with('b');
    const two = one.with('c');
    const other = one.with('d');
    expect(PersistentList.of()).toMatchObject({ length: 0, first: undefined, last: undefined });
    expect([[...one], [...two], [...other]]).toEqual([
      ['a', 'b'],
      ['a', 'b', 'c'],
      ['a', 'b', 'd'],
    ]);
  });
});

function fold(count: number): PersistentMap<number, number> {
  let map = PersistentMap.empty<number, number>();
  for (let step = 0; step < count; step += 1) map = map.with(step, step);
  return map;
}

/** Entries of native maps that were walked through: copying a map walks through it. */
function copiesWhile(work: () => unknown): number {
  const original = Map.prototype[Symbol.iterator];
  let walked = 0;
  Map.prototype[Symbol.iterator] = function* (this: Map<unknown, unknown>) {
    for (const entry of original.call(this)) {
      walked += 1;
      yield entry;
    }
    return undefined;
  } as typeof original;
  try {
    work();
  } finally {
    Map.prototype[Symbol.iterator] = original;
  }
  return walked;
}
