import type { Count, Share } from '@praxis/contracts';
import { countText, NONE_SYMBOL, shareText, SUPPRESSED_SYMBOL, whole } from '../format/figure.format.js';

/** One cell, as data: what the reader sees, what sorting compares, and the records it can be opened to. */
export interface Cell {
  readonly kind: 'text' | 'figure' | 'suppressed' | 'none';
  readonly text: string;
  /** Said after a symbol that needs a word: why there is no number. */
  readonly word?: string;
  readonly sort: string | number | null;
  /** Path of the report API for the records behind the figure. */
  readonly records?: string;
  /** Address of a page of the dashboard. */
  readonly href?: string;
  /** A picture of the number beside it, 0 to 1; adds nothing that the number does not say. */
  readonly bar?: number;
}
export interface Column {
  readonly id: string;
  readonly header: string;
  readonly numeric?: boolean;
}
export interface TableModel {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly { readonly id: string; readonly cells: readonly Cell[] }[];
  /** Why the table is shorter than the data, when it is. */
  readonly truncated?: string;
}

export const textCell = (text: string, sort: string | number = text): Cell => ({ kind: 'text', text, sort });
export const noneCell = (word: string): Cell => ({ kind: 'none', text: NONE_SYMBOL, word, sort: null });
export const suppressedCell = (): Cell => ({
  kind: 'suppressed',
  text: SUPPRESSED_SYMBOL,
  word: 'withheld',
  sort: null,
});

const opened = (records: string | null): Pick<Cell, 'records'> => (records === null ? {} : { records });

export function shareCell(share: Share, noneWord = 'nobody to count', bar = false): Cell {
  if (share.status === 'suppressed') return suppressedCell();
  if (share.value === null) return noneCell(noneWord);
  return {
    kind: 'figure',
    text: shareText(share),
    sort: share.value,
    ...opened(share.records),
    ...(bar ? { bar: share.value } : {}),
  };
}

/** `46 of 63`, as the numerator and denominator behind a share. */
export function outOfCell(share: Share): Cell {
  if (share.status === 'suppressed') return suppressedCell();
  if (share.numerator === null || share.denominator === null) return noneCell('none');
  return textCell(`${whole(share.numerator)} of ${whole(share.denominator)}`, share.denominator);
}

export function peopleCell(share: Share): Cell {
  if (share.status === 'suppressed') return suppressedCell();
  return share.n === null ? noneCell('none') : textCell(whole(share.n), share.n);
}

/** The 95 % interval of a share, without repeating that it is in per cent. */
export function intervalCell(share: Share): Cell {
  if (share.status === 'suppressed') return suppressedCell();
  if (share.low === null || share.high === null) return noneCell('none');
  return textCell(`${(share.low * 100).toFixed(1)} to ${(share.high * 100).toFixed(1)}`, share.low);
}

export function countCell(count: Count, noneWord = 'none recorded'): Cell {
  if (count.status === 'suppressed') return suppressedCell();
  if (count.value === null) return noneCell(noneWord);
  return { kind: 'figure', text: countText(count), sort: count.value, ...opened(count.records) };
}

export function numberCell(
  value: number | null,
  format: (value: number) => string,
  noneWord = 'none',
  records: string | null = null,
): Cell {
  if (value === null) return noneCell(noneWord);
  return { kind: 'figure', text: format(value), sort: value, ...opened(records) };
}

/** All that a table says, as a set of texts: what a chart draws must be among them. */
export function textsOf(table: TableModel): Set<string> {
  return new Set(table.rows.flatMap((row) => row.cells.map((cell) => cell.text)));
}
