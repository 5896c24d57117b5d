import type { ResolvedEvent } from '@eventstore/db-client';
import { describe, expect, it } from 'vitest';
import { isOurs, positionOf, toBigInt, toProposal, toStored } from './stored-event.format.js';

const metadata = {
  commandId: 'c-1',
  commandDigest: 'd',
  correlationId: 'c-1',
  causationId: 'c-1',
  actor: { id: 'w-1', role: 'supervisor' as const },
  source: 'ui',
};
const given = {
  id: '6f9619ff-8b86-4011-b42d-00cf4fc964ff',
  type: 'supervision.held',
  version: 2,
  effectiveAt: '2026-03-31',
  data: { minutes: 60 },
  metadata,
};

/** The given event as the server returns it. */
function resolved(overrides: Record<string, unknown> = {}, commitPosition: unknown = 1_523n): ResolvedEvent {
  const [proposed] = toProposal('worker-w-1', [given], 'no-stream').events;
  return {
    event: {
      ...proposed!,
      streamId: 'worker-w-1',
      revision: 0n,
      isJson: true,
      created: new Date('2026-04-01T08:09:10.011Z'),
      ...overrides,
    },
    commitPosition,
  } as unknown as ResolvedEvent;
}

describe('stored event format', () => {
  it('gives back what it was given', () => {
    expect(toStored(resolved())).toStrictEqual({
      ...given,
      streamId: 'worker-w-1',
      revision: 0n,
      position: 1_523n,
      loggedAt: '2026-04-01T08:09:10.011Z',
    });
  });

  it.each([1_523, '1523', 1_523n])('makes a bigint of the position %o', (position) => {
    expect(toStored(resolved({}, position)).position).toBe(1_523n);
  });

  it.each([2 ** 53, -1.5, '-1', '0x10', null, undefined])('refuses %o for an exact number', (value) => {
    expect(() => toBigInt(value)).toThrow(RangeError);
  });

  it('takes the position from the record where the answer has none', () => {
    expect(positionOf(resolved({ position: { commit: 77n, prepare: 77n } }, null))).toBe(77n);
  });

  it('says so when the server gives no position', () => {
    expect(() => positionOf(resolved({}, null))).toThrow(/22\.6 or newer/);
    expect(() => positionOf(resolved({}, 2n ** 64n - 1n))).toThrow(/22\.6 or newer/);
  });

  it('knows its own events from those of the system and of other programs', () => {
    expect(isOurs(resolved())).toBe(true);
    expect(isOurs(resolved({ type: '$metadata' }))).toBe(false);
    expect(isOurs(resolved({ streamId: '$settings' }))).toBe(false);
    expect(isOurs(resolved({ metadata: undefined }))).toBe(false);
    expect(isOurs(resolved({ metadata: { format: 'somebody/1' } }))).toBe(false);
    // A link to an event that has been deleted comes without one.
    expect(isOurs({ commitPosition: 1n } as ResolvedEvent)).toBe(false);
  });

  it('counts bytes as the server does: data and metadata in UTF-8, types in UTF-16', () => {
    const withType = (type: string) => toProposal('worker-w-1', [{ ...given, type }], 'any').bytes;
    const withData = (note: string) => toProposal('worker-w-1', [{ ...given, data: { note } }], 'any').bytes;
    const withSource = (source: string) =>
      toProposal('worker-w-1', [{ ...given, metadata: { ...metadata, source } }], 'any').bytes;
    expect(withType('ab') - withType('a')).toBe(2);
    expect(withData('é') - withData('')).toBe(2);
    expect(withSource('—') - withSource('')).toBe(3);
    expect(toProposal('worker-w-1', [given, given], 'any').bytes).toBe(2 * withType(given.type));
  });

  it('refuses an id that is not a UUID, which would break the stream of all appends', () => {
    expect(() => toProposal('worker-w-1', [{ ...given, id: 'not-one' }], 'any')).toThrow(RangeError);
  });
});
