import type { AnalyticsStore, InsertOptions, QueryOptions, QueryParameters } from '@praxis/analytics-store';

export interface Insertion {
  readonly table: string;
  /** Counted from 1, over all tables. */
  readonly number: number;
  readonly options: InsertOptions;
  readonly rows: readonly (readonly unknown[])[];
  readonly insert: () => Promise<void>;
}

/** The real store, with a hand on every insert. */
export class FaultyAnalytics implements AnalyticsStore {
  readonly insertions: Omit<Insertion, 'insert' | 'rows'>[] = [];

  constructor(
    private readonly real: AnalyticsStore,
    private readonly onInsert: (insertion: Insertion) => Promise<void>,
  ) {}

  get kind() {
    return this.real.kind;
  }

  get engineVersion() {
    return this.real.engineVersion;
  }

  query<Row = Record<string, unknown>>(sql: string, parameters?: QueryParameters, options?: QueryOptions) {
    return this.real.query<Row>(sql, parameters, options);
  }

  stream<Row = Record<string, unknown>>(sql: string, parameters?: QueryParameters, options?: QueryOptions) {
    return this.real.stream<Row>(sql, parameters, options);
  }

  command(sql: string) {
    return this.real.command(sql);
  }

  insertBatch(
    table: string,
    columns: readonly string[],
    rows: readonly (readonly unknown[])[],
    options: InsertOptions,
  ): Promise<void> {
    const number = this.insertions.push({ table, options, number: this.insertions.length + 1 });
    const insert = () => this.real.insertBatch(table, columns, rows, options);
    return this.onInsert({ table, number, options, rows, insert });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
