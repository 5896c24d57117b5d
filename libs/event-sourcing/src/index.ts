export * from './aggregate.js';
export * from './aggregate-view.js';
export * from './command-handling.js';
export * from './event.js';
export * from './event-codec.js';
export * from './event-definition.js';
export * from './event-store.js';
export * from './json.js';
