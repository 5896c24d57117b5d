import type { ImprovementReport } from '@praxis/contracts';
import { useMemo } from 'react';
import { FigureCard } from '../../figures/figure-card.js';
import { figureState } from '../../figures/figure-state.js';
import { Chart } from '../chart.js';
import { xmrKey, xmrOption } from './option.js';
import { prepareXmr, type SpcChart } from './prepare.js';

const HEIGHT = 400;

export function XmrCard({ report, chart }: { readonly report: ImprovementReport; readonly chart: SpcChart }) {
  const title = report.indicator?.title ?? 'the indicator';
  const { cpdFrom } = report.improvement;
  const target = report.indicator?.target ?? null;
  const model = useMemo(() => prepareXmr(chart, title, cpdFrom, target), [chart, title, cpdFrom, target]);
  const option = useMemo(() => xmrOption(model), [model]);
  return (
    <FigureCard
      question={`${title}: has it changed by more than its usual variation?`}
      reading={model.reading}
      frame={report.frame}
      metrics={['indicator']}
      state={figureState(
        chart.points.map(({ value }) => ({ status: value === null ? 'none' : 'ok', value })),
        false,
      )}
      chart={
        <>
          <Chart option={option} description={model.description} height={HEIGHT} legend={xmrKey(model)} />
          <ul className="px-remarks">
            {model.remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </>
      }
      table={model.table}
      wide
    />
  );
}
