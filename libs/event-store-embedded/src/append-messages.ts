import type { ExpectedRevision, RestsOn } from '@praxis/event-sourcing';

/** An event as the log's file takes it: id, type, version, effective at, data and metadata as JSON text. */
export type EventRow = readonly [string, string, number, string, string, string];

export interface AppendRequest {
  readonly id: number;
  readonly streamId: string;
  readonly expected: ExpectedRevision;
  readonly restsOn?: RestsOn | undefined;
  /** Milliseconds since 1970, UTC. */
  readonly loggedAt: number;
  readonly events: readonly EventRow[];
}

export type AppendOutcome =
  | {
      readonly id: number;
      readonly kind: 'written';
      readonly revision: number;
      readonly position: number;
      /** Milliseconds since 1970: of the request, or of the event before where that is later. */
      readonly loggedAt: number;
    }
  | {
      readonly id: number;
      readonly kind: 'wrong-revision';
      /** The stream of the append, or one that it rests on. */
      readonly streamId: string;
      readonly expected: ExpectedRevision;
      readonly actual: number | null;
    }
  | {
      readonly id: number;
      /** `full`, `unavailable` and `damaged`: nothing was written. `unknown`: that cannot be said. */
      readonly kind: 'full' | 'unavailable' | 'damaged' | 'unknown';
      readonly reason: string;
    };

export interface WriterSettings {
  readonly path: string;
  /** Limit on the size of the log's file, in pages; 0 for none. */
  readonly maxPages: number;
}

export type ToWriter = readonly AppendRequest[] | 'close';

export type FromWriter = readonly AppendOutcome[] | 'ready';
