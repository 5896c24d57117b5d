/** What every failure of the analytics store has in common. Compare by class; `code` is ClickHouse's, where it has one. */
export abstract class AnalyticsError extends Error {
  constructor(
    message: string,
    /** ClickHouse's numeric error code (60 is an unknown table, …), when the engine gave one. */
    readonly code?: number,
    /** ClickHouse's name of the code (`UNKNOWN_TABLE`, …). */
    readonly type?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The engine understood the request and refused it, or failed on it. Trying again gives the same answer. */
export class AnalyticsQueryError extends AnalyticsError {
  override readonly name: string = 'AnalyticsQueryError';
}

export type ExceededLimit = 'time' | 'memory' | 'rows';

/** The query went over a limit set for it. Nothing was returned. */
export class AnalyticsLimitExceeded extends AnalyticsQueryError {
  override readonly name = 'AnalyticsLimitExceeded';
  constructor(
    readonly limit: ExceededLimit,
    message: string,
    code?: number,
    type?: string,
    options?: ErrorOptions,
  ) {
    super(message, code, type, options);
  }
}

/** The caller's signal stopped it, or someone killed it in the engine. */
export class AnalyticsQueryCancelled extends AnalyticsError {
  override readonly name = 'AnalyticsQueryCancelled';
}

/** Nobody answered, or the store is closed. For an insert: nothing was written. Try again later. */
export class AnalyticsUnavailable extends AnalyticsError {
  override readonly name = 'AnalyticsUnavailable';
}

/** Another process has the data directory open. */
export class AnalyticsStoreLocked extends AnalyticsError {
  override readonly name = 'AnalyticsStoreLocked';
}

/** The engine in the process cannot open its folder, and does so no sooner for being asked again. */
export class AnalyticsFolderUnusable extends AnalyticsError {
  override readonly name = 'AnalyticsFolderUnusable';
  constructor(
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, undefined, undefined, options);
  }
}

/** There is no room on the engine's disk. The batch was not written. */
export class AnalyticsStorageFull extends AnalyticsError {
  override readonly name = 'AnalyticsStorageFull';
}

/**
 * The batch may or may not be in the table. Look for its range (`findBatch`); if it is absent, insert exactly the same
 * rows again with the same deduplication token.
 */
export class InsertOutcomeUnknown extends AnalyticsError {
  override readonly name = 'InsertOutcomeUnknown';
}

/** The batch does not fit the table: an unknown column, a value outside its type, too many rows. Nothing was sent. */
export class InvalidBatch extends AnalyticsError {
  override readonly name = 'InvalidBatch';
}

/** The statement or its parameters are wrong in a way that is visible without asking the engine. Nothing was sent. */
export class InvalidStatement extends AnalyticsError {
  override readonly name = 'InvalidStatement';
}

/** A table exists that is not what its definition says. */
export class TableMismatch extends AnalyticsError {
  override readonly name = 'TableMismatch';
}
