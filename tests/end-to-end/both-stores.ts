import { Platform, type PlatformConfig } from '@praxis/standalone';
import { startEventStoreDbDouble } from '../eventstoredb-double/index.js';
import { newFolder, openSite, type Site } from './site.harness.js';

/** A place for a log, in which a site can be opened again and again. */
export interface LogPlace {
  open(): Promise<Site>;
  /** Another process that takes commands, where there may be one: without a server, and with the same keys. */
  beside(): Promise<Platform>;
  close(): Promise<void>;
}

/** For what has to hold whichever store the log is in. Sites are opened without tables: nothing is reported. */
export const STORES: readonly { readonly store: string; readonly place: () => Promise<LogPlace> }[] = [
  { store: 'the embedded log', place: async () => placeOf({}, async () => {}) },
  {
    store: 'EventStoreDB',
    place: async () => {
      const double = await startEventStoreDbDouble();
      return placeOf({ eventStore: double.connectionString }, () => double.stop());
    },
  },
];

function placeOf(config: Partial<PlatformConfig>, stop: () => Promise<void>): LogPlace {
  const dataDir = newFolder('both-stores');
  let last: Site | undefined;
  const others: Platform[] = [];
  return {
    open: async () => (last = await openSite({ ...config, dataDir, project: false })),
    async beside() {
      const platform = await Platform.open({ ...config, dataDir });
      others.push(platform);
      return platform;
    },
    async close() {
      for (const platform of others) await platform.close();
      await last?.remove();
      await stop();
    },
  };
}
