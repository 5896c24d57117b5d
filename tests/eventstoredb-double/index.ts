export { startEventStoreDbDouble, type EventStoreDbDouble } from './double.server.js';
export { layLine } from './double.line.js';
