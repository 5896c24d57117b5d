import type { AnalyticsReader } from '@praxis/metrics';

/** By fact table, without its version: the position up to which it holds everything. */
export type Filled = Readonly<Record<string, bigint>>;

/** Which tables one answer was read from, and how far they were filled before that began. */
export class TablesRead {
  readonly #tables = new Set<string>();

  /** @param filled undefined where nobody here knows: nothing is filling the tables, or has not looked at them yet */
  constructor(private readonly filled: Filled | undefined) {}

  /** The same tables, with each one noted that is asked of. */
  through(analytics: AnalyticsReader): AnalyticsReader {
    return {
      query: (sql, parameters, options) => {
        for (const [, table] of sql.matchAll(/\b(\w+)_v\d+\b/g)) this.#tables.add(table!);
        return analytics.query(sql, parameters, options);
      },
    };
  }

  /** Every event up to here was in all of them; undefined where that is not known. */
  get upTo(): bigint | undefined {
    if (this.filled === undefined) return undefined;
    const positions = [...this.#tables].map((table) => this.filled?.[table] ?? 0n);
    return positions.reduce((lowest, position) => (position < lowest ? position : lowest), positions[0] ?? 0n);
  }
}
