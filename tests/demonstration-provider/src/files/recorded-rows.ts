import type { Day } from '../calendar.js';
import type { Row } from '../csv/columns.js';
import type { OutputFolder, RecordedKind } from '../csv/output-folder.js';

/**
 * The rows of one worker or unit, written in the order in which they were recorded. Rows recorded on one day keep the
 * order they were added in, so that what depends on a row may be added after it with the same or a later day.
 */
export class RecordedRows<Kind extends RecordedKind> {
  private readonly rows: { readonly recorded: Day; readonly row: Row<Kind> }[] = [];

  /** @param allowed moves a day on which these rows must not be recorded to the next one on which they may */
  constructor(
    private readonly kind: Kind,
    private readonly allowed: (recorded: Day) => Day = (recorded) => recorded,
  ) {}

  add(recorded: Day, row: Row<Kind>): void {
    this.rows.push({ recorded: this.allowed(recorded), row });
  }

  writeTo(out: OutputFolder): void {
    this.rows.sort((one, other) => one.recorded - other.recorded);
    for (const { recorded, row } of this.rows) out.record(this.kind, recorded, row);
  }
}
