import type { Share } from '@praxis/contracts';
import { counted, percentNumber, pointsChange, shareChange, shareText } from '../../format/figure.format.js';
import {
  noneCell,
  outOfCell,
  peopleCell,
  shareCell,
  suppressedCell,
  textCell,
  type Cell,
  type TableModel,
} from '../../figures/table.model.js';

/** One thing compared: a unit, a dimension, a leadership level. */
export interface ComparedRow {
  readonly id: string;
  readonly label: string;
  readonly capability: Share;
  readonly coverage: Share;
  readonly before: Share;
}
export interface NowAndBefore {
  readonly rows: readonly {
    readonly label: string;
    readonly now: number | null;
    readonly before: number | null;
    readonly records: string | null;
    readonly state: Share['status'];
  }[];
  readonly reading: string;
  readonly description: string;
  readonly table: TableModel;
}

const drawn = (share: Share): number | null => (share.value === null ? null : percentNumber(share.value));

function changeCell(now: Share, before: Share): Cell {
  if (now.status === 'suppressed' || before.status === 'suppressed') return suppressedCell();
  if (now.value === null || before.value === null) return noneCell('nothing to compare');
  return textCell(pointsChange(now.value, before.value), now.value - before.value);
}

function lowestAndHighest(rows: readonly ComparedRow[]): { low: ComparedRow; high: ComparedRow } | null {
  const known = rows
    .filter((row) => row.capability.value !== null)
    .toSorted((one, other) => (one.capability.value ?? 0) - (other.capability.value ?? 0));
  const low = known[0];
  const high = known.at(-1);
  return low === undefined || high === undefined ? null : { low, high };
}

function reading(rows: readonly ComparedRow[], thing: string): string {
  const range = lowestAndHighest(rows);
  if (range === null) return `There is no figure for any ${thing}.`;
  const { low, high } = range;
  if (low === high) return `${low.label}: ${shareText(low.capability)}.`;
  const change = shareChange(low.capability, low.before);
  return `From ${shareText(low.capability)} (${low.label}${change === null ? '' : `, ${change} in three months`}) to ${shareText(high.capability)} (${high.label}).`;
}

function describe(rows: readonly ComparedRow[], thing: string): string {
  const range = lowestAndHighest(rows);
  const start = `Dot plot of capability by ${thing}, now and three months before, for ${counted(rows.length, 'row')}.`;
  if (range === null) return `${start} No row has a figure.`;
  const withheld = rows.filter((row) => row.capability.status === 'suppressed').length;
  return [
    start,
    `Lowest: ${range.low.label}, ${shareText(range.low.capability)}. Highest: ${range.high.label}, ${shareText(range.high.capability)}.`,
    ...(withheld === 0 ? [] : [`${counted(withheld, 'row')} withheld.`]),
  ].join(' ');
}

/** @param thing singular, lower case: what a row is, for the sentences and the first column. */
export function prepareNowAndBefore(rows: readonly ComparedRow[], thing: string): NowAndBefore {
  return {
    rows: rows.map((row) => ({
      label: row.label,
      now: drawn(row.capability),
      before: drawn(row.before),
      records: row.capability.records,
      state: row.capability.status,
    })),
    reading: reading(rows, thing),
    description: describe(rows, thing),
    table: {
      caption: `Capability by ${thing}`,
      columns: [
        { id: 'label', header: thing.charAt(0).toUpperCase() + thing.slice(1) },
        { id: 'now', header: 'Now', numeric: true },
        { id: 'before', header: '3 months before', numeric: true },
        { id: 'change', header: 'Change', numeric: true },
        { id: 'cells', header: 'Competences met', numeric: true },
        { id: 'coverage', header: 'Coverage', numeric: true },
        { id: 'people', header: 'People', numeric: true },
      ],
      rows: rows.map((row) => ({
        id: row.id,
        cells: [
          textCell(row.label),
          shareCell(row.capability),
          shareCell(row.before),
          changeCell(row.capability, row.before),
          outOfCell(row.capability),
          shareCell(row.coverage),
          peopleCell(row.capability),
        ],
      })),
    },
  };
}
