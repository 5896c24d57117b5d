import { EventStoreUnavailable } from '@praxis/event-sourcing';
import { ErrorType } from '@eventstore/db-client';
import { NoAnswer } from './deadline.js';

/** What a failed append says about the log. */
export type AppendFailure =
  /** The server refused it because of the revision; nothing was written. */
  | { readonly kind: 'refused'; readonly actual: bigint | 'no-stream' | undefined }
  /** It never left this process; nothing was written. */
  | { readonly kind: 'not-sent'; readonly error: EventStoreUnavailable }
  /** The server answered that it takes no appends now; nothing was written. */
  | { readonly kind: 'not-now'; readonly error: EventStoreUnavailable }
  /** More than the server takes in one append; nothing was written. */
  | { readonly kind: 'too-large'; readonly limitBytes: number | undefined }
  /** One of the messages under way is more than the server takes, and the server does not say which: the largest. */
  | { readonly kind: 'message-too-large'; readonly reason: string }
  /** The server refused it for a reason that will not go away; nothing was written. */
  | { readonly kind: 'rejected'; readonly error: Error }
  /** It may or may not have been written. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** Status codes of gRPC. */
const RESOURCE_EXHAUSTED = 8;
const INTERNAL = 13;

const REJECTIONS: ReadonlySet<string> = new Set([
  ErrorType.ACCESS_DENIED,
  ErrorType.INVALID_ARGUMENT,
  ErrorType.STREAM_DELETED,
  ErrorType.UNSUPPORTED,
]);

/**
 * Client 6.2.1 converts whatever goes wrong on the append stream into an error with a `type`, and nothing else: an
 * error without one comes from before the append was sent (the probe for the server's features, or discovery).
 * A converted "unavailable" says nothing, even where its text does: pending appends are shared by all clients of a
 * process, so the text may be about somebody else's connection.
 */
export function classifyAppendFailure(error: unknown): AppendFailure {
  const type = typeOf(error);
  if (type === ErrorType.WRONG_EXPECTED_VERSION) return { kind: 'refused', actual: actualRevision(error) };
  if (type === ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED) return { kind: 'too-large', limitBytes: limitOf(error) };
  if (isAnswer(error) && NOT_NOW.test(messageOf(error))) return { kind: 'not-now', error: unavailable(error) };
  if (isMessageTooLarge(error)) return { kind: 'message-too-large', reason: messageOf(error) };
  if (type !== undefined && REJECTIONS.has(type)) return { kind: 'rejected', error: error as Error };
  if (type === undefined && !(error instanceof NoAnswer)) return { kind: 'not-sent', error: unavailable(error) };
  return { kind: 'unknown', reason: messageOf(error) };
}

/** A failed read as the port reports it: {@link EventStoreUnavailable} whenever trying again later may help. */
export function classifyReadFailure(error: unknown): Error {
  if (error instanceof EventStoreUnavailable) return error;
  const type = typeOf(error);
  if (type !== undefined && (REJECTIONS.has(type) || isMessageTooLarge(error))) return error as Error;
  if (type === undefined && !(error instanceof NoAnswer) && !isTransport(error)) return asError(error);
  return unavailable(error);
}

export function isStreamNotFound(error: unknown): boolean {
  return typeOf(error) === ErrorType.STREAM_NOT_FOUND;
}

/**
 * Whether the client that failed like this is not to be used again, which costs everything else that is under way with
 * it. One that failed its first discovery, or whose probe never came back, keeps the failure for good; one whose
 * connection broke is cheaper to replace than to trust. What the server itself says, in an answer or by ending one call
 * (a time-out, a deleted stream, another leader, to which the client turns by itself), is about that call alone.
 */
export function condemnsClient(error: unknown): boolean {
  const type = typeOf(error);
  if (type === undefined) return true;
  if (isAnswer(error)) return false;
  return type === ErrorType.UNAVAILABLE || type === ErrorType.CANCELLED || codeOf(error) === INTERNAL;
}

/**
 * Whether a subscription failed because its client never got a connection, a failure which that client would keep. Any
 * other end of a subscription costs nothing but wake-ups.
 */
export function isUnconnected(error: unknown): boolean {
  return typeOf(error) === undefined && isTransport(error);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function unavailable(error: unknown): EventStoreUnavailable {
  const reason = messageOf(error).replace(/^Could not recognize /, '');
  return new EventStoreUnavailable(`EventStoreDB cannot be reached: ${reason}`, { cause: error, mayComeBack: true });
}

/** The words of a server that is starting, is busy, or knows of no leader: it answers them with nothing else. */
const NOT_NOW = /Server Is Not Ready|Server Is (Too )?Busy|No leader info available/;

/** Errors made of an answer on the append stream have a type, and no code of the transport. */
function isAnswer(error: unknown): boolean {
  return typeOf(error) !== undefined && codeOf(error) === undefined;
}

/** The same status also tells of a transport that is being throttled, hence the words (.NET's, and grpc-js's). */
function isMessageTooLarge(error: unknown): boolean {
  return codeOf(error) === RESOURCE_EXHAUSTED && /exceeds the maximum|larger than max/.test(messageOf(error));
}

function limitOf(error: unknown): number | undefined {
  const limit = (error as { readonly maxAppendSize?: unknown }).maxAppendSize;
  return typeof limit === 'number' && limit > 0 ? limit : undefined;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

/** Plain errors of the transport carry a gRPC status code; the one of discovery only its text. */
function isTransport(error: unknown): boolean {
  return typeof codeOf(error) === 'number' || /Failed to discover|Channel has been shut down/.test(messageOf(error));
}

function actualRevision(error: unknown): bigint | 'no-stream' | undefined {
  const actual = (error as { readonly actualVersion?: unknown }).actualVersion;
  return typeof actual === 'bigint' ? actual : actual === 'no_stream' ? 'no-stream' : undefined;
}

function typeOf(error: unknown): string | undefined {
  return error instanceof Error && 'type' in error && typeof error.type === 'string' ? error.type : undefined;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
