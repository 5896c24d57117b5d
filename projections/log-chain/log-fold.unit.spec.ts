import type { StoredEvent } from '@praxis/event-sourcing';
import { pinnedNote } from '@praxis/event-sourcing/testing';
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { headFrom, headText, LogFold, NO_EVENTS, notBefore, StretchFold } from './log-fold.js';

const digest = (text: string): string => createHmac('sha256', 'key').update(text).digest('base64url');

const at = (position: number, clock: string): StoredEvent => {
  const { metadata, ...note } = pinnedNote(position, { data: {} });
  return {
    ...note,
    metadata: { ...metadata, source: 'import:before', attestedAt: '2024-01-01T00:00:00.000Z' },
    streamId: 'noticeboard-b-1',
    revision: BigInt(position - 1),
    position: BigInt(position),
    loggedAt: `2026-06-30T${clock}:00.000Z`,
  };
};

describe('an event dated before one that came earlier', () => {
  it('counts as logged when that was, and keeps the time that its source attests', () => {
    const late = at(2, '10:00');
    expect(notBefore(late, at(1, '12:00').loggedAt)).toEqual({ ...late, loggedAt: '2026-06-30T12:00:00.000Z' });
    expect(notBefore(late, at(1, '10:00').loggedAt)).toBe(late);
    expect(notBefore(late, '')).toBe(late);
  });

  it('does not make the latest time of the fold an earlier one', () => {
    const fold = new LogFold(digest, NO_EVENTS);
    const latest = [at(1, '12:00'), at(2, '10:00'), at(3, '13:00')].map((stored) => {
      fold.take(stored);
      return fold.end.loggedAt.slice(11, 16);
    });
    expect(latest).toEqual(['12:00', '12:00', '13:00']);
  });
});

describe('a fold of the log', () => {
  const events = [at(1, '12:00'), at(2, '12:00'), at(3, '12:01')];
  const whole = new LogFold(digest, NO_EVENTS);
  for (const stored of events) whole.take(stored);

  it('is the same when it goes on from where it was, and passes over what it has seen', () => {
    const fold = new StretchFold(digest, NO_EVENTS);
    expect(events.slice(0, 2).map((stored) => fold.take(stored))).toEqual([true, true]);
    const first = fold.cut()!;
    expect(fold.cut()).toBeUndefined();
    expect(events.map((stored) => fold.take(stored))).toEqual([false, false, true]);
    const second = fold.cut()!;
    expect(first.end).toEqual(second.after);
    expect([first.marks.length, second.marks.length]).toEqual([16, 8]);
    expect(second.end).toEqual(whole.end);
    expect(whole.end).toMatchObject({ position: 3n, events: 3 });
  });

  it('has a head that can be written down and read again', () => {
    const { position, digest: head } = whole.end;
    expect(headFrom(` ${headText(whole.end)}\n`)).toEqual({ position, digest: head });
    for (const wrong of ['', '3', `0-${head}`, `3-${head}x`, `3-${head.slice(1)}`, `x-${head}`])
      expect(() => headFrom(wrong), wrong).toThrow(/is not a head of a log: .* such as 1234-/);
  });
});
