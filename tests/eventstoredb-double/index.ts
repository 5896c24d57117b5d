export { startEventStoreDbDouble, type EventStoreDbDouble } from './double.server.js';
export { layLine, type Line } from './double.line.js';
export type { Faults } from './double.faults.js';
export type { ProposedEvent } from './double.log.js';
