export type SqlParameter = string | number | bigint | boolean | null | readonly (string | number)[];

/** What the metrics need of the analytics store; it is passed in, never imported. */
export interface AnalyticsReader {
  query<Row>(sql: string, parameters?: Readonly<Record<string, SqlParameter>>, options?: QueryOptions): Promise<Row[]>;
}

export interface QueryOptions {
  readonly maxSeconds?: number;
  readonly maxRows?: number;
  readonly tag?: string;
  readonly signal?: AbortSignal;
}

/** One statement with its parameters: what the engine runs, and what a golden file keeps. */
export interface Statement {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, SqlParameter>>;
}
