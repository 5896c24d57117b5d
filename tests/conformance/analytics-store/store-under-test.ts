import type { AnalyticsStore } from '@praxis/analytics-store';

export interface OpenedStore {
  readonly store: AnalyticsStore;
  /** Closes the store and opens it again on the same data. */
  reopen(): Promise<AnalyticsStore>;
  /** Closes the store and removes what it left behind. */
  cleanUp(): Promise<void>;
}

/** How a group of checks gets at the store. */
export type CurrentStore = () => AnalyticsStore;
