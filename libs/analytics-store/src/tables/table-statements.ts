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
 */
const tableSettings = {
  non_replicated_deduplication_window: 1_000,
  fsync_after_insert: 1,
  fsync_part_directory: 1,
  min_rows_to_fsync_after_merge: 1,
  min_free_disk_bytes_to_perform_insert: 67_108_864,
  min_bytes_for_wide_part: 268_435_456,
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
