import type { ReportFrame } from '@praxis/contracts';
import { useMemo } from 'react';
import { FigureCard } from '../../figures/figure-card.js';
import { figureState } from '../../figures/figure-state.js';
import { Chart } from '../chart.js';
import { nowAndBeforeHeight, nowAndBeforeKey, nowAndBeforeOption } from './option.js';
import { prepareNowAndBefore, type ComparedRow } from './prepare.js';

export function NowAndBeforeCard({
  question,
  thing,
  rows,
  frame,
  filtered,
  wide = false,
}: {
  readonly question: string;
  readonly thing: string;
  readonly rows: readonly ComparedRow[];
  readonly frame: ReportFrame;
  readonly filtered: boolean;
  readonly wide?: boolean;
}) {
  const model = useMemo(() => prepareNowAndBefore(rows, thing), [rows, thing]);
  const option = useMemo(() => nowAndBeforeOption(model), [model]);
  return (
    <FigureCard
      question={question}
      reading={model.reading}
      frame={frame}
      metrics={['capability', 'coverage']}
      state={figureState(
        rows.map((row) => row.capability),
        filtered,
      )}
      chart={
        <Chart
          option={option}
          description={model.description}
          height={nowAndBeforeHeight(model)}
          legend={nowAndBeforeKey}
        />
      }
      table={model.table}
      wide={wide}
    />
  );
}
