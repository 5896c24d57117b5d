import type { EventStore } from '@praxis/event-sourcing';

export interface OpenedStore {
  readonly store: EventStore;
  /** The same log through another client, as of another process. Absent where one process alone writes a log. */
  readonly another?: EventStore;
  /** Closes the store, if a test has not done so, and removes what it left behind. */
  cleanUp(): Promise<void>;
}

export interface ConformanceOptions {
  /** The store promises positions 1, 2, 3, … with none left out. */
  readonly gapFree?: boolean;
}

/** How a group of checks gets at the store of the test that is running. */
export type CurrentStore = () => EventStore;
