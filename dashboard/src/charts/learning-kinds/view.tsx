import type { CpdImpactReport } from '@praxis/contracts';
import { useMemo } from 'react';
import { FigureCard } from '../../figures/figure-card.js';
import { figureState } from '../../figures/figure-state.js';
import { FigureTable } from '../../figures/figure-table.js';
import { prepareLearningKinds } from './prepare.js';

export function LearningKindsCard({
  report,
  filtered,
}: {
  readonly report: CpdImpactReport;
  readonly filtered: boolean;
}) {
  const model = useMemo(() => prepareLearningKinds(report), [report]);
  return (
    <FigureCard
      question="In what ways do people learn?"
      reading={model.reading}
      frame={report.frame}
      metrics={['learning-minutes']}
      state={figureState(
        report.byKind.map((kind) => kind.minutes),
        filtered,
      )}
      chart={<FigureTable model={model.table} captionHidden />}
      withheld={report.byKind.some((kind) => kind.minutes.status === 'suppressed')}
      wide
    />
  );
}
