export {
  openEmbeddedEventStore,
  type EmbeddedEventStore,
  type EmbeddedEventStoreOptions,
} from './embedded-event-store.js';
export { UnusableLogFile } from './log-file.js';
