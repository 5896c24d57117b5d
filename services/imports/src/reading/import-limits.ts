export interface ImportLimits {
  /** A larger file is refused before it is read whole. In bytes. */
  readonly maxBytes: number;
  /** A row longer than this is refused: what a quotation mark that is never closed leads to. In UTF-16 units. */
  readonly maxRowLength: number;
  readonly maxColumns: number;
  /** A larger workbook is refused before it is unpacked. In bytes. */
  readonly maxWorkbookBytes: number;
  /** What a workbook may come to when it is unpacked. Reading it takes up to eight times as much memory. In bytes. */
  readonly maxUnpackedBytes: number;
  /** Of a sheet, from its first cell to its last. */
  readonly maxCells: number;
}

export const DEFAULT_LIMITS: ImportLimits = {
  maxBytes: 100_000_000,
  maxRowLength: 1_000_000,
  maxColumns: 500,
  maxWorkbookBytes: 20_000_000,
  maxUnpackedBytes: 40_000_000,
  maxCells: 4_000_000,
};
