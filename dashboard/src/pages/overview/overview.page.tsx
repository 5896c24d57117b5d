import type { OverviewReport } from '@praxis/contracts';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { overviewQuery } from '../../api/report-queries.js';
import { EmptyFigure } from '../../figures/empty-figure.js';
import { FigureNotes } from '../../figures/figure-notes.js';
import { figureState } from '../../figures/figure-state.js';
import { isFiltered, questionOf, type ReportSearch, reportSearch } from '../../search/report-search.js';
import { FilterBar } from '../filter-bar.js';
import { PageHeading } from '../page-heading.js';
import { ReportBody } from '../report-body.js';
import { AttentionList } from './attention-list.js';
import { HeadlineTileView } from './headline-tile.js';
import { OVERVIEW_WORDING as words } from './overview.wording.js';

function Figures({ report, search }: { readonly report: OverviewReport; readonly search: ReportSearch }) {
  const figures = report.headlines.flatMap(({ share, count }) => [share, count].filter((figure) => figure !== null));
  const state = figureState(figures, isFiltered(search));
  return (
    <div className="px-overview">
      <section className="px-card px-overview__attention" aria-labelledby="attention">
        <h2 className="px-card__question" id="attention">
          {words.attention}
        </h2>
        <AttentionList entries={report.attention} search={search} />
      </section>
      <section className="px-overview__headlines" aria-labelledby="headlines">
        <h2 className="govuk-visually-hidden" id="headlines">
          {words.headlines}
        </h2>
        {state === 'data' ? (
          <ul className="px-tiles">
            {report.headlines.map((headline) => (
              <HeadlineTileView key={headline.id} headline={headline} />
            ))}
          </ul>
        ) : (
          <EmptyFigure state={state} />
        )}
        <FigureNotes
          frame={report.frame}
          metrics={[]}
          withheld={figures.some((figure) => figure.status === 'suppressed')}
        />
      </section>
    </div>
  );
}

export function OverviewPage() {
  const search = useSearch({ from: '/', select: reportSearch });
  const query = useQuery(overviewQuery(questionOf(search)));
  return (
    <>
      <PageHeading title={words.title} question={words.question} />
      <FilterBar />
      <ReportBody query={query} skeleton={[180, 240, 240, 240, 240]}>
        {(report) => <Figures report={report} search={search} />}
      </ReportBody>
    </>
  );
}
