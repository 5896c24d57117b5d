import { EventStoreUnavailable } from '@praxis/event-sourcing';
import { ErrorType } from '@eventstore/db-client';
import { NoAnswer } from './deadline.js';

/** What a failed append says about the log. */
export type AppendFailure =
  /** The server refused it because of the revision; nothing was written. */
  | { readonly kind: 'refused'; readonly actual: bigint | 'no-stream' | undefined }
  /** It never left this process; nothing was written. */
  | { readonly kind: 'not-sent'; readonly error: EventStoreUnavailable }
  /** The server refused it for a reason that will not go away; nothing was written. */
  | { readonly kind: 'rejected'; readonly error: Error }
  /** It may or may not have been written. */
  | { readonly kind: 'unknown'; readonly reason: string };

const REJECTIONS: ReadonlySet<string> = new Set([
  ErrorType.ACCESS_DENIED,
  ErrorType.INVALID_ARGUMENT,
  ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED,
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
  if (type !== undefined && REJECTIONS.has(type)) return { kind: 'rejected', error: error as Error };
  if (type === undefined && !(error instanceof NoAnswer)) return { kind: 'not-sent', error: unavailable(error) };
  return { kind: 'unknown', reason: messageOf(error) };
}

/** A failed read as the port reports it: {@link EventStoreUnavailable} whenever trying again later may help. */
export function classifyReadFailure(error: unknown): Error {
  if (error instanceof EventStoreUnavailable) return error;
  const type = typeOf(error);
  if (type !== undefined && REJECTIONS.has(type)) return error as Error;
  if (type === undefined && !(error instanceof NoAnswer) && !isTransport(error)) return asError(error);
  return unavailable(error);
}

export function isStreamNotFound(error: unknown): boolean {
  return typeOf(error) === ErrorType.STREAM_NOT_FOUND;
}

/**
 * Whether the client that failed like this is not to be used again. One that failed its first discovery, or whose
 * probe never came back, keeps the failure for good; one whose shared stream broke is cheaper to replace than to trust.
 */
export function condemnsClient(error: unknown): boolean {
  const type = typeOf(error);
  if (type === undefined) return true;
  const answered: readonly string[] = [
    ErrorType.WRONG_EXPECTED_VERSION,
    ErrorType.STREAM_NOT_FOUND,
    // The client itself turns to the leader named in the answer.
    ErrorType.NOT_LEADER,
  ];
  return !answered.includes(type) && !REJECTIONS.has(type);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function unavailable(error: unknown): EventStoreUnavailable {
  return new EventStoreUnavailable(`EventStoreDB cannot be reached: ${messageOf(error)}`, { cause: error });
}

/** Plain errors of the transport carry a gRPC status code; the one of discovery only its text. */
function isTransport(error: unknown): boolean {
  return (
    (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number') ||
    /Failed to discover|Channel has been shut down/.test(messageOf(error))
  );
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
