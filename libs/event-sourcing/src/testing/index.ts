export * from './decider-spec.js';
export * from './projection-spec.js';
export * from './readable.vault.js';
export * from './in-memory-event-store.js';
export * from './pinned-note.js';
