import type { ChecklistReport, ChecklistStatusName } from '@praxis/contracts';
import { countCell, textCell, type TableModel } from '../../figures/table.model.js';
import { longMonth } from '../../format/date.format.js';
import { counted, countText } from '../../format/figure.format.js';
import { STATUSES } from './status.js';

export interface ChecklistStatus {
  readonly months: readonly string[];
  readonly complete: readonly boolean[];
  readonly points: Readonly<
    Record<ChecklistStatusName, readonly { readonly value: number | null; readonly records: string | null }[]>
  >;
  readonly reading: string;
  readonly description: string;
  readonly table: TableModel;
}

function statusTable({ trend }: Pick<ChecklistReport, 'trend'>): TableModel {
  return {
    caption: 'Checklist items by status at the end of each month',
    columns: [
      { id: 'month', header: 'Month' },
      ...STATUSES.map(({ id, label }) => ({ id, header: label, numeric: true })),
    ],
    rows: trend.toReversed().map((entry) => ({
      id: entry.month,
      cells: [
        textCell(entry.complete ? longMonth(entry.month) : `${longMonth(entry.month)} (not ended)`, entry.month),
        ...STATUSES.map(({ id }) => countCell(entry[id])),
      ],
    })),
  };
}

/** No average score: eleven items are not of equal weight, and statuses are not distances. */
export function prepareChecklistStatus(report: ChecklistReport): ChecklistStatus {
  const { trend, now, checklists } = report;
  const [first, last] = [trend[0], trend.at(-1)];
  const series = (id: ChecklistStatusName) =>
    trend.map((entry) => ({ value: entry[id].value, records: entry[id].records }));
  return {
    months: trend.map((entry) => entry.month),
    complete: trend.map((entry) => entry.complete),
    points: {
      'in-place': series('in-place'),
      'some-progress': series('some-progress'),
      'not-started': series('not-started'),
      'not-applicable': series('not-applicable'),
      'not-assessed': series('not-assessed'),
    },
    reading: `${counted(checklists, 'checklist has', 'checklists have')} eleven items each. Now: ${STATUSES.map(({ id, label }) => `${countText(now[id])} ${label.toLowerCase()}`).join(', ')}.`,
    description:
      first === undefined || last === undefined
        ? 'Stacked bar chart by month without a figure to draw.'
        : `Stacked bar chart of checklist items by status and month. In place: ${countText(first['in-place'])} in ${longMonth(first.month)}, ${countText(last['in-place'])} in ${longMonth(last.month)}. Not started: ${countText(first['not-started'])}, then ${countText(last['not-started'])}.`,
    table: statusTable(report),
  };
}
