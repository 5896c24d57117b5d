export type {
  AnalyticsStore,
  InsertOptions,
  ParameterValue,
  QueryOptions,
  QueryParameters,
} from './analytics-store.js';
export {
  AnalyticsError,
  AnalyticsLimitExceeded,
  AnalyticsQueryCancelled,
  AnalyticsQueryError,
  AnalyticsStorageFull,
  AnalyticsStoreLocked,
  AnalyticsUnavailable,
  InsertOutcomeUnknown,
  InvalidBatch,
  InvalidStatement,
  TableMismatch,
} from './errors.js';
export { openAnalyticsStore } from './open-analytics-store.js';
export { maximumBatchRows } from './settings.js';
export { type ChainReport } from './tables/batch-chain.js';
export { ensureTables } from './tables/ensure-tables.js';
export { type Fact, type FactBatch, insertFacts } from './tables/fact-batch.js';
export { findBatch, inspectChain, readChain, removeBatch } from './tables/read-chain.js';
export { chainColumns, type ColumnDefinition, physicalName, type TableDefinition } from './tables/table-definition.js';
