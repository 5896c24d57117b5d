import type { FigureRecords } from '@praxis/contracts';
import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { PageLink } from '../../app/page-link.js';
import { figureRecordsQuery, referenceQuery } from '../../api/report-queries.js';
import { DefinitionList } from '../../figures/definition-list.js';
import { FigureNotes } from '../../figures/figure-notes.js';
import { percent, whole } from '../../format/figure.format.js';
import {
  carriedOver,
  pageOfFigure,
  questionOf,
  type RecordsSearch,
  recordsSearch,
} from '../../search/report-search.js';
import { PageHeading } from '../page-heading.js';
import { RefusedFilters, useRefusedFilters } from '../problem-notice.js';
import { ReportBody } from '../report-body.js';
import { narrowedBy } from './narrowed-by.js';
import { RecordsPages } from './records-pages.js';
import { RecordsTable } from './records-table.js';
import { pastTheEnd, RECORDS_WORDING as words } from './records.wording.js';

function figureText({ numerator, denominator }: FigureRecords['figure']): string {
  if (numerator === null) return 'no figure';
  if (denominator === null) return whole(numerator);
  if (denominator === 0) return `${whole(numerator)} of 0`;
  return `${percent(numerator / denominator)}: ${whole(numerator)} of ${whole(denominator)}`;
}

function Summary({ report, search }: { readonly report: FigureRecords; readonly search: RecordsSearch }) {
  const { data } = useQuery(referenceQuery());
  const [tag, label, text] = report.reconciles
    ? ['govuk-tag--green', words.reconciles, words.reconcilesText]
    : ['govuk-tag--red', words.differs, words.differsText];
  return (
    <section className="px-card px-records__summary" aria-label="The figure">
      <p className="px-records__figure">
        <span>{report.figure.title}</span>
        <strong>{figureText(report.figure)}</strong>
      </p>
      <dl className="px-facts">
        {narrowedBy(search, data).map((entry) => (
          <div key={entry.label}>
            <dt>{entry.label}</dt>
            <dd>{entry.text}</dd>
          </div>
        ))}
        <div>
          <dt>Records</dt>
          <dd>{whole(report.total)}</dd>
        </div>
      </dl>
      <p className="px-records__check">
        <strong className={`govuk-tag ${tag}`}>{label}</strong> {text}
      </p>
    </section>
  );
}

function Records({ report, search }: { readonly report: FigureRecords; readonly search: RecordsSearch }) {
  const definitions = report.frame.definitions.filter((definition) => definition.id === report.figure.id);
  return (
    <div className="px-grid">
      <div className="px-card--wide">
        <Summary report={report} search={search} />
      </div>
      <section className="px-card px-card--wide" aria-label="Records">
        {report.records.length === 0 ? (
          <div className="px-empty">
            <p className="px-empty__title">{words.none}</p>
            <p className="govuk-body">
              {report.frame.suppression.withheld > 0 ? report.frame.suppression.note : words.noneText}
            </p>
          </div>
        ) : (
          <>
            <RecordsTable report={report} />
            <RecordsPages report={report} search={search} />
          </>
        )}
        <FigureNotes frame={report.frame} metrics={[report.figure.id]} withheld={false} />
      </section>
      {definitions.length === 0 ? null : (
        <section className="px-card px-card--wide" aria-label="Definition">
          <DefinitionList definitions={definitions} />
        </section>
      )}
    </div>
  );
}

function OpenedFigure({ search }: { readonly search: RecordsSearch }) {
  const query = useQuery(figureRecordsQuery(questionOf(search)));
  const title = query.data?.figure.title;
  const past = query.data === undefined ? undefined : pastTheEnd(query.data);
  return (
    <>
      <PageHeading
        title={title === undefined ? words.title : `Records: ${title}`}
        question={
          title === undefined ? words.title : `Which records make up ${title.charAt(0).toLowerCase()}${title.slice(1)}?`
        }
        caption={words.caption}
      />
      {past === undefined ? (
        <ReportBody query={query} skeleton={[160, 700]}>
          {(report) => <Records report={report} search={search} />}
        </ReportBody>
      ) : (
        <RefusedFilters faults={[past]} />
      )}
    </>
  );
}

function NoFigure() {
  const faults = useRefusedFilters(null);
  return (
    <>
      <PageHeading title={words.title} question={words.noFigure} />
      {faults.length === 0 ? null : <RefusedFilters faults={faults} />}
      <p className="govuk-body">{words.noFigureText}</p>
      <p className="govuk-body">
        <PageLink to="/" className="govuk-link">
          Go to the overview
        </PageLink>
      </p>
    </>
  );
}

export function RecordsPage() {
  const search = useSearch({ from: '/records', select: recordsSearch });
  const router = useRouter();
  if (search.figure === undefined) return <NoFigure />;
  return (
    <>
      {router.history.canGoBack() ? (
        <button type="button" className="govuk-back-link px-back" onClick={() => router.history.back()}>
          Back
        </button>
      ) : (
        <PageLink to={pageOfFigure(search.figure)} search={carriedOver} className="govuk-back-link px-back">
          Back to the page of this figure
        </PageLink>
      )}
      <OpenedFigure search={search} />
    </>
  );
}
