import type { AnalyticsStore } from './analytics-store.js';
import { AnalyticsQueryError, InvalidBatch } from './errors.js';
import type { BlockColumn } from './native/native-block.js';

/** ClickHouse's own code for it, so that callers need to know one only. */
const unknownTable = 60;

/** The columns of tables as the engine has them, asked for once a table. */
export class TableColumns {
  private readonly known = new Map<string, ReadonlyMap<string, string>>();

  constructor(private readonly store: Pick<AnalyticsStore, 'query'>) {}

  /** Of one table, or of all. To be called whenever a definition may have changed. */
  forget(table?: string): void {
    if (table === undefined) this.known.clear();
    else this.known.delete(table);
  }

  /** @throws {InvalidBatch} a column that the table lacks, or one twice; {AnalyticsQueryError} no such table */
  async of(table: string, columns: readonly string[]): Promise<readonly BlockColumn[]> {
    const types = this.known.get(table) ?? (await this.ask(table));
    if (new Set(columns).size !== columns.length) throw new InvalidBatch(`A column of ${table} is given twice`);
    return columns.map((name) => {
      const type = types.get(name);
      if (type === undefined) throw new InvalidBatch(`The table ${table} has no column ${name}`);
      return { name, type };
    });
  }

  private async ask(table: string): Promise<ReadonlyMap<string, string>> {
    const rows = await this.store.query<BlockColumn>(
      'SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = {table:String}',
      { table },
    );
    if (rows.length === 0) {
      throw new AnalyticsQueryError(`Table ${table} does not exist`, unknownTable, 'UNKNOWN_TABLE');
    }
    const types = new Map(rows.map(({ name, type }) => [name, type]));
    this.known.set(table, types);
    return types;
  }
}
