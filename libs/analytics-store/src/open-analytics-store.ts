import type { AnalyticsStore } from './analytics-store.js';
import { ClickHouseAnalyticsStore } from './clickhouse-analytics-store.js';
import type { EmbeddedOptions } from './engines/embedded-engine.js';
import type { Engine } from './engines/engine.js';
import type { ServerOptions } from './engines/server-engine.js';
import { queryFailure } from './error-mapping.js';

export type AnalyticsStoreOptions =
  ({ readonly kind: 'embedded' } & EmbeddedOptions) | ({ readonly kind: 'server' } & ServerOptions);

/**
 * Opens ClickHouse inside this process or connects to a server. The only place that knows which.
 *
 * @throws {AnalyticsStoreLocked} another process has the data directory open
 * @throws {AnalyticsUnavailable} nobody answers at the address
 */
export async function openAnalyticsStore(options: AnalyticsStoreOptions): Promise<AnalyticsStore> {
  const engine = await openEngine(options);
  try {
    const answer = await engine.client.query({ query: 'SELECT version() AS version', format: 'JSONEachRow' });
    const [row] = await answer.json<{ version: string }>();
    return new ClickHouseAnalyticsStore(engine, row?.version ?? 'unknown');
  } catch (error) {
    await engine.close();
    throw queryFailure(error);
  }
}

/** Loads no engine but the one that is asked for. */
async function openEngine(options: AnalyticsStoreOptions): Promise<Engine> {
  if (options.kind === 'embedded') return (await import('./engines/embedded-engine.js')).openEmbeddedEngine(options);
  return (await import('./engines/server-engine.js')).openServerEngine(options);
}
