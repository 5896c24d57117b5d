import type { CapabilityReport, Share } from '@praxis/contracts';
import { shareCell, type Cell } from '../../figures/table.model.js';
import { counted, shareText } from '../../format/figure.format.js';

/** How far a share is from all of it: five steps, each with its own shade; the number in the cell says it exactly. */
export type Shade = 'far-below' | 'below' | 'middle' | 'above' | 'far-above';
const STEPS: readonly { readonly upTo: number; readonly shade: Shade; readonly label: string }[] = [
  { upTo: 0.4, shade: 'far-below', label: 'under 40%' },
  { upTo: 0.55, shade: 'below', label: '40 to 55%' },
  { upTo: 0.7, shade: 'middle', label: '55 to 70%' },
  { upTo: 0.85, shade: 'above', label: '70 to 85%' },
  { upTo: Number.POSITIVE_INFINITY, shade: 'far-above', label: '85% and over' },
];
export const SHADES = STEPS.map(({ shade, label }) => ({ shade, label }));

export interface CapabilityMatrix {
  readonly columns: readonly { readonly code: string; readonly label: string }[];
  readonly rows: readonly {
    readonly unit: string;
    readonly label: string;
    readonly cells: readonly { readonly cell: Cell; readonly shade: Shade | null }[];
  }[];
  readonly reading: string;
}

export const shadeOf = (value: number): Shade => STEPS.find((step) => value < step.upTo)?.shade ?? 'far-above';

function reading(report: CapabilityReport, labels: ReadonlyMap<string, string>): string {
  const cells = report.matrix.flatMap((row) =>
    row.cells.map((cell) => ({
      unit: row.label,
      dimension: labels.get(cell.dimension) ?? cell.dimension,
      share: cell.capability,
    })),
  );
  const known = cells.filter((cell) => cell.share.value !== null);
  const lowest = known.toSorted((one, other) => (one.share.value ?? 0) - (other.share.value ?? 0))[0];
  if (lowest === undefined) return 'No cell has a figure.';
  const low = known.filter((cell) => (cell.share.value ?? 0) < 0.55).length;
  return `Lowest: ${lowest.unit}, ${lowest.dimension}, ${shareText(lowest.share)}. ${counted(low, 'cell is', 'cells are')} under 55%.`;
}

const NOT_THERE: Share = {
  status: 'none',
  value: null,
  numerator: null,
  denominator: null,
  low: null,
  high: null,
  n: null,
  records: null,
};

/** Dimensions in the order of the report; a pair that the report leaves out has nobody to count. */
export function prepareCapabilityMatrix(report: CapabilityReport): CapabilityMatrix {
  const labels = new Map(report.byDimension.map((dimension) => [dimension.code, dimension.label]));
  const codes = [
    ...new Set([...labels.keys(), ...report.matrix.flatMap((row) => row.cells.map((cell) => cell.dimension))]),
  ];
  return {
    columns: codes.map((code) => ({ code, label: labels.get(code) ?? code })),
    rows: report.matrix.map((row) => ({
      unit: row.unit,
      label: row.label,
      cells: codes.map((code) => {
        const share = row.cells.find((cell) => cell.dimension === code)?.capability ?? NOT_THERE;
        return { cell: shareCell(share, 'none'), shade: share.value === null ? null : shadeOf(share.value) };
      }),
    })),
    reading: reading(report, labels),
  };
}
