import type { ClickHouseSettings } from '@clickhouse/client';
import type { QueryOptions } from './analytics-store.js';

/** More rows than this in one batch are refused, far below the engine's 1,048,449 at which it makes several parts. */
export const maximumBatchRows = 100_000;

const gibibyte = 1_073_741_824;

/** What every statement runs under, whatever a server's profile or the engine's defaults say. */
const always: ClickHouseSettings = {
  // 0 by default: UInt64 would lose digits in JSON.
  output_format_json_quote_64bit_integers: 1,
  output_format_json_quote_denormals: 0,
  session_timezone: 'UTC',
};

function limits(options: QueryOptions, defaults: { seconds: number; rows: number }): ClickHouseSettings {
  return {
    max_execution_time: options.maxSeconds ?? defaults.seconds,
    timeout_overflow_mode: 'throw',
    max_memory_usage: String(options.maxMemoryBytes ?? gibibyte),
    max_result_rows: String(options.maxRows ?? defaults.rows),
    result_overflow_mode: 'throw',
  };
}

export const defaultQuerySeconds = 30;
export const defaultStreamSeconds = 600;
export const defaultInsertSeconds = 60;
/** Mutations over a large table take their time. */
export const commandSeconds = 3_600;

/** The whole answer is made before its first byte is sent, so that an error is an error and not half an answer. */
export const settingsOfQuery = (options: QueryOptions): ClickHouseSettings => ({
  ...always,
  ...limits(options, { seconds: defaultQuerySeconds, rows: 1_000_000 }),
  wait_end_of_query: 1,
});

export const settingsOfStream = (options: QueryOptions): ClickHouseSettings => ({
  ...always,
  ...limits(options, { seconds: defaultStreamSeconds, rows: 0 }),
});

export const settingsOfCommand = (): ClickHouseSettings => ({ ...always, max_execution_time: commandSeconds });

/**
 * One block, written at once, in one part, once. Durability is a matter of the table (`fsync_after_insert`, see
 * tables/table-statements.ts), since the engine has no such setting for a query.
 */
export const settingsOfInsert = (deduplicationToken: string, maxSeconds: number): ClickHouseSettings => ({
  ...always,
  // 1 by default: the insert would be answered before it is in the table's own log of batches.
  async_insert: 0,
  insert_deduplicate: 1,
  insert_deduplication_token: deduplicationToken,
  input_format_parallel_parsing: 0,
  input_format_skip_unknown_fields: 0,
  input_format_null_as_default: 0,
  input_format_native_allow_types_conversion: 0,
  max_insert_threads: '1',
  max_insert_block_size: '1048449',
  max_execution_time: maxSeconds,
  timeout_overflow_mode: 'throw',
});
