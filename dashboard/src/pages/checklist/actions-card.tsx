import type { ChecklistReport } from '@praxis/contracts';
import { useMemo } from 'react';
import { FigureCard } from '../../figures/figure-card.js';
import { listState } from '../../figures/figure-state.js';
import { FigureTable } from '../../figures/figure-table.js';
import { FigureValue } from '../../figures/figure-value.js';
import { countCell } from '../../figures/table.model.js';
import { CHECKLIST_WORDING as words } from './checklist.wording.js';
import { actionsReading, actionsTable } from './actions.table.js';

/** Overdue first; moving the day does not hide that it was moved. */
export function ActionsCard({ report, filtered }: { readonly report: ChecklistReport; readonly filtered: boolean }) {
  const table = useMemo(() => actionsTable(report), [report]);
  const { actions } = report;
  return (
    <FigureCard
      question={words.actions}
      reading={actionsReading(report)}
      frame={report.frame}
      metrics={['actions-open', 'actions-overdue']}
      state={listState(actions.list, filtered)}
      chart={
        <>
          <ul className="px-counts">
            <li>
              <span className="px-counts__value">
                <FigureValue cell={countCell(actions.open)} of="actions open" />
              </span>{' '}
              open
            </li>
            <li>
              <span className="px-counts__value">
                <FigureValue cell={countCell(actions.overdue)} of="actions overdue" />
              </span>{' '}
              overdue
            </li>
            <li>
              <span className="px-counts__value">
                <FigureValue cell={countCell(actions.slipped)} of="actions moved to a later day" />
              </span>{' '}
              moved to a later day
            </li>
          </ul>
          <FigureTable model={table} captionHidden />
        </>
      }
      wide
    />
  );
}
