import type { CpdImpactReport } from '@praxis/contracts';
import { numberCell, suppressedCell, textCell, type TableModel } from '../../figures/table.model.js';
import { longMonth } from '../../format/date.format.js';
import { countChange, oneDecimal } from '../../format/figure.format.js';

export interface MinutesPerHead {
  readonly months: readonly string[];
  readonly complete: readonly boolean[];
  readonly points: readonly { readonly value: number | null; readonly records: string | null }[];
  readonly reading: string;
  readonly description: string;
  readonly table: TableModel;
}

const A_YEAR = 12;
const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10);

export function prepareMinutesPerHead({ months }: Pick<CpdImpactReport, 'months'>): MinutesPerHead {
  const ended = months.filter((month) => month.complete && month.minutesPerHead !== null);
  const last = ended.at(-1);
  const index = months.findIndex((month) => month === last);
  const yearBefore = months[index - A_YEAR];
  const change =
    last?.minutesPerHead == null || yearBefore?.minutesPerHead == null
      ? ''
      : `, ${countChange(last.minutesPerHead, yearBefore.minutesPerHead)} against the same month a year before`;
  return {
    months: months.map((month) => month.month),
    complete: months.map((month) => month.complete),
    points: months.map((month) => ({ value: rounded(month.minutesPerHead), records: month.minutes.records })),
    reading:
      last?.minutesPerHead == null
        ? 'No month of the period has a figure.'
        : `${oneDecimal(last.minutesPerHead)} minutes for each person in post in ${longMonth(last.month)}${change}.`,
    description:
      ended[0]?.minutesPerHead == null || last?.minutesPerHead == null
        ? 'Line chart by month without a figure to draw.'
        : `Line chart by month of minutes of learning for each person in post: ${oneDecimal(ended[0].minutesPerHead)} in ${longMonth(ended[0].month)}, ${oneDecimal(last.minutesPerHead)} in ${longMonth(last.month)}.`,
    table: {
      caption: 'Minutes of learning for each person in post, by month',
      columns: [
        { id: 'month', header: 'Month' },
        { id: 'head', header: 'Minutes per head', numeric: true },
      ],
      rows: months.toReversed().map((month) => ({
        id: month.month,
        cells: [
          textCell(month.complete ? longMonth(month.month) : `${longMonth(month.month)} (not ended)`, month.month),
          month.minutes.status === 'suppressed'
            ? suppressedCell()
            : numberCell(month.minutesPerHead, oneDecimal, 'nobody in post', month.minutes.records),
        ],
      })),
    },
  };
}
