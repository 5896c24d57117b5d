import type { ChecklistReport } from '@praxis/contracts';
import { countCell, numberCell, textCell, type TableModel } from '../../figures/table.model.js';
import { counted, whole } from '../../format/figure.format.js';
import { STATUSES } from '../checklist-status/status.js';

const A_YEAR = 12;

export interface ChecklistItems {
  readonly table: TableModel;
  readonly reading: string;
}

/** The eleven items over all checklists, with where they stood a year before. */
export function prepareChecklistItems({ items }: Pick<ChecklistReport, 'items'>): ChecklistItems {
  const gaps = items.reduce((sum, item) => sum + item.gaps, 0);
  return {
    reading:
      gaps === 0
        ? 'Every item in progress has an action with a date.'
        : `${counted(gaps, 'item is', 'items are')} in progress without an open action: nobody has planned the next step.`,
    table: {
      caption: 'The eleven items over all checklists',
      columns: [
        { id: 'item', header: 'Item' },
        ...STATUSES.map(({ id, label }) => ({ id, header: label, numeric: true })),
        { id: 'year-before', header: 'In place 12 months before', numeric: true },
        { id: 'gaps', header: 'In progress, no action', numeric: true },
      ],
      rows: items.map((item) => ({
        id: String(item.item),
        cells: [
          textCell(`${item.item}. ${item.label}`, item.item),
          ...STATUSES.map(({ id }) => countCell(item.now[id])),
          numberCell(item.history.at(-1 - A_YEAR)?.inPlace ?? null, whole, 'not in the period'),
          textCell(whole(item.gaps), item.gaps),
        ],
      })),
    },
  };
}
