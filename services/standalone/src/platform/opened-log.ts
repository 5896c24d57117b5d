import type { EventStore } from '@praxis/event-sourcing';
import { openEmbeddedEventStore } from '@praxis/event-store-embedded';
import type { PlatformConfig } from './platform.config.js';

/** The event log of an installation, and what is found out about it meanwhile. */
export interface OpenedLog {
  readonly store: EventStore;
  /** Rejected as soon as part of the log's file cannot be read: nothing is to go on then. Never resolved. */
  readonly unreadable: Promise<never>;
  /** What whoever keeps the log should know, such as a clock that is behind. */
  readonly warnings: readonly string[];
  /** Reads the whole file of an embedded log, once. @throws {LogDamaged} */
  checkFile(): Promise<void>;
  /** Whether that has been done, where there is a file. */
  readonly isChecked: boolean;
}

export async function openLog({ eventStore, maxLogBytes, now }: PlatformConfig, path: string): Promise<OpenedLog> {
  const { promise: unreadable, reject } = Promise.withResolvers<never>();
  // Whoever does not wait for it is told where they read.
  unreadable.catch(() => undefined);
  const warnings: string[] = [];
  if (eventStore) {
    const { openEventStoreDb } = await import('@praxis/event-store-eventstoredb');
    const store = await openEventStoreDb({ connectionString: eventStore });
    return { store, unreadable, warnings, checkFile: () => Promise.resolve(), isChecked: true };
  }
  const store = await openEmbeddedEventStore({
    path,
    onUnreadable: reject,
    onWarning: (warning) => {
      warnings.push(warning);
      process.stderr.write(`${warning}\n`);
    },
    ...(now === undefined ? {} : { now }),
    ...(maxLogBytes === undefined ? {} : { maxBytes: maxLogBytes }),
  });
  let check: Promise<void> | undefined;
  let isChecked = false;
  return {
    store,
    unreadable,
    warnings,
    checkFile: () => {
      check ??= store.checkFile().then(() => void (isChecked = true));
      check.catch(reject);
      return check;
    },
    get isChecked() {
      return isChecked;
    },
  };
}

/** The log, with nothing appended to it while there is a reason against it. */
export function refusing(store: EventStore, reason: () => Error | undefined): EventStore {
  return {
    append: async (streamId, events, options) => {
      const refusal = reason();
      if (refusal !== undefined) throw refusal;
      return store.append(streamId, events, options);
    },
    readStream: (streamId, options) => store.readStream(streamId, options),
    readAll: (options) => store.readAll(options),
    head: () => store.head(),
    identity: () => store.identity(),
    mayLagMs: store.mayLagMs ?? 0,
    waitForMore: (after, options) => store.waitForMore(after, options),
    close: () => store.close(),
  };
}
