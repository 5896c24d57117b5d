export { openEventStoreDb } from './event-store-db.store.js';
export type { EventStoreDbOptions } from './event-store-db.options.js';
