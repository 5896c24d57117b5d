import type { CpdImpactReport } from '@praxis/contracts';
import { useMemo } from 'react';
import { FigureCard } from '../../figures/figure-card.js';
import { figureState } from '../../figures/figure-state.js';
import { Chart } from '../chart.js';
import { unfinishedRemark } from '../time-axis.js';
import { learningSharesKey, learningSharesOption } from './option.js';
import { prepareLearningShares } from './prepare.js';

const HEIGHT = 300;

export function LearningSharesCard({
  report,
  filtered,
}: {
  readonly report: CpdImpactReport;
  readonly filtered: boolean;
}) {
  const model = useMemo(() => prepareLearningShares(report), [report]);
  const option = useMemo(() => learningSharesOption(model), [model]);
  return (
    <FigureCard
      question="Do people reflect, and record what it changed?"
      reading={model.reading}
      frame={report.frame}
      metrics={['reflection', 'impact-recorded']}
      state={figureState(
        report.months.map((month) => month.reflection),
        filtered,
      )}
      chart={
        <Chart option={option} description={model.description} height={HEIGHT} legend={learningSharesKey(model)} />
      }
      table={model.table}
      remark={unfinishedRemark(report.months)}
    />
  );
}
