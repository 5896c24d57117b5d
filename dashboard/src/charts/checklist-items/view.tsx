import type { ChecklistReport } from '@praxis/contracts';
import { useMemo } from 'react';
import { FigureCard } from '../../figures/figure-card.js';
import { figureState } from '../../figures/figure-state.js';
import { FigureTable } from '../../figures/figure-table.js';
import { STATUSES } from '../checklist-status/status.js';
import { prepareChecklistItems } from './prepare.js';

export function ChecklistItemsCard({
  report,
  filtered,
}: {
  readonly report: ChecklistReport;
  readonly filtered: boolean;
}) {
  const model = useMemo(() => prepareChecklistItems(report), [report]);
  return (
    <FigureCard
      question="Which items are hardest to put in place?"
      reading={model.reading}
      frame={report.frame}
      metrics={['checklist-items']}
      state={figureState(
        STATUSES.map(({ id }) => report.now[id]),
        filtered,
      )}
      chart={<FigureTable model={model.table} captionHidden />}
      withheld={model.table.rows.some((row) => row.cells.some((cell) => cell.kind === 'suppressed'))}
      wide
    />
  );
}
