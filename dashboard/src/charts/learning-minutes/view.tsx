import type { CpdImpactReport } from '@praxis/contracts';
import { useMemo } from 'react';
import { FigureCard } from '../../figures/figure-card.js';
import { figureState } from '../../figures/figure-state.js';
import { Chart } from '../chart.js';
import { unfinishedRemark } from '../time-axis.js';
import { learningMinutesKey, learningMinutesOption } from './option.js';
import { prepareLearningMinutes } from './prepare.js';

const HEIGHT = 300;

export function LearningMinutesCard({
  report,
  filtered,
}: {
  readonly report: CpdImpactReport;
  readonly filtered: boolean;
}) {
  const model = useMemo(() => prepareLearningMinutes(report), [report]);
  const option = useMemo(() => learningMinutesOption(model), [model]);
  return (
    <FigureCard
      question="How much do people learn, and how much of it with others?"
      reading={model.reading}
      frame={report.frame}
      metrics={['learning-minutes']}
      state={figureState(
        report.months.map((month) => month.minutes),
        filtered,
      )}
      chart={
        <Chart option={option} description={model.description} height={HEIGHT} legend={learningMinutesKey(model)} />
      }
      table={model.table}
      remark={unfinishedRemark(report.months)}
      wide
    />
  );
}
