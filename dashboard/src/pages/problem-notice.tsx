import { ReportProblem, unreachable } from '../api/report-problem.js';

/** A failure in the words of the server: what happened, and what to do. */
export function ProblemNotice({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const problem = error instanceof ReportProblem ? error.problem : unreachable();
  return (
    <div className="govuk-error-summary" role="alert">
      <h2 className="govuk-error-summary__title">{problem.title}</h2>
      <div className="govuk-error-summary__body">
        {problem.detail === '' ? null : <p>{problem.detail}</p>}
        {problem.remedy === undefined ? null : <p>{problem.remedy}</p>}
        <button type="button" className="govuk-button govuk-button--secondary" onClick={onRetry}>
          Try again
        </button>
        <p className="px-small">
          Code: {problem.code}
          {problem.status === 0 ? '' : `, status ${problem.status}`}
        </p>
      </div>
    </div>
  );
}
