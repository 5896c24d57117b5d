export { openEmbeddedEventStore, type EmbeddedEventStore } from './embedded-event-store.js';
export { openEmbeddedCommandMemory, type EmbeddedCommandMemoryOptions } from './embedded-command-memory.js';
export { UnusableLogFile } from './log-file.js';
