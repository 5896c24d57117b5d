import { ClickHouseLogLevel, createClient, type ClickHouseClientConfigOptions } from '@clickhouse/client';
import { plainName } from '../sql-text.js';
import { queryFailure } from '../error-mapping.js';
import type { Engine } from './engine.js';

export interface ServerOptions {
  /** `http://` or `https://`, host and port of ClickHouse's HTTP interface. */
  readonly url: string;
  /** Made if it does not exist; `praxis` unless told. */
  readonly database?: string;
  readonly username?: string;
  readonly password?: string;
  /** How long past its own time limit an unanswered request is given up; 5,000 unless told. */
  readonly graceMilliseconds?: number;
}

/** Longer than any limit set on a statement: our own deadlines decide, not the client's. */
const requestTimeoutMilliseconds = 4_000_000;

function configuration(options: ServerOptions, database: string): ClickHouseClientConfigOptions {
  return {
    url: options.url,
    database,
    username: options.username ?? 'default',
    password: options.password ?? '',
    application: 'praxis',
    request_timeout: requestTimeoutMilliseconds,
    max_open_connections: 16,
    use_multipart_params_auto: true,
    // Failures reach the caller as errors; the client would print them besides.
    log: { level: ClickHouseLogLevel.OFF },
  };
}

/** @throws {AnalyticsUnavailable} nobody answers at the address */
export async function openServerEngine(options: ServerOptions): Promise<Engine> {
  const database = plainName(options.database ?? 'praxis');
  await ensureDatabase(options, database);
  const client = createClient(configuration(options, database));
  return {
    kind: 'server',
    client,
    graceMilliseconds: options.graceMilliseconds ?? 5_000,
    close: () => client.close(),
  };
}

async function ensureDatabase(options: ServerOptions, database: string): Promise<void> {
  const client = createClient({ ...configuration(options, 'default'), request_timeout: 15_000 });
  try {
    const found = await client.query({
      query: 'SELECT name FROM system.databases WHERE name = {database:String}',
      query_params: { database },
      format: 'JSONEachRow',
    });
    // Looked up first: an account that may not create databases can still use one that an administrator has made.
    if ((await found.json()).length > 0) return;
    await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${database}` });
  } catch (error) {
    throw queryFailure(error);
  } finally {
    await client.close();
  }
}
