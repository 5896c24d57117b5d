import type { CpdImpactReport } from '@praxis/contracts';

import { PageLink } from '../../app/page-link.js';
import { FigureCard } from '../../figures/figure-card.js';
import { listState } from '../../figures/figure-state.js';
import { longDay } from '../../format/date.format.js';
import { counted } from '../../format/figure.format.js';
import { carriedOver } from '../../search/report-search.js';
import { CPD_WORDING as words, STAGES } from './cpd.wording.js';

type Summary = CpdImpactReport['improvements'][number];

function Entry({ improvement }: { readonly improvement: Summary }) {
  const { label, tag } = STAGES[improvement.stage];
  const facts = [
    improvement.unit.label,
    improvement.cpdFrom === null ? 'no CPD linked' : `CPD from ${longDay(improvement.cpdFrom)}`,
    counted(improvement.learningEntries, 'learning entry', 'learning entries'),
    improvement.evaluatedAt.length === 0 ? 'not evaluated' : `evaluated at level ${improvement.evaluatedAt.join(', ')}`,
  ];
  return (
    <li className="px-improvement">
      <h3 className="px-improvement__title">
        <PageLink
          to="/cpd/improvements/$id"
          params={{ id: improvement.id }}
          search={carriedOver}
          className="govuk-link govuk-link--no-visited-state"
        >
          {improvement.title}
        </PageLink>{' '}
        <strong className={`govuk-tag ${tag}`}>{label}</strong>
      </h3>
      <p className="px-improvement__facts">{facts.join(' · ')}</p>
      {improvement.indicator === null ? null : (
        <p className="px-improvement__facts">Measured by: {improvement.indicator.title}</p>
      )}
      <p className="px-improvement__reading">{improvement.reading}</p>
    </li>
  );
}

export function ImprovementsCard({
  report,
  filtered,
}: {
  readonly report: CpdImpactReport;
  readonly filtered: boolean;
}) {
  return (
    <FigureCard
      question={words.improvements}
      reading={words.caution}
      frame={report.frame}
      metrics={['indicator']}
      state={listState(report.improvements, filtered)}
      chart={
        <ul className="px-improvements">
          {report.improvements.map((improvement) => (
            <Entry key={improvement.id} improvement={improvement} />
          ))}
        </ul>
      }
      wide
    />
  );
}
