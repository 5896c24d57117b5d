import { ANY, NO_STREAM, type EventData, type ResolvedEvent } from '@eventstore/db-client';
import {
  AppendOutcomeUnknown,
  AppendTooLarge,
  EventStoreUnavailable,
  WrongExpectedRevision,
  type AppendResult,
  type EventToAppend,
  type ExpectedRevision,
} from '@praxis/event-sourcing';
import { NoAnswer, pause, withDeadline } from './deadline.js';
import type { EventStoreDbSettings } from './event-store-db.options.js';
import { classifyAppendFailure, condemnsClient, messageOf, type AppendFailure } from './failure.classification.js';
import type { Reading } from './read.operation.js';
import type { ClientSession, SharedConnection } from './shared.connection.js';
import { positionOf, toBigInt, toProposal } from './stored-event.format.js';

/** Events in the client's form, for one stream. */
export interface Proposal {
  readonly streamId: string;
  readonly expectedRevision: ExpectedRevision;
  readonly events: readonly EventData[];
  /** As the server counts. */
  readonly bytes: number;
}

interface Appended {
  readonly kind: 'appended';
  readonly revision: bigint;
  /** The server does not always say, above all not when it recognises a repetition. */
  readonly position: bigint | undefined;
}

type Outcome = Appended | Exclude<AppendFailure, { readonly kind: 'message-too-large' }>;

/** Of the whole process, as a client's pending appends are: one message that is too large fails them all. */
const messagesUnderWay = new Set<Pick<Proposal, 'bytes'>>();

function isLargest({ bytes }: Proposal): boolean {
  return [...messagesUnderWay].every((other) => other.bytes <= bytes);
}

type ReadBack = AppendResult | 'absent' | 'overtaken' | 'unreadable';

/** Above anything the server accepts, so that an append is always one message: see `shared.connection.ts`. */
const ONE_MESSAGE_BYTES = 64 * 1024 * 1024;
/**
 * The server refuses a message of more than a log record of 16 MiB, by ending the stream that all appends share. So a
 * larger one is not even sent.
 */
const LARGEST_MESSAGE_BYTES = 16 * 1024 * 1024 - 1024;
/** What surrounds an event in a message, generously: its id, its content type, lengths. */
const AROUND_AN_EVENT_BYTES = 256;
/** How far back an append at `any` revision is looked for. */
const LOOK_BACK = 1_000;

export class Appending {
  readonly #connection: SharedConnection;
  readonly #settings: EventStoreDbSettings;
  readonly #reading: Reading;

  constructor(connection: SharedConnection, settings: EventStoreDbSettings, reading: Reading) {
    this.#connection = connection;
    this.#settings = settings;
    this.#reading = reading;
  }

  async append(
    streamId: string,
    events: readonly EventToAppend[],
    expectedRevision: ExpectedRevision,
  ): Promise<AppendResult> {
    return this.propose({ streamId, expectedRevision, ...toProposal(streamId, events, expectedRevision) });
  }

  async propose(proposal: Proposal): Promise<AppendResult> {
    const { streamId, events, expectedRevision } = proposal;
    if (proposal.bytes + events.length * AROUND_AN_EVENT_BYTES > LARGEST_MESSAGE_BYTES) {
      throw new AppendTooLarge(streamId, proposal.bytes, LARGEST_MESSAGE_BYTES);
    }
    const outcome = await this.#tried(proposal);
    switch (outcome.kind) {
      case 'appended':
        return this.#placed(proposal, outcome);
      case 'refused':
        throw new WrongExpectedRevision(streamId, expectedRevision, outcome.actual);
      case 'too-large':
        throw new AppendTooLarge(streamId, proposal.bytes, outcome.limitBytes);
      case 'rejected':
      case 'not-sent':
      case 'not-now':
        throw outcome.error;
      case 'unknown':
        return this.#resolve(proposal, outcome.reason);
    }
  }

  /** Sends an append, again where it is known that nothing was written and a moment later it may be. */
  async #tried(proposal: Proposal): Promise<Outcome> {
    const { appendTimeoutMs, resolveTimeoutMs } = this.#settings;
    const until = performance.now() + resolveTimeoutMs;
    for (let attempt = 1, delay = 20; ; attempt += 1, delay = Math.min(delay * 2, 500)) {
      const outcome = await this.#attempt(proposal, appendTimeoutMs);
      const waits = outcome.kind === 'not-now' && performance.now() + delay < until;
      if (waits) await pause(delay);
      // A client that failed before it sent anything has been replaced; the new one may do better.
      else if (outcome.kind !== 'not-sent' || attempt > 1) return outcome;
    }
  }

  /** @throws {EventStoreUnavailable} it could not even be tried */
  #attempt(proposal: Proposal, timeoutMs: number): Promise<Outcome> {
    return this.#connection.appending(timeoutMs, async () => {
      const session = await this.#connection.session();
      const message = { bytes: proposal.bytes };
      messagesUnderWay.add(message);
      try {
        return await this.#send(session, proposal, timeoutMs);
      } catch (error) {
        if (condemnsClient(error)) this.#connection.discard(session);
        const failure = classifyAppendFailure(error);
        if (failure.kind !== 'message-too-large') return failure;
        // What is above a limit is larger than everything that is not, so that the largest is one that was refused.
        if (isLargest(proposal)) return { kind: 'too-large', limitBytes: undefined };
        return { kind: 'unknown', reason: failure.reason };
      } finally {
        // Not before all others that the same message takes with it have been told, which is at once.
        setImmediate(() => messagesUnderWay.delete(message));
      }
    });
  }

  async #send(session: ClientSession, proposal: Proposal, timeoutMs: number): Promise<Appended> {
    const { streamId, events, expectedRevision } = proposal;
    const sent = session.client.appendToStream(streamId, [...events], {
      expectedRevision:
        expectedRevision === 'any' ? ANY : expectedRevision === 'no-stream' ? NO_STREAM : expectedRevision,
      batchAppendSize: ONE_MESSAGE_BYTES,
      // For the server only: the client does not watch it.
      deadline: timeoutMs,
    });
    const result = await withDeadline(unlessRetired(sent, session.retired), timeoutMs, `Appending to ${streamId}`);
    return {
      kind: 'appended',
      revision: toBigInt(result.nextExpectedRevision),
      position: result.position === undefined ? undefined : toBigInt(result.position.commit),
    };
  }

  /**
   * Finds out what became of an append: looks for its events where they would be and, where nothing is there, sends
   * the same events with the same expected revision again, which the server recognises if the first did arrive.
   *
   * @throws {AppendOutcomeUnknown} it could not be found out in time
   */
  async #resolve(proposal: Proposal, reason: string): Promise<AppendResult> {
    const { streamId, expectedRevision } = proposal;
    const until = performance.now() + this.#settings.resolveTimeoutMs;
    const left = (): number => Math.max(1, Math.ceil(until - performance.now()));
    for (let delay = 20; performance.now() < until; delay = Math.min(delay * 2, 1_000)) {
      const found = await this.#readBack(proposal, left());
      if (found === 'overtaken') throw new WrongExpectedRevision(streamId, expectedRevision, undefined);
      if (typeof found === 'object') return found;
      // At `any` revision the server may not recognise a repetition, so it is left at looking.
      if (found === 'absent' && expectedRevision !== 'any') {
        const timeoutMs = Math.min(this.#settings.appendTimeoutMs, left());
        const outcome = await this.#attempt(proposal, timeoutMs).catch(() => undefined);
        if (outcome?.kind === 'appended') return this.#placed(proposal, outcome);
        if (outcome?.kind === 'rejected') throw outcome.error;
        if (outcome?.kind === 'too-large') throw new AppendTooLarge(streamId, proposal.bytes, outcome.limitBytes);
        // Refused by a stream that has got past us may still mean: by our own first attempt. Look again.
        if (outcome?.kind === 'refused' && !hasPassed(outcome.actual, expectedRevision)) {
          throw new WrongExpectedRevision(streamId, expectedRevision, outcome.actual);
        }
      }
      await pause(Math.min(delay, left()));
    }
    throw new AppendOutcomeUnknown(`Appending to ${streamId}: ${reason}; what became of it could not be found out`);
  }

  async #readBack(proposal: Proposal, timeoutMs: number): Promise<ReadBack> {
    const { streamId, expectedRevision } = proposal;
    const looking = expectedRevision === 'any' ? this.#lookBack(proposal) : this.#lookAt(proposal, expectedRevision);
    try {
      return await withDeadline(looking, timeoutMs, `Reading back ${streamId}`);
    } catch (error) {
      if (error instanceof EventStoreUnavailable || error instanceof NoAnswer) return 'unreadable';
      throw new AppendOutcomeUnknown(`Reading back an append to ${streamId}: ${messageOf(error)}`, { cause: error });
    }
  }

  async #lookAt({ streamId, events }: Proposal, expected: bigint | 'no-stream'): Promise<ReadBack> {
    const from = expected === 'no-stream' ? 0n : expected + 1n;
    const there = await this.#reading.streamPage(streamId, from, events.length);
    if (there.length === 0) return 'absent';
    if (!there.every(({ event }, index) => event?.id === events[index]?.id)) return 'overtaken';
    return there.length === events.length ? placeOf(there.at(-1)) : 'absent';
  }

  async #lookBack({ streamId, events }: Proposal): Promise<ReadBack> {
    const last = events.at(-1)?.id;
    const ours = (await this.#reading.streamTail(streamId, LOOK_BACK)).find(({ event }) => event?.id === last);
    return ours === undefined ? 'absent' : placeOf(ours);
  }

  async #placed(proposal: Proposal, appended: Appended): Promise<AppendResult> {
    const { revision } = appended;
    const position = appended.position ?? (await this.#positionAt(proposal.streamId, revision));
    this.#reading.noteHighest(position);
    return { revision, position };
  }

  /** The append is durable, so failing to learn its position must not look like failing to append. */
  async #positionAt(streamId: string, revision: bigint): Promise<bigint> {
    const [resolved] = await this.#reading.streamPage(streamId, revision, 1).catch((error: unknown) => {
      throw new AppendOutcomeUnknown(`Appended to ${streamId}, but its position could not be read`, { cause: error });
    });
    return placeOf(resolved).position;
  }
}

function placeOf(resolved: ResolvedEvent | undefined): AppendResult {
  if (resolved?.event === undefined) throw new AppendOutcomeUnknown('EventStoreDB does not show what it says it took');
  return { revision: toBigInt(resolved.event.revision), position: positionOf(resolved) };
}

function hasPassed(actual: bigint | 'no-stream' | undefined, expected: ExpectedRevision): boolean {
  if (actual === undefined) return true;
  if (actual === 'no-stream') return false;
  return expected === 'no-stream' || (typeof expected === 'bigint' && actual > expected);
}

/** How long a replaced client is given to say itself what became of an append: often it knows that nothing was sent. */
const LAST_WORDS_MS = 200;

/** Rejects soon after the client was replaced: it may never answer. */
function unlessRetired<T>(promise: Promise<T>, retired: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const onRetired = (): void => {
      timer = setTimeout(() => reject(new NoAnswer('the client was replaced meanwhile')), LAST_WORDS_MS);
    };
    if (retired.aborted) onRetired();
    else retired.addEventListener('abort', onRetired, { once: true });
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      retired.removeEventListener('abort', onRetired);
    });
  });
}
