import { plainName, quoted } from '../sql-text.js';
import { allColumns, physicalName, type TableDefinition } from './table-definition.js';

/**
 * - `non_replicated_deduplication_window`: 0 by default, and then a deduplication token does nothing.
 * - `fsync_*`: off by default; an acknowledged batch has to outlive a power cut, and so has the part that a merge puts
 *   in the place of others.
 * - `min_free_disk_bytes_to_perform_insert`: a batch is refused before the disk is full to the last byte, so that the
 *   engine can still merge and the event log can still be written.
 * - `min_bytes_for_wide_part`: 10 MiB by default. A merge has buffers for each file that it reads and writes, and a wide
 *   part has two of each column: while batches keep coming they took some 60 MB more.
 * - `max_bytes_to_merge_at_max_space_in_pool`, `merge_max_block_size*`: 150 GiB, 8,192 rows and 10 MiB by default. What a
 *   merge has in memory grows with the parts that it merges and with the rows that it takes at once.
 * - `old_parts_lifetime`, `cleanup_*`: parts that were merged are kept in memory for eight minutes by default, and looked
 *   for every 30 to 300 s, in case the one in their place is lost with the power: which it is not, see `fsync_*`.
 */
const tableSettings = {
  non_replicated_deduplication_window: 1_000,
  fsync_after_insert: 1,
  fsync_part_directory: 1,
  min_rows_to_fsync_after_merge: 1,
  min_free_disk_bytes_to_perform_insert: 67_108_864,
  min_bytes_for_wide_part: 268_435_456,
  max_bytes_to_merge_at_max_space_in_pool: 33_554_432,
  merge_max_block_size: 1_024,
  merge_max_block_size_bytes: 1_048_576,
  old_parts_lifetime: 1,
  cleanup_delay_period: 2,
  cleanup_delay_period_random_add: 0,
  cleanup_thread_preferred_points_per_iteration: 0,
  max_cleanup_delay_period: 5,
} as const;

/** No PARTITION BY: a batch has to become one part. */
export function createTableStatement(definition: TableDefinition): string {
  const parts = [
    ...allColumns(definition).map(({ name, type }) => `${plainName(name)} ${type}`),
    ...(definition.rollUps ?? []).map(({ name, select }) => `PROJECTION ${plainName(name)} (${select})`),
  ];
  const settings = Object.entries(tableSettings).map(([name, value]) => `${name} = ${value}`);
  return [
    `CREATE TABLE IF NOT EXISTS ${plainName(physicalName(definition))}`,
    `(\n  ${parts.join(',\n  ')}\n)`,
    'ENGINE = MergeTree',
    `ORDER BY ${sortKey(definition)}`,
    `SETTINGS ${settings.join(', ')}`,
    `COMMENT ${quoted(definition.comment)}`,
  ].join('\n');
}

/** As the engine writes it down, so that the two can be compared. */
export function sortKey({ orderBy }: Pick<TableDefinition, 'orderBy'>): string {
  const names = orderBy.map(plainName).join(', ');
  return orderBy.length === 1 ? names : `(${names})`;
}
