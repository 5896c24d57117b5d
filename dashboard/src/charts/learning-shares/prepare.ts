import type { CpdImpactReport, Share } from '@praxis/contracts';
import { intervalCell, outOfCell, shareCell, textCell, type TableModel } from '../../figures/table.model.js';
import { longMonth } from '../../format/date.format.js';
import { percentNumber, shareText } from '../../format/figure.format.js';

interface Point {
  readonly value: number | null;
  readonly records: string | null;
}
export interface LearningShares {
  readonly months: readonly string[];
  readonly complete: readonly boolean[];
  readonly reflection: readonly Point[];
  readonly impact: readonly Point[];
  readonly reading: string;
  readonly description: string;
  readonly table: TableModel;
}

const point = ({ value, records }: Share): Point => ({ value: value === null ? null : percentNumber(value), records });

function sharesTable(report: CpdImpactReport): TableModel {
  return {
    caption: 'Learning entries with reflection and with impact, by month',
    columns: [
      { id: 'month', header: 'Month' },
      { id: 'reflection', header: 'With reflection', numeric: true },
      { id: 'reflection-interval', header: '95% interval, %', numeric: true },
      { id: 'reflection-of', header: 'Entries with reflection', numeric: true },
      { id: 'impact', header: 'With impact', numeric: true },
      { id: 'impact-of', header: 'Entries with impact', numeric: true },
    ],
    rows: report.months.toReversed().map(({ month, complete, reflection, impactRecorded }) => ({
      id: month,
      cells: [
        textCell(complete ? longMonth(month) : `${longMonth(month)} (not ended)`, month),
        shareCell(reflection, 'no entries'),
        intervalCell(reflection),
        outOfCell(reflection),
        shareCell(impactRecorded, 'no entries'),
        outOfCell(impactRecorded),
      ],
    })),
  };
}

export function prepareLearningShares(report: CpdImpactReport): LearningShares {
  const { months, total } = report;
  const known = months.filter((month) => month.reflection.value !== null);
  const [first, last] = [known[0], known.at(-1)];
  return {
    months: months.map((month) => month.month),
    complete: months.map((month) => month.complete),
    reflection: months.map((month) => point(month.reflection)),
    impact: months.map((month) => point(month.impactRecorded)),
    reading: `${shareText(total.reflection)} of entries in the period have a reflection, and ${shareText(total.impactRecorded)} say what changed in practice.`,
    description:
      first === undefined || last === undefined
        ? 'Line chart by month without a figure to draw.'
        : `Line chart by month. Entries with a reflection: ${shareText(first.reflection)} in ${longMonth(first.month)}, ${shareText(last.reflection)} in ${longMonth(last.month)}. With impact recorded: ${shareText(first.impactRecorded)}, then ${shareText(last.impactRecorded)}.`,
    table: sharesTable(report),
  };
}
