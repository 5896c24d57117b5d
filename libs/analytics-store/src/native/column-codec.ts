import type { ByteSink } from './byte-sink.js';

/** Writes the values of one column in ClickHouse's Native format. */
export interface ColumnCodec {
  /** The value that stands for "nothing here" in a row that only marks an empty batch. */
  readonly emptyValue: unknown;
  /** What comes once before a column's data (versions of encodings). */
  prefix(sink: ByteSink): void;
  /** @throws {UnfitValue} */
  write(values: readonly unknown[], sink: ByteSink): void;
}

/** A value that does not fit its column; `index` is its place among the values given. */
export class UnfitValue extends Error {
  override readonly name = 'UnfitValue';
  constructor(
    readonly index: number,
    readonly reason: string,
  ) {
    super(reason);
  }
}

const shownLength = 40;

/** A value as an error may show it: short, since it can come from anywhere. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
}

export const nothing = (): void => undefined;
