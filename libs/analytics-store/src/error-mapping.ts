import {
  AnalyticsError,
  AnalyticsLimitExceeded,
  AnalyticsQueryCancelled,
  AnalyticsQueryError,
  AnalyticsStorageFull,
  AnalyticsUnavailable,
  type ExceededLimit,
  InsertOutcomeUnknown,
} from './errors.js';

const limitOfCode = new Map<number, ExceededLimit>([
  [158, 'rows'],
  [159, 'time'],
  [160, 'time'],
  [241, 'memory'],
  [307, 'rows'],
  [396, 'rows'],
]);

/**
 * After these the engine may have got as far as committing the part: a time-out, a cancellation, a lost connection of
 * its own, the same query still running, an input/output error, an aborted or unclassified operation.
 */
const insertMayHaveHappened = new Set([
  74, 75, 76, 159, 160, 209, 210, 216, 236, 319, 394, 425, 499, 999, 1000, 1001, 1002,
]);

const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

interface EngineFailure {
  readonly message: string;
  readonly code?: number;
  readonly type?: string;
  readonly systemCode?: string;
}

/** Reads what the client or chDB threw. `instanceof ClickHouseError` does not hold for both, so only fields count. */
function read(error: unknown): EngineFailure {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, type } = error as { code?: unknown; type?: unknown };
  const message = error.message.trim();
  const number = typeof code === 'string' && /^\d+$/.test(code) ? Number(code) : undefined;
  if (number !== undefined) return { message, code: number, ...(typeof type === 'string' ? { type } : {}) };
  return { message, ...(typeof code === 'string' ? { systemCode: code } : {}) };
}

const isFullDisk = (failure: EngineFailure): boolean =>
  failure.code === 243 ||
  failure.systemCode === 'ENOSPC' ||
  failure.systemCode === 'EDQUOT' ||
  /No space left on device|Disk quota exceeded|errno: ?28\b/i.test(failure.message);

const storageFull = (failure: EngineFailure, cause: unknown): AnalyticsError =>
  new AnalyticsStorageFull(`The analytics store's disk is full: ${failure.message}`, failure.code, failure.type, {
    cause,
  });

/** The error to throw for a failed query, stream or command. */
export function queryFailure(error: unknown): AnalyticsError {
  if (error instanceof AnalyticsError) return error;
  const failure = read(error);
  const { message, code, type } = failure;
  if (isFullDisk(failure)) return storageFull(failure, error);
  if (code === undefined) return new AnalyticsUnavailable(unavailable(failure), undefined, undefined, { cause: error });
  const limit = limitOfCode.get(code);
  if (limit !== undefined) return new AnalyticsLimitExceeded(limit, message, code, type, { cause: error });
  if (code === 394) return new AnalyticsQueryCancelled(message, code, type, { cause: error });
  return new AnalyticsQueryError(message, code, type, { cause: error });
}

/** The error to throw for a failed insert: as for a query, but told apart by whether the rows can be in the table. */
export function insertFailure(error: unknown): AnalyticsError {
  if (error instanceof AnalyticsError) return error;
  const failure = read(error);
  const { message, code, type } = failure;
  if (isFullDisk(failure)) return storageFull(failure, error);
  const neverSent = code === undefined && neverConnected.has(failure.systemCode ?? '');
  const unknown = code === undefined ? !neverSent : insertMayHaveHappened.has(code);
  if (unknown) {
    return new InsertOutcomeUnknown(`Whether the batch was written is unknown: ${message || 'no answer'}`, code, type, {
      cause: error,
    });
  }
  return queryFailure(error);
}

function unavailable({ message, systemCode }: EngineFailure): string {
  const detail = [systemCode, message.slice(0, 300)].filter(Boolean).join(': ');
  return `The analytics store did not answer${detail === '' ? '' : ` (${detail})`}`;
}
