import { useQuery } from '@tanstack/react-query';
import { referenceQuery } from '../../dashboard/src/api/report-queries.js';
import { PageHeading } from '../../dashboard/src/pages/page-heading.js';
import { ProblemNotice } from '../../dashboard/src/pages/problem-notice.js';

// #region page
export function MentoringPage() {
  const { data, error, refetch } = useQuery(referenceQuery());
  return (
    <>
      <PageHeading title="Mentoring" question="Who is mentored, and for how long?" />
      {error !== null && data === undefined ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
      <div className="px-grid" aria-busy={data === undefined && error === null}>
        {data === undefined ? null : <p className="govuk-body">{data.units.length} units</p>}
      </div>
    </>
  );
}
// #endregion
