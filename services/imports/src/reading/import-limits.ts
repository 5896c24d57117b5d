export interface ImportLimits {
  /** A larger file is refused before it is read whole. In bytes. */
  readonly maxBytes: number;
  /** A row longer than this is refused: what a quotation mark that is never closed leads to. In UTF-16 units. */
  readonly maxRowLength: number;
  readonly maxColumns: number;
}

export const DEFAULT_LIMITS: ImportLimits = { maxBytes: 100_000_000, maxRowLength: 1_000_000, maxColumns: 500 };
