export type {
  AnalyticsStore,
  InsertOptions,
  ParameterValue,
  QueryOptions,
  QueryParameters,
} from './analytics-store.js';
export type { EmbeddedOptions } from './engines/embedded-engine.js';
export type { ServerOptions } from './engines/server-engine.js';
export {
  AnalyticsError,
  AnalyticsLimitExceeded,
  AnalyticsQueryCancelled,
  AnalyticsQueryError,
  AnalyticsStorageFull,
  AnalyticsStoreLocked,
  AnalyticsUnavailable,
  type ExceededLimit,
  InsertOutcomeUnknown,
  InvalidBatch,
  InvalidStatement,
  TableMismatch,
} from './errors.js';
export { type AnalyticsStoreOptions, openAnalyticsStore } from './open-analytics-store.js';
export { maximumBatchRows } from './settings.js';
export {
  checkChain,
  type ChainedBatch,
  type ChainReport,
  type FaultyBatch,
  type PositionRange,
} from './tables/batch-chain.js';
export { ensureTables } from './tables/ensure-tables.js';
export { type Fact, type FactBatch, insertFacts, rowsOfBatch } from './tables/fact-batch.js';
export { findBatch, inspectChain, readChain, removeBatch } from './tables/read-chain.js';
export { chainColumns, type ColumnDefinition, physicalName, type TableDefinition } from './tables/table-definition.js';
