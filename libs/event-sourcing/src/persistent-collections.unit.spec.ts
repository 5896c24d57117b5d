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

const NUMBERS = { write: String, read: Number };
/** As many as are packed, and a few that keep changing. */
const MANY = Array.from({ length: 1_100 }, (_item, at) => [`of old ${at}`, at] as const);

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('histories that branch (%i)', (seed) => {
  it.each([
    ['a map', PersistentMap.empty<string, number>(), [], 400],
    ['a packed map', PersistentMap.packed(NUMBERS), MANY, 25],
  ])('of %s: every version, however old, says what a copy made then says', (_what, none, first, steps) => {
    const numbers = numbersFrom(seed);
    const begin = first.reduce((map, [key, value]) => map.with(key, value), none);
    const versions = [{ map: begin, copy: new Map<string, number>(first) }];
    for (let step = 0; step < steps; step += 1) {
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

  it('keeps the order when there are so many that it packs them, and says the same as before', () => {
    const keys = Array.from({ length: 2_500 }, (_item, at) => `k${(at * 7) % 2_500}`);
    const fold = (none: PersistentMap<string, number>) =>
      [...keys, 'k3', 'k2499'].reduce((map, key, at) => map.with(key, at), none);
    const [packed, plain] = [fold(PersistentMap.packed(NUMBERS)), fold(PersistentMap.empty())];
    expect(packed.size).toBe(2_500);
    expect([...packed]).toEqual([...plain]);
    expect([...packed.keys(), ...packed.values()]).toEqual([...plain.keys(), ...plain.values()]);
    expect([packed.has('k3'), packed.get('k3'), packed.has('k'), packed.get('k')]).toEqual([
      true,
      2_500,
      false,
      undefined,
    ]);
  });

  it('copies nothing while each version is made from the newest', () => {
    expect(copiesWhile(() => fold(1_000))).toBe(0);
    expect(copiesWhile(() => fold(2_000))).toBe(0);
  });

  it('is seen to copy where a version is asked that is not the newest', () => {
    const old = PersistentMap.empty<string, number>().with('a', 1).with('b', 2);
    expect(copiesWhile(() => [old.with('c', 3), old.size])).toBe(3);
  });

  it.each([
    ['as it is', PersistentMap.empty<string, number>()],
    ['packed', PersistentMap.packed(NUMBERS)],
  ])('leaves the one empty map that every fold begins with alone (%s)', (_how, empty) => {
    const begin = () => [empty.with('a', 1).with('b', 2), empty.with('c', 3), empty] as const;
    expect(begin().map(({ size }) => size)).toEqual([2, 1, 0]);
    expect(copiesWhile(() => begin().map((map) => map.with('d', 4)))).toBe(0);
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
  const original = Map.prototype.entries;
  let walked = 0;
  const counting = function* (this: Map<unknown, unknown>) {
    for (const entry of original.call(this)) {
      walked += 1;
      yield entry;
    }
    return undefined;
  } as typeof original;
  Map.prototype[Symbol.iterator] = Map.prototype.entries = counting;
  try {
    work();
  } finally {
    Map.prototype[Symbol.iterator] = Map.prototype.entries = original;
  }
  return walked;
}
