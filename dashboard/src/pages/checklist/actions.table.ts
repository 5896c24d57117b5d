import type { ChecklistReport } from '@praxis/contracts';
import { textCell, type TableModel } from '../../figures/table.model.js';
import { shortDay } from '../../format/date.format.js';
import { counted, whole } from '../../format/figure.format.js';

export function actionsTable({ actions, items }: Pick<ChecklistReport, 'actions' | 'items'>): TableModel {
  const labels = new Map(items.map((item) => [item.item, item.label]));
  return {
    caption: 'Open actions, overdue first',
    columns: [
      { id: 'item', header: 'Item' },
      { id: 'unit', header: 'Unit' },
      { id: 'state', header: 'State' },
      { id: 'due', header: 'Due' },
      { id: 'late', header: 'Days overdue', numeric: true },
      { id: 'first', header: 'First due' },
      { id: 'slips', header: 'Times moved', numeric: true },
      { id: 'planned', header: 'Planned' },
    ],
    rows: actions.list
      .toSorted((one, other) => other.daysOverdue - one.daysOverdue || one.dueOn.localeCompare(other.dueOn))
      .map((action) => ({
        id: action.id,
        cells: [
          textCell(`${action.item}. ${labels.get(action.item) ?? ''}`.trim(), action.item),
          textCell(action.unitLabel),
          textCell(action.state === 'overdue' ? 'Overdue' : 'Open', action.daysOverdue),
          textCell(shortDay(action.dueOn), action.dueOn),
          textCell(action.daysOverdue > 0 ? whole(action.daysOverdue) : 'not overdue', action.daysOverdue),
          textCell(shortDay(action.firstDueOn), action.firstDueOn),
          textCell(whole(action.slips), action.slips),
          textCell(shortDay(action.plannedOn), action.plannedOn),
        ],
      })),
  };
}

export function actionsReading({ actions: { list } }: Pick<ChecklistReport, 'actions'>): string {
  const overdue = list.filter((action) => action.state === 'overdue');
  const latest = Math.max(0, ...overdue.map((action) => action.daysOverdue));
  if (overdue.length === 0) return `${counted(list.length, 'action is', 'actions are')} open, and none is overdue.`;
  return `${counted(overdue.length, 'action is', 'actions are')} overdue, the oldest by ${counted(latest, 'day')}.`;
}
