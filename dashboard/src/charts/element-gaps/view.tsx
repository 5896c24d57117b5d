import type { CapabilityReport } from '@praxis/contracts';
import { useMemo } from 'react';
import { FigureCard } from '../../figures/figure-card.js';
import { figureState } from '../../figures/figure-state.js';
import { FigureTable } from '../../figures/figure-table.js';
import { prepareElementGaps } from './prepare.js';

export function ElementGapsCard({
  report,
  filtered,
}: {
  readonly report: CapabilityReport;
  readonly filtered: boolean;
}) {
  const gaps = useMemo(() => prepareElementGaps(report), [report]);
  return (
    <FigureCard
      question="Which competences are furthest from what roles need?"
      reading={gaps.reading}
      frame={report.frame}
      metrics={['capability', 'coverage']}
      state={figureState(
        report.byElement.map((element) => element.capability),
        filtered,
      )}
      chart={<FigureTable model={gaps.lowest} captionHidden />}
      table={gaps.all}
      wide
    />
  );
}
