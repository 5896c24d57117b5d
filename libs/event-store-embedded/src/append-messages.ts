import type { ExpectedRevision } from '@praxis/event-sourcing';

/** An event as the log's file takes it: id, type, version, effective at, data and metadata as JSON text. */
export type EventRow = readonly [string, string, number, string, string, string];

export interface AppendRequest {
  readonly id: number;
  readonly streamId: string;
  readonly expected: ExpectedRevision;
  /** Milliseconds since 1970, UTC. */
  readonly loggedAt: number;
  readonly events: readonly EventRow[];
}

export type AppendOutcome =
  | { readonly id: number; readonly kind: 'written'; readonly revision: number; readonly position: number }
  | { readonly id: number; readonly kind: 'wrong-revision'; readonly actual: number | null }
  | {
      readonly id: number;
      /** `full` and `unavailable`: nothing was written. `unknown`: that cannot be said. */
      readonly kind: 'full' | 'unavailable' | 'unknown';
      readonly reason: string;
    };

export interface WriterSettings {
  readonly path: string;
  /** Limit on the size of the log's file, in pages; 0 for none. */
  readonly maxPages: number;
}

export type ToWriter = readonly AppendRequest[] | 'close';

export type FromWriter = readonly AppendOutcome[] | 'ready';
