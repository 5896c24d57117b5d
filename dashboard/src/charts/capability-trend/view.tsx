import type { CapabilityReport } from '@praxis/contracts';
import { useMemo } from 'react';
import { FigureCard } from '../../figures/figure-card.js';
import { figureState } from '../../figures/figure-state.js';
import { Chart } from '../chart.js';
import { unfinishedRemark } from '../time-axis.js';
import { capabilityTrendKey, capabilityTrendOption } from './option.js';
import { prepareCapabilityTrend } from './prepare.js';

const HEIGHT = 320;

export function CapabilityTrendCard({
  report,
  filtered,
}: {
  readonly report: CapabilityReport;
  readonly filtered: boolean;
}) {
  const trend = useMemo(() => prepareCapabilityTrend(report), [report]);
  const option = useMemo(() => capabilityTrendOption(trend), [trend]);
  return (
    <FigureCard
      question="Is the workforce becoming more capable?"
      reading={trend.reading}
      frame={report.frame}
      metrics={['capability', 'coverage']}
      state={figureState(
        report.trend.map((entry) => entry.capability),
        filtered,
      )}
      chart={
        <Chart option={option} description={trend.description} height={HEIGHT} legend={capabilityTrendKey(trend)} />
      }
      table={trend.table}
      remark={unfinishedRemark(report.trend)}
      wide
    />
  );
}
