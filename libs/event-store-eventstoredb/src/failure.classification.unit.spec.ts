import {
  DeadlineExceededError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  StreamNotFoundError,
  TimeoutError,
  UnavailableError,
  UnknownError,
} from '@eventstore/db-client';
import { EventStoreUnavailable } from '@praxis/event-sourcing';
import { describe, expect, it } from 'vitest';
import { NoAnswer } from './deadline.js';
import { classifyAppendFailure, classifyReadFailure, condemnsClient, isUnconnected } from './failure.classification.js';

/** Errors as the client makes them of a call that was ended with a status. */
function ended<Made>(Kind: new (error: never) => Made, code: number, words = 'words'): Made {
  const metadata = { getMap: () => ({ 'leader-endpoint-host': 'two', 'leader-endpoint-port': '2113' }) };
  return new Kind(Object.assign(new Error(words), { code, metadata }) as never);
}
/** An error made of an answer on the append stream: it comes without a status. */
const answered = (words: string): UnknownError => new UnknownError(undefined as never, `Could not recognize ${words}`);

const CONSUMER_TOO_SLOW = ended(TimeoutError, 10, 'Operation timed out: Consumer too slow to handle event while live.');
const NOT_LEADER = ended(NotLeaderError, 5);
const UNAVAILABLE = ended(UnavailableError, 14);
const MESSAGE_TOO_LARGE = ended(UnknownError, 8, 'Received message exceeds the maximum configured message size.');
const UNDISCOVERED = new Error('Failed to discover after 10 attempts.');

describe('a client', () => {
  it.each([
    ['an unknown stream', new StreamNotFoundError(null as never, 'worker-w-1')],
    ['a commit that took too long', new DeadlineExceededError(undefined as never)],
    ['a slow consumer', CONSUMER_TOO_SLOW],
    ['another leader', NOT_LEADER],
    ['a message that is too large', MESSAGE_TOO_LARGE],
    ['an append that is too large', MaxAppendSizeExceededError.fromMaxAppendSize(1_048_576)],
    ['a server that is not ready', answered('Server Is Not Ready')],
  ])('is kept after %s', (_, error) => {
    expect(condemnsClient(error)).toBe(false);
  });

  it.each([
    ['a broken connection', UNAVAILABLE],
    ['a stream that was reset', ended(UnknownError, 13, 'Received RST_STREAM with code 2')],
    ['a discovery that failed', UNDISCOVERED],
    ['a probe that failed', Object.assign(new Error('14 UNAVAILABLE'), { code: 14 })],
    ['silence', new NoAnswer('nothing')],
  ])('is given up after %s', (_, error) => {
    expect(condemnsClient(error)).toBe(true);
  });

  it('is given up for a subscription only if it never had a connection', () => {
    expect([UNDISCOVERED, Object.assign(new Error('no'), { code: 14 })].map(isUnconnected)).toEqual([true, true]);
    expect([CONSUMER_TOO_SLOW, UNAVAILABLE, NOT_LEADER, undefined].map(isUnconnected)).not.toContain(true);
  });
});

describe('a failed append', () => {
  it.each([
    ['too-large', MaxAppendSizeExceededError.fromMaxAppendSize(1_048_576)],
    ['message-too-large', MESSAGE_TOO_LARGE],
    ['message-too-large', ended(UnknownError, 8, 'Received message larger than max (20971520 vs. 16776960)')],
    // The same status from a transport that is being throttled tells nothing about the append.
    ['unknown', ended(UnknownError, 8, 'Bandwidth exhausted or memory limit exceeded')],
    ['not-now', answered('Server Is Not Ready')],
    ['not-now', answered('Server Is Busy')],
    ['not-now', answered('No leader info available in response')],
    // In these words, but about a stream that others shared: whether this append was written it does not say.
    ['unknown', ended(UnavailableError, 14, 'Server Is Not Ready')],
    ['unknown', answered('something else')],
    ['unknown', new DeadlineExceededError(undefined as never)],
    ['unknown', NOT_LEADER],
    ['unknown', new NoAnswer('nothing')],
    ['not-sent', UNDISCOVERED],
  ])('is %s', (kind, error) => {
    expect(classifyAppendFailure(error).kind).toBe(kind);
  });

  it('names the limit that the server names', () => {
    const failure = classifyAppendFailure(MaxAppendSizeExceededError.fromMaxAppendSize(1_048_576));
    expect(failure).toEqual({ kind: 'too-large', limitBytes: 1_048_576 });
  });
});

describe('a failed read', () => {
  it.each([
    ['a broken connection', UNAVAILABLE],
    ['silence', new NoAnswer('nothing')],
    ['a discovery that failed', UNDISCOVERED],
  ])('may be worth waiting for after %s', (_, error) => {
    const failure = classifyReadFailure(error);
    expect(failure).toBeInstanceOf(EventStoreUnavailable);
    expect(failure).toMatchObject({ mayComeBack: true });
  });

  it('is not when the message is too large, or the mistake is ours', () => {
    const mistake = new TypeError('x is not a function');
    expect(classifyReadFailure(MESSAGE_TOO_LARGE)).toBe(MESSAGE_TOO_LARGE);
    expect(classifyReadFailure(mistake)).toBe(mistake);
  });
});
