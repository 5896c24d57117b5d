export { openEventStoreDb } from './event-store-db.store.js';
export { openEventStoreDbCommandMemory } from './event-store-db.command-memory.js';
export type { EventStoreDbOptions } from './event-store-db.options.js';
