import { Readable } from 'node:stream';
import { parseError } from '@clickhouse/client';
import type { AnalyticsStore, InsertOptions, QueryOptions, QueryParameters } from './analytics-store.js';
import type { Engine } from './engines/engine.js';
import { insertFailure, queryFailure } from './error-mapping.js';
import { AnalyticsUnavailable, InvalidBatch } from './errors.js';
import { encodeNativeBlock } from './native/native-block.js';
import { type RunningStatement, RunningStatements } from './running-statements.js';
import {
  commandSeconds,
  defaultInsertSeconds,
  defaultQuerySeconds,
  defaultStreamSeconds,
  maximumBatchRows,
  settingsOfCommand,
  settingsOfInsert,
  settingsOfQuery,
  settingsOfStream,
} from './settings.js';
import { checkParameters, plainName, readingStatement, singleStatement } from './sql-text.js';
import { TableColumns } from './table-columns.js';

/** The store over ClickHouse's client; which engine is behind the client it does not know. */
export class ClickHouseAnalyticsStore implements AnalyticsStore {
  private readonly statements: RunningStatements;
  private readonly tableColumns = new TableColumns(this);

  constructor(
    private readonly engine: Engine,
    readonly engineVersion: string,
  ) {
    this.statements = new RunningStatements(engine);
  }

  get kind(): 'embedded' | 'server' {
    return this.engine.kind;
  }

  async query<Row>(sql: string, parameters: QueryParameters = {}, options: QueryOptions = {}): Promise<Row[]> {
    const text = readingStatement(sql);
    checkParameters(text, parameters);
    const { tag, signal, maxSeconds: seconds = defaultQuerySeconds } = options;
    const work = async (statement: RunningStatement): Promise<Row[]> => {
      const answer = await this.engine.client.query({
        query: statement.marked(text),
        query_params: parameters,
        clickhouse_settings: { ...settingsOfQuery(options), ...statement.mark },
        abort_signal: statement.signal,
        format: 'JSON',
      });
      return (await answer.json<Row>()).data;
    };
    return this.statements.run({ seconds, tag, signal, stoppable: true }, work, queryFailure);
  }

  async *stream<Row>(
    sql: string,
    parameters: QueryParameters = {},
    options: QueryOptions = {},
  ): AsyncGenerator<Row, void> {
    const text = readingStatement(sql);
    checkParameters(text, parameters);
    const { tag, signal, maxSeconds: seconds = defaultStreamSeconds } = options;
    const statement = this.statements.start({ seconds, tag, signal, stoppable: true });
    let finished = false;
    try {
      const answer = await this.engine.client.query({
        query: statement.marked(text),
        query_params: parameters,
        clickhouse_settings: { ...settingsOfStream(options), ...statement.mark },
        abort_signal: statement.signal,
        format: 'JSONEachRow',
      });
      const rows = answer.stream<Row>();
      // Stopped between two reads there is nobody else to hear it.
      rows.on('error', () => undefined);
      statement.signal.addEventListener('abort', () => rows.destroy(new Error('Stopped')), { once: true });
      for await (const some of rows) for (const row of some) yield row.json();
      finished = true;
    } catch (error) {
      throw statement.failure(error, queryFailure);
    } finally {
      if (!finished) statement.stop();
      statement.end();
    }
  }

  async command(sql: string): Promise<void> {
    const text = singleStatement(sql);
    this.tableColumns.forget();
    const work = async (statement: RunningStatement): Promise<void> => {
      await this.engine.client.command({
        query: statement.marked(text),
        clickhouse_settings: settingsOfCommand(),
        abort_signal: statement.signal,
      });
    };
    await this.statements.run({ seconds: commandSeconds, stoppable: true }, work, queryFailure);
  }

  async insertBatch(
    table: string,
    columns: readonly string[],
    rows: readonly (readonly unknown[])[],
    options: InsertOptions,
  ): Promise<void> {
    if (rows.length === 0 || rows.length > maximumBatchRows) {
      throw new InvalidBatch(`A batch has 1 to ${maximumBatchRows} rows, not ${rows.length}`);
    }
    if (options.deduplicationToken === '') throw new InvalidBatch('A batch needs a deduplication token');
    const body = await encodeNativeBlock(await this.tableColumns.of(table, columns), rows);
    const { maxSeconds: seconds = defaultInsertSeconds } = options;
    const text = `INSERT INTO ${plainName(table)} (${columns.map(plainName).join(', ')}) FORMAT Native`;
    const work = (statement: RunningStatement): Promise<void> => this.send(statement, text, body, options);
    try {
      await this.statements.run({ seconds, tag: options.queryId, stoppable: false }, work, insertFailure);
    } catch (error) {
      this.tableColumns.forget(table);
      throw error;
    }
  }

  async close(): Promise<void> {
    if (await this.statements.close()) await this.engine.close();
  }

  /**
   * By `exec`, whose answer shows the HTTP status: a 503 from a proxy says that the batch went nowhere, any other
   * answer that is not ClickHouse's own leaves that open.
   */
  private async send(statement: RunningStatement, text: string, body: Buffer, options: InsertOptions): Promise<void> {
    const { seconds } = statement.wanted;
    const answer = await this.engine.client.exec({
      query: statement.marked(text),
      values: Readable.from([body], { objectMode: false }),
      clickhouse_settings: settingsOfInsert(options.deduplicationToken, seconds),
      query_id: options.queryId,
      abort_signal: statement.signal,
      ignore_error_response: true,
    });
    const answered = (await answer.stream.toArray()).join('');
    const status = answer.http_status_code ?? 200;
    if (status < 400 && answer.response_headers['x-clickhouse-exception-code'] === undefined) return;
    const error = parseError(answered);
    if (status === 503 && !('code' in error)) throw new AnalyticsUnavailable('The analytics store answered 503');
    throw error;
  }
}
