import { useQuery } from '@tanstack/react-query';
import { useLocation, useSearch } from '@tanstack/react-router';
import { PageLink } from '../app/page-link.js';
import { referenceQuery } from '../api/report-queries.js';
import { isRefusal, ReportProblem, unreachable } from '../api/report-problem.js';
import { useOnceAnswered } from '../app/server-contact.js';
import { addressFaults, filterFaults, unknownChoices, type FilterFault } from '../search/filter-faults.js';
import { without } from '../search/report-search.js';

/** A failure, or a refusal of anything but filters, in the words of the server: what happened, and what to do. */
export function ProblemNotice({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const problem = error instanceof ReportProblem ? error.problem : unreachable();
  useOnceAnswered(problem.status === 0, onRetry);
  return (
    <div className="govuk-error-summary" role="alert">
      <h2 className="govuk-error-summary__title">{problem.title}</h2>
      <div className="govuk-error-summary__body">
        {problem.detail === '' ? null : <p>{problem.detail}</p>}
        {problem.remedy === undefined ? null : <p>{problem.remedy}</p>}
        {isRefusal(problem) ? null : (
          <button type="button" className="govuk-button govuk-button--secondary" onClick={onRetry}>
            Try again
          </button>
        )}
        <p className="px-small">
          Code: {problem.code}
          {problem.status === 0 ? '' : `, status ${problem.status}`}
        </p>
      </div>
    </div>
  );
}

/** What is said of one filter first is enough. */
const eachOnce = (faults: readonly FilterFault[]): FilterFault[] =>
  [...new Map(faults.toReversed().map((fault) => [fault.field, fault])).values()].toReversed();

/**
 * What is refused of the filters in the address, by the page or, as `error` says, by the server: all of it together, with
 * what the address names that there is not.
 */
export function useRefusedFilters(error: Error | null): readonly FilterFault[] {
  const { pathname } = useLocation();
  const search = useSearch({ strict: false });
  const { data: reference } = useQuery(referenceQuery());
  const refused = error instanceof ReportProblem ? filterFaults(error.problem, search) : [];
  const faults = [...addressFaults(pathname, search), ...refused];
  return faults.length === 0 ? [] : eachOnce([...faults, ...unknownChoices(reference, search)]);
}

/** The address asks for what there is not. Nothing is shown in its place; one link takes those filters away. */
export function RefusedFilters({ faults }: { readonly faults: readonly FilterFault[] }) {
  const fields = faults.map(({ field }) => field);
  return (
    <div className="govuk-error-summary" role="alert">
      <h2 className="govuk-error-summary__title">There is a problem with the filters</h2>
      <div className="govuk-error-summary__body">
        <ul className="govuk-list govuk-error-summary__list">
          {faults.map(({ field, text, remedy }) => (
            <li key={field}>
              {text}
              {remedy === undefined ? '' : `. ${remedy}`}
            </li>
          ))}
        </ul>
        <p>
          Nothing is shown, because it would not be what was asked for. Choose something else, or{' '}
          <PageLink to="." search={(current: object) => without(current, fields)} className="govuk-link">
            show this page without {faults.length === 1 ? 'this filter' : 'these filters'}
          </PageLink>
          .
        </p>
      </div>
    </div>
  );
}
