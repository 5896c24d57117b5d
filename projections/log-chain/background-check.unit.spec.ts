import { chained, LogDamaged, type StoredEvent } from '@praxis/event-sourcing';
import { InMemoryEventStore, pinnedNote } from '@praxis/event-sourcing/testing';
import { createHmac } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BackgroundCheck, type BackgroundCheckTuning } from './background-check.js';
import { CHAIN_SCHEMA, ChainNotes } from './chain-notes.js';
import type { LogFinding } from './log-check.js';
import { NO_EVENTS, StretchFold, type LogStretch } from './log-fold.js';

const digest = (text: string): string => createHmac('sha256', 'key').update(text).digest('base64url');
const STREAM = 'noticeboard-b-1';
/** As large as a noted stretch is at least. */
const STRETCH = 1_024;
const ENDS = [BigInt(STRETCH), BigInt(2 * STRETCH), BigInt(2 * STRETCH + 76)] as const;
const [FIRST_END, SECOND_END, END] = ENDS;

let store: InMemoryEventStore;
let notes: ChainNotes;
let isOwn: boolean;
let told: { checked: bigint[]; whole: number[]; found: LogFinding[] };
/** What had been told when it was told that the check has begun. */
let begun: (typeof told)[];
let ending: AbortController;
let running: Promise<void>;

beforeEach(() => {
  store = new InMemoryEventStore();
  const database = new DatabaseSync(':memory:');
  database.exec(CHAIN_SCHEMA);
  notes = new ChainNotes(database);
  isOwn = true;
  told = { checked: [], whole: [], found: [] };
  begun = [];
  ending = new AbortController();
  running = Promise.resolve();
});
afterEach(async () => {
  ending.abort();
  await running;
});

interface Noted {
  readonly log: readonly StoredEvent[];
  readonly stretches: readonly LogStretch[];
}

/** A log of stretches that end there, and what the projector notes of it. */
async function logOf(ends: readonly bigint[]): Promise<Noted> {
  const appended = new InMemoryEventStore();
  const events = Array.from({ length: Number(ends.at(-1)) }, (_, n) => pinnedNote(n));
  const beginning = { revision: undefined, chainDigest: undefined };
  await appended.append(STREAM, chained(digest, STREAM, beginning, events), { expectedRevision: 'no-stream' });
  const fold = new StretchFold(digest, NO_EVENTS);
  const stretches = appended.log.flatMap((stored) => {
    fold.take(stored);
    return ends.includes(stored.position) ? [fold.cut()!] : [];
  });
  return { log: appended.log, stretches };
}
const LONG = await logOf(ENDS);
const SHORT = await logOf([5n]);

function noted({ log, stretches }: Noted = LONG): void {
  store.log.push(...log);
  for (const stretch of stretches) notes.add(stretch);
}

function flip(position: bigint): void {
  const at = Number(position) - 1;
  store.log[at] = { ...(store.log[at] as StoredEvent), effectiveAt: '2026-06-29' };
}

function start(tuning: Partial<BackgroundCheckTuning> = {}): void {
  const quick = { checkEvents: 500, checkShare: 1, checkEveryMs: 3_600_000, checkLookMs: 1, checkAgainMs: 1 };
  const reports = {
    checked: (position: bigint) => told.checked.push(position),
    whole: (at: number) => told.whole.push(at),
    found: (findings: readonly LogFinding[]) => told.found.push(...findings),
    begun: () => begun.push(structuredClone(told)),
    isOwnLog: () => isOwn,
  };
  const check = new BackgroundCheck(store, notes, digest, { ...quick, ...tuning }, reports, undefined);
  running = check.run(ending.signal);
}

async function stop(): Promise<void> {
  ending.abort();
  await running;
  ending = new AbortController();
}

const soon = (isSo: () => void) => vi.waitFor(isSo, { timeout: 20_000 });
/** Many looks. */
const A_WHILE_MS = 20;

describe('a round', () => {
  it('begins at the beginning, is read once, and is whole once', async () => {
    noted();
    start();
    await soon(() => expect(told.whole).toHaveLength(1));
    await delay(A_WHILE_MS);
    expect(told).toEqual({ checked: [0n, ...ENDS], whole: [notes.wholeAt], found: [] });
    expect(notes.checked).toBe(END);
  });

  it('that was cut off is told as far as it was, finished, and followed by one from the beginning', async () => {
    noted();
    notes.checked = SECOND_END;
    start();
    await soon(() => expect(told.whole).toHaveLength(1));
    expect(told.checked).toEqual([SECOND_END, END, 0n, ...ENDS]);
  });

  it('was begun again and again before its end where the log was too long for the day', async () => {
    noted();
    start({ checkEveryMs: 0 });
    await soon(() => expect(told.whole.length).toBeGreaterThan(1));
    expect(told.checked.slice(0, 9)).toEqual([0n, ...ENDS, 0n, ...ENDS, 0n]);
  });

  it('begins a day after the one before, not at once', async () => {
    noted(SHORT);
    const [begun, checkEveryMs] = [performance.now(), 60];
    start({ checkEveryMs });
    await soon(() => expect(told.whole.length).toBeGreaterThan(1));
    await delay(checkEveryMs);
    expect(told.whole.length).toBeLessThanOrEqual(1 + (performance.now() - begun) / checkEveryMs);
  });

  it('goes no further, and says nothing, where the log is not the one that was noted', async () => {
    noted();
    notes.checked = FIRST_END;
    isOwn = false;
    const read = vi.spyOn(store, 'readAll');
    start();
    await delay(A_WHILE_MS);
    expect(read).not.toHaveBeenCalled();
    expect(told).toEqual({ checked: [FIRST_END], whole: [], found: [] });
    expect(notes.checked).toBe(FIRST_END);
  });

  it('of a log without events does not count as whole: its first events were not checked for a day', async () => {
    start();
    await delay(A_WHILE_MS);
    expect(told.whole).toEqual([]);
  });

  it('of what the tables held so far counted as the whole log, while most of it was still being loaded', async () => {
    store.log.push(...LONG.log);
    notes.add(LONG.stretches[0]!);
    start();
    await soon(() => expect(told.checked).toContain(FIRST_END));
    await delay(A_WHILE_MS);
    expect(told.whole).toEqual([]);
    expect(notes.wholeAt).toBeUndefined();

    for (const stretch of LONG.stretches.slice(1)) notes.add(stretch);
    await soon(() => expect(told.whole).toHaveLength(1));
    expect(told.checked.at(-1)).toBe(END);
  });

  it('begins anew where the tables are filled from another log, which nobody looked at until the next day', async () => {
    noted(SHORT);
    start();
    await soon(() => expect(told.whole).toHaveLength(1));
    notes.forgetAll();
    await soon(() => expect(told.checked.at(-1)).toBe(0n));
  });

  it('tells when the log was last whole before it has looked at it', async () => {
    notes.wholeAt = 1_751_000_000_000;
    isOwn = false;
    start();
    await soon(() => expect(told.whole).toEqual([1_751_000_000_000]));
  });
});

describe('a damaged log was called live at a start, until it had been looked at', () => {
  it('what was found last is found before it is told that the check has begun, without a rest', async () => {
    await noted();
    notes.checked = SECOND_END;
    flip(END - 1n);
    start({ checkShare: 0.000_001, checkEvents: 10 });
    await soon(() => expect(begun).toHaveLength(1));
    expect(begun[0]!.found).toMatchObject([{ position: END - 1n }]);
  });

  it('takes no more of the processor than it may after the first stretch', async () => {
    await noted();
    start({ checkShare: 0.000_001, checkEvents: STRETCH });
    await soon(() => expect(begun).toHaveLength(1));
    await delay(10 * A_WHILE_MS);
    expect(told.checked).toEqual([0n, FIRST_END]);
  });

  it('nor is a log that was whole: it is told once a stretch from the beginning has been compared', async () => {
    await noted();
    notes.checked = END;
    flip(77n);
    start();
    await soon(() => expect(told.checked).toHaveLength(5));
    expect(begun).toHaveLength(1);
    expect(begun[0]!.found).toMatchObject([{ position: 77n }]);
    expect(begun[0]!.checked).toEqual([END, 0n, FIRST_END]);
  });

  it('where there is nothing to compare, it has begun; where the log is another, not', async () => {
    isOwn = false;
    start();
    await delay(A_WHILE_MS);
    expect(begun).toEqual([]);
    isOwn = true;
    await soon(() => expect(begun).toHaveLength(1));
  });
});

describe('damage', () => {
  it('is found first at every start until it is mended, and nothing is whole', async () => {
    noted();
    flip(END - 1n);
    for (const from of [0n, SECOND_END]) {
      told = { checked: [], whole: [], found: [] };
      start({ checkEveryMs: 0 });
      await soon(() => expect(told.checked.filter((position) => position === END).length).toBeGreaterThan(1));
      await stop();
      expect(told.checked[0]).toBe(from);
      expect(told.found[0]).toMatchObject({ kind: 'damage', position: END - 1n });
      expect(told.whole).toEqual([]);
      expect(notes.checked).toBe(SECOND_END);
    }
    expect(notes.wholeAt).toBeUndefined();
  });

  it('that lies before what was found first is looked at first from then on', async () => {
    noted();
    notes.checked = FIRST_END;
    flip(END - 1n);
    flip(77n);
    start();
    await soon(() => expect(told.found.map(({ position }) => position)).toContain(77n));
    await soon(() => expect(told.checked.at(-1)).toBe(END));
    expect(notes.checked).toBe(0n);
  });

  it('that leaves no event is told with its place: it was passed over without a word', async () => {
    noted(SHORT);
    const readAll = store.readAll.bind(store);
    store.readAll = async ({ after, maxCount }) => {
      if (after === 2n) throw new LogDamaged('It is none any more', { position: 3n, streamId: STREAM });
      const page = await readAll({ after, maxCount });
      return after < 3n ? page.filter(({ position }) => position < 3n) : page;
    };
    start();
    await soon(() => expect(told.checked.at(-1)).toBe(5n));
    expect(told.found[0]).toMatchObject({ kind: 'damage', position: 3n, streamId: STREAM });
  });

  it('by which the last events are gone is told: what came before them was all there', async () => {
    noted(SHORT);
    store.log.pop();
    start();
    await soon(() => expect(told.found).toMatchObject([{ kind: 'damage', position: 5n }]));
  });

  it('of the file itself is told without a place, and ends it', async () => {
    noted(SHORT);
    store.readAll = async () => {
      throw new LogDamaged('The event log is damaged');
    };
    start();
    await running;
    expect(told.found).toMatchObject([{ kind: 'damage', position: undefined }]);
  });

  it('that verify found is looked at first: before the first place, or the last stretch where it names none', async () => {
    noted();
    notes.comparedAll([END, 77n, undefined, FIRST_END + 1n]);
    expect(notes.checked).toBe(0n);
    notes.comparedAll([FIRST_END + 2n, FIRST_END + 1n]);
    expect(notes.checked).toBe(FIRST_END);
    notes.comparedAll([FIRST_END]);
    expect(notes.checked).toBe(0n);
    notes.comparedAll([undefined]);
    expect(notes.checked).toBe(SECOND_END);
    expect(notes.wholeAt).toBeUndefined();
    notes.comparedAll([]);
    expect(notes.checked).toBe(SECOND_END);
    expect(notes.wholeAt).toBeGreaterThan(Date.now() - 60_000);
  });
});
