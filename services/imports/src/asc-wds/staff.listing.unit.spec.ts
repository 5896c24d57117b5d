import { describe, expect, it } from 'vitest';
import type { Identities } from '../identity/identities.js';
import { StaffListings } from './staff.listing.js';
import type { UploadContext } from './upload.context.js';

type Count = readonly [listed: number, staying: number];

interface Given {
  /** By unit, what files listed of it before: the day, how many stayed, and which file. */
  readonly lasts?: Readonly<Record<string, readonly (readonly [on: string, people: number, source: string])[]>>;
  readonly closed?: readonly string[];
  /** By unit: what this upload lists. */
  readonly counts?: Readonly<Record<string, Count>>;
  readonly inPost?: number;
  readonly acceptFewerPeople?: boolean;
}

const UNITS = ['home-a', 'home-b', 'home-c'];
const [MARCH, APRIL, MAY] = ['2026-03-31', '2026-04-30', '2026-05-31'];

function listingsOf({ lasts = {}, closed = [], counts = {}, inPost = 0, acceptFewerPeople = false }: Given) {
  const units = new Map(
    UNITS.map((id) => [id, { name: undefined, parentId: undefined, closed: closed.includes(id) }] as const),
  );
  const listings = new Map(
    Object.entries(lasts).map(([id, all]) => [id, all.map(([on, people, source]) => ({ on, people, source }))]),
  );
  const posts = new Map(Array.from({ length: inPost }, (_, n) => [`w-${n}`, { teamId: 'home-a' }]));
  const context = {
    workforce: { units: async () => ({ now: { units, listings } }), inPost: async () => posts },
    organisation: { id: 'main' },
    received: MAY,
    staff: {
      counts: () => new Map(Object.entries(counts).map(([id, [listed, staying]]) => [id, { listed, staying }])),
      lostRows: 0,
    },
    acceptFewerPeople,
    digest: (text: string) => text,
    dayOf: (instant: string) => instant.slice(0, 10),
  } as unknown as UploadContext;
  return new StaffListings(context, undefined as unknown as Identities);
}

const doubtOf = async (given: Given) => (await listingsOf(given).doubt())?.message;

describe('an upload that lists nobody', () => {
  it('was compared with every file there ever was: the newest is the last one, with all that it listed', async () => {
    const lasts = {
      'home-a': [
        [MARCH, 9, 'old'],
        [APRIL, 6, 'new'],
      ],
      'home-b': [[APRIL, 4, 'new']],
      'home-c': [[MARCH, 50, 'old']],
    } as const;
    expect(await doubtOf({ lasts })).toMatch(/are 0, and of the last one were 10: .*home-a 0 .* 6, home-b 0 .* 4\)/);
    const other = { ...lasts, 'home-b': [[APRIL, 4, 'of its own']] } as const;
    expect(await doubtOf({ lasts: other })).toMatch(/were [46]: /);
    const sameName = { ...lasts, 'home-c': [[MARCH, 50, 'new']] } as const;
    expect(await doubtOf({ lasts: sameName })).toMatch(/were 10: /);
  });

  it('misses nobody of a service that was closed', async () => {
    const lasts = { 'home-a': [[APRIL, 6, 'new']], 'home-b': [[APRIL, 4, 'new']] } as const;
    expect(await doubtOf({ lasts, closed: ['home-b'] })).toMatch(/were 6: /);
  });

  it('is compared with who is in post, where no file is remembered', async () => {
    expect(await doubtOf({ inPost: 3 })).toMatch(/were 3: .*everywhere 0 instead of 3/);
    expect(await doubtOf({ inPost: 0 })).toBeUndefined();
  });
});

describe('the numbers for the next file', () => {
  const recorded = async (given: Given, bringing: { bringsSomething?: boolean; wasTakenBefore?: boolean } = {}) => {
    const { commands } = await listingsOf(given).toBeRecorded('sha', {
      bringsSomething: false,
      wasTakenBefore: false,
      ...bringing,
    });
    return commands.map(({ command }) => {
      const { unitId, people } = command.data as { readonly unitId: string; readonly people: number };
      return [unitId, people];
    });
  };
  const together = { 'home-a': [[APRIL, 6, 'one']], 'home-b': [[APRIL, 4, 'one']] } as const;
  const apart = { 'home-a': [[APRIL, 6, 'one']], 'home-b': [[APRIL, 4, 'other']] } as const;
  const counts = { 'home-a': [6, 6], 'home-b': [4, 4] } as const;

  it('are those of a file that brings something, also where it was taken before', async () => {
    const all = [
      ['home-a', 6],
      ['home-b', 4],
    ];
    expect(await recorded({ lasts: together, counts }, { bringsSomething: true })).toEqual(all);
    expect(await recorded({ lasts: together, counts }, { bringsSomething: true, wasTakenBefore: true })).toEqual(all);
  });

  it('were recorded again of every file that brings nothing and lists as many as the last one', async () => {
    expect(await recorded({ lasts: together, counts })).toEqual([]);
  });

  it('are those of a file that lists as one what several listed, and of one that lists others', async () => {
    expect(await recorded({ lasts: apart, counts })).toHaveLength(2);
    expect(await recorded({ lasts: { 'home-a': [[APRIL, 6, 'one']] }, counts })).toHaveLength(2);
    expect(await recorded({ lasts: together, counts: { ...counts, 'home-b': [5, 5] } })).toEqual([['home-b', 5]]);
    expect(await recorded({ lasts: together, counts: { ...counts, 'home-b': [4, 3] } })).toEqual([['home-b', 3]]);
  });

  it('are those of a file to which somebody said yes, which are none of a workplace that it says nothing of', async () => {
    const fewer = { lasts: together, counts: { 'home-a': [6, 6] }, acceptFewerPeople: true } as const;
    expect(await recorded(fewer)).toEqual([['home-a', 6]]);
    const own = { 'home-a': [[APRIL, 6, 'one']], 'home-b': [[MARCH, 1, 'one']] } as const;
    expect(await recorded({ ...fewer, lasts: own })).toEqual([]);
  });

  it('became those of an old file that was taken again', async () => {
    for (const given of [
      { lasts: apart, counts },
      { lasts: together, counts: { ...counts, 'home-b': [5, 5] } },
      { lasts: together, counts: { 'home-a': [6, 6] }, acceptFewerPeople: true },
    ] as const)
      expect(await recorded(given, { wasTakenBefore: true })).toEqual([]);
  });
});
