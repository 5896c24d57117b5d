import type { ChecklistReport } from '@praxis/contracts';
import { useMemo } from 'react';
import { FigureCard } from '../../figures/figure-card.js';
import { figureState } from '../../figures/figure-state.js';
import { Chart } from '../chart.js';
import { unfinishedRemark } from '../time-axis.js';
import { checklistStatusKey, checklistStatusOption } from './option.js';
import { prepareChecklistStatus } from './prepare.js';
import { STATUSES } from './status.js';

const HEIGHT = 320;

export function ChecklistStatusCard({
  report,
  filtered,
}: {
  readonly report: ChecklistReport;
  readonly filtered: boolean;
}) {
  const model = useMemo(() => prepareChecklistStatus(report), [report]);
  const option = useMemo(() => checklistStatusOption(model), [model]);
  return (
    <FigureCard
      question="Is what people need to develop being put in place?"
      reading={model.reading}
      frame={report.frame}
      metrics={['checklist-items']}
      state={figureState(
        STATUSES.map(({ id }) => report.now[id]),
        filtered,
      )}
      chart={
        <Chart option={option} description={model.description} height={HEIGHT} legend={checklistStatusKey(model)} />
      }
      table={model.table}
      remark={unfinishedRemark(report.trend)}
      wide
    />
  );
}
