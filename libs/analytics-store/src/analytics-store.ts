export type ParameterValue = string | number | bigint | boolean | null | readonly (string | number)[];
export type QueryParameters = Readonly<Record<string, ParameterValue>>;

export interface QueryOptions {
  /** Seconds of engine time before it is stopped; 30 unless told, 600 for a stream. */
  readonly maxSeconds?: number;
  /** Bytes the engine may use for it; 1 GiB unless told. */
  readonly maxMemoryBytes?: number;
  /** Rows of result beyond which it fails rather than being cut; 1,000,000 unless told, no limit for a stream. */
  readonly maxRows?: number;
  /** A word that shows in the engine's list of running queries. */
  readonly tag?: string;
  /** Stops the query in the engine, not just the waiting for it. */
  readonly signal?: AbortSignal;
}

export interface InsertOptions {
  /** A second batch with the same token is dropped by the engine, as long as it is among the table's last thousand. */
  readonly deduplicationToken: string;
  /** Shows in the engine's list of running queries; the runner stores it before the insert. */
  readonly queryId: string;
  /** Seconds before the insert is given up as of unknown outcome; 60 unless told. */
  readonly maxSeconds?: number;
}

/**
 * The one way to ClickHouse, in the process or on a server. Adapters pass tests/conformance/analytics-store.
 *
 * How values come back: integers of 64 bits and more as strings (a JavaScript number cannot hold them), so
 * `count()` is a string too; smaller ones and floats as numbers, NaN and infinities as null; Date and DateTime as
 * `2026-03-31` and `2026-03-31 09:30:00.000`, in UTC.
 */
export interface AnalyticsStore {
  readonly kind: 'embedded' | 'server';
  /** Version of the ClickHouse engine behind it. */
  readonly engineVersion: string;

  /**
   * Runs one SELECT and returns all its rows. Values go in by typed placeholders only: `{from:UInt64}`.
   *
   * @throws {InvalidStatement} not a single reading statement, or placeholders and parameters differ
   * @throws {AnalyticsQueryError} the engine refused it
   * @throws {AnalyticsLimitExceeded} over time, memory or rows
   * @throws {AnalyticsQueryCancelled} stopped by the signal
   * @throws {AnalyticsUnavailable} no answer
   */
  query<Row = Record<string, unknown>>(
    sql: string,
    parameters?: QueryParameters,
    options?: QueryOptions,
  ): Promise<Row[]>;

  /**
   * Runs one SELECT and yields its rows as they come, in bounded memory; leaving the loop stops the query. Errors as
   * for `query`, also after rows were yielded. On the embedded engine a scalar subquery is worked out before the
   * stream starts and blocks the process meanwhile: join instead.
   */
  stream<Row = Record<string, unknown>>(
    sql: string,
    parameters?: QueryParameters,
    options?: QueryOptions,
  ): AsyncIterable<Row>;

  /** Runs one statement that returns nothing: definitions, mutations. Errors as for `query`. */
  command(sql: string): Promise<void>;

  /**
   * Writes rows as one block, which becomes one part: all of it or nothing, and on the disk when the promise resolves.
   * Integers may be numbers, bigints or decimal strings; dates and times are strings (`2026-03-31`,
   * `2026-03-31T09:30:00.000Z`, always UTC). Every value is checked against its column's type before anything is sent.
   *
   * @throws {InvalidBatch} unknown column, value outside its type, no rows, more than 100,000 rows; nothing was written
   * @throws {InsertOutcomeUnknown} it may or may not have been written
   * @throws {AnalyticsStorageFull} nothing was written
   * @throws {AnalyticsUnavailable} nothing was written
   * @throws {AnalyticsQueryError} the engine refused it; nothing was written
   */
  insertBatch(
    table: string,
    columns: readonly string[],
    rows: readonly (readonly unknown[])[],
    options: InsertOptions,
  ): Promise<void>;

  /** Stops what is running, releases the engine. Calls after it fail with {@link AnalyticsUnavailable}. */
  close(): Promise<void>;
}
