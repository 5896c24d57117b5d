import type { ImprovementReport } from '@praxis/contracts';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useId, type ReactNode } from 'react';
import { PageLink } from '../../app/page-link.js';
import { improvementQuery } from '../../api/report-queries.js';
import { ComparisonTable } from '../../charts/ratio-interval/view.js';
import { XmrCard } from '../../charts/xmr/view.js';
import { FigureTable } from '../../figures/figure-table.js';
import { longDay } from '../../format/date.format.js';
import { carriedOver, questionOf, reportSearch } from '../../search/report-search.js';
import { STAGES } from '../cpd/cpd.wording.js';
import { FilterBar } from '../filter-bar.js';
import { PageHeading } from '../page-heading.js';
import { ReportBody } from '../report-body.js';
import { evaluationsTable, timelineTable } from './improvement.tables.js';
import { IMPROVEMENT_WORDING as words } from './improvement.wording.js';

function Card({
  title,
  reading,
  children,
}: {
  readonly title: string;
  readonly reading?: string;
  readonly children: ReactNode;
}) {
  const heading = useId();
  return (
    <section className="px-card px-card--wide" aria-labelledby={heading}>
      <h2 className="px-card__question" id={heading}>
        {title}
      </h2>
      {reading === undefined ? null : <p className="px-card__reading">{reading}</p>}
      {children}
    </section>
  );
}

function Facts({ report: { improvement, indicator } }: { readonly report: ImprovementReport }) {
  const rows: readonly (readonly [string, string])[] = [
    ['Unit', improvement.unit.label],
    ['Stage', STAGES[improvement.stage].label],
    ['CPD', improvement.programme ?? 'none linked'],
    ['CPD began', improvement.cpdFrom === null ? 'not yet' : longDay(improvement.cpdFrom)],
    ['Learning entries', String(improvement.learningEntries)],
    ['Indicator', indicator?.title ?? 'none linked'],
    ...(indicator === null
      ? []
      : [
          ['Counted', indicator.numerator] as const,
          [
            'Out of',
            `${indicator.denominator ?? 'nothing: a plain count'}${indicator.per === 1 ? '' : `, per ${indicator.per.toLocaleString('en-GB')}`}`,
          ] as const,
        ]),
  ];
  return (
    <dl className="px-facts">
      {rows.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Figures({ report }: { readonly report: ImprovementReport }) {
  return (
    <div className="px-grid">
      <div className="px-card--wide">
        <Facts report={report} />
      </div>
      {report.chart === null ? (
        <Card title={words.noChart} reading={words.noChartText}>
          {null}
        </Card>
      ) : (
        <XmrCard report={report} chart={report.chart} />
      )}
      {report.comparisons.length === 0 ? null : (
        <Card title={words.comparisons} reading={words.comparisonsReading}>
          <ComparisonTable comparisons={report.comparisons} />
        </Card>
      )}
      <Card title={words.conclusion}>
        <p className="govuk-inset-text px-conclusion">{report.conclusion}</p>
      </Card>
      {report.evaluations.length === 0 ? null : (
        <Card title={words.evaluations}>
          <FigureTable model={evaluationsTable(report)} captionHidden />
        </Card>
      )}
      {report.timeline.length === 0 ? null : (
        <Card title={words.timeline}>
          <FigureTable model={timelineTable(report)} captionHidden />
        </Card>
      )}
    </div>
  );
}

export function ImprovementPage() {
  const { id } = useParams({ from: '/cpd/improvements/$id' });
  const search = useSearch({ from: '/cpd/improvements/$id', select: reportSearch });
  const query = useQuery(improvementQuery(id, questionOf(search)));
  const title = query.data?.improvement.title ?? 'Improvement';
  return (
    <>
      <PageLink to="/cpd" search={carriedOver} className="govuk-back-link">
        Back to CPD and impact
      </PageLink>
      <PageHeading title={title} question={title} caption={words.caption} />
      <FilterBar ofOneThing />
      <ReportBody query={query} skeleton={[120, 620, 420]} subject={query.data?.improvement.unit.label}>
        {(report) => <Figures report={report} />}
      </ReportBody>
    </>
  );
}
