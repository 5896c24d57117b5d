import type { CpdImpactReport } from '@praxis/contracts';
import { useMemo } from 'react';
import { FigureCard } from '../../figures/figure-card.js';
import { figureState } from '../../figures/figure-state.js';
import { Chart } from '../chart.js';
import { unfinishedRemark } from '../time-axis.js';
import { minutesPerHeadOption } from './option.js';
import { prepareMinutesPerHead } from './prepare.js';

const HEIGHT = 330;

export function MinutesPerHeadCard({
  report,
  filtered,
}: {
  readonly report: CpdImpactReport;
  readonly filtered: boolean;
}) {
  const model = useMemo(() => prepareMinutesPerHead(report), [report]);
  const option = useMemo(() => minutesPerHeadOption(model), [model]);
  return (
    <FigureCard
      question="How much learning is there for each person?"
      reading={model.reading}
      frame={report.frame}
      metrics={['learning-minutes-per-head']}
      state={figureState(
        report.months.map((month) => month.minutes),
        filtered,
      )}
      chart={<Chart option={option} description={model.description} height={HEIGHT} />}
      table={model.table}
      remark={unfinishedRemark(report.months)}
    />
  );
}
