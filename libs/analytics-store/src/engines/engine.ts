import type { ClickHouseClient } from '@clickhouse/client';

/** What differs between the embedded engine and a server, once each is behind the same client. */
export interface Engine {
  readonly kind: 'embedded' | 'server';
  readonly client: ClickHouseClient;
  /** Milliseconds beyond the engine's own time limit after which an answer is no longer waited for. */
  readonly graceMilliseconds: number | undefined;
  close(): Promise<void>;
}
