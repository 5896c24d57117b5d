import type { CpdImpactReport } from '@praxis/contracts';
import {
  countCell,
  noneCell,
  numberCell,
  suppressedCell,
  textCell,
  type Cell,
  type TableModel,
} from '../../figures/table.model.js';
import { longMonth } from '../../format/date.format.js';
import { counted, oneDecimal, percent, whole } from '../../format/figure.format.js';

type Month = CpdImpactReport['months'][number];

export interface LearningMinutes {
  readonly months: readonly string[];
  readonly complete: readonly boolean[];
  readonly participatory: readonly { readonly value: number | null; readonly records: string | null }[];
  /** All minutes less the participatory ones; a gap where either is not known. */
  readonly other: readonly { readonly value: number | null; readonly records: string | null }[];
  readonly reading: string;
  readonly description: string;
  readonly table: TableModel;
}

function otherMinutes({ minutes, participatoryMinutes }: Month): number | null {
  return minutes.value === null || participatoryMinutes.value === null
    ? null
    : minutes.value - participatoryMinutes.value;
}

function otherCell(month: Month): Cell {
  if (month.minutes.status === 'suppressed' || month.participatoryMinutes.status === 'suppressed') {
    return suppressedCell();
  }
  const value = otherMinutes(month);
  return value === null ? noneCell('none recorded') : textCell(whole(value), value);
}

function minutesTable(months: readonly Month[]): TableModel {
  return {
    caption: 'Minutes of learning by month',
    columns: [
      { id: 'month', header: 'Month' },
      { id: 'minutes', header: 'Minutes', numeric: true },
      { id: 'participatory', header: 'Participatory', numeric: true },
      { id: 'other', header: 'Other', numeric: true },
      { id: 'head', header: 'Per head', numeric: true },
      { id: 'entries', header: 'Entries', numeric: true },
      { id: 'untimed', header: 'Entries without minutes', numeric: true },
    ],
    rows: months.toReversed().map((month) => ({
      id: month.month,
      cells: [
        textCell(month.complete ? longMonth(month.month) : `${longMonth(month.month)} (not ended)`, month.month),
        countCell(month.minutes),
        countCell(month.participatoryMinutes),
        otherCell(month),
        month.minutes.status === 'suppressed'
          ? suppressedCell()
          : numberCell(month.minutesPerHead, oneDecimal, 'nobody in post'),
        countCell(month.entries),
        countCell(month.entriesWithoutMinutes),
      ],
    })),
  };
}

function reading(months: readonly Month[]): string {
  const sum = (of: (month: Month) => number | null) => months.reduce((total, month) => total + (of(month) ?? 0), 0);
  const minutes = sum((month) => month.minutes.value);
  if (minutes === 0) return 'No minutes of learning are recorded in this period.';
  const untimed = sum((month) => month.entriesWithoutMinutes.value);
  const share = sum((month) => month.participatoryMinutes.value) / minutes;
  const missing =
    untimed === 0
      ? ''
      : ` ${counted(untimed, 'entry does not say how long it took, and is', 'entries do not say how long they took, and are')} not in it.`;
  return `${counted(minutes, 'minute')} in the period, ${percent(share)} of them participatory.${missing}`;
}

function describe(months: readonly Month[]): string {
  const known = months.filter((month) => month.complete && month.minutes.value !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return 'Stacked bar chart by month without a figure to draw.';
  return [
    `Stacked bar chart of minutes of learning by month, participatory and other.`,
    `${longMonth(first.month)}: ${counted(first.minutes.value ?? 0, 'minute')}; ${longMonth(last.month)}: ${whole(last.minutes.value ?? 0)}.`,
  ].join(' ');
}

export function prepareLearningMinutes({ months }: Pick<CpdImpactReport, 'months'>): LearningMinutes {
  return {
    months: months.map((month) => month.month),
    complete: months.map((month) => month.complete),
    participatory: months.map(({ participatoryMinutes: { value, records } }) => ({ value, records })),
    other: months.map((month) => ({ value: otherMinutes(month), records: month.minutes.records })),
    reading: reading(months),
    description: describe(months),
    table: minutesTable(months),
  };
}
