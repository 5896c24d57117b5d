import { type ErrorComponentProps } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { PageLink } from './page-link.js';
import { statusQuery } from '../api/report-queries.js';
import { PageHeading } from '../pages/page-heading.js';
import { PageNotLoaded, reloadByItself } from './page-chunk.js';
import { useOnceAnswered } from './server-contact.js';

export function NotFoundPage() {
  return (
    <>
      <PageHeading title="Page not found" question="Page not found" />
      <p className="govuk-body">
        There is no page at this address. If you typed it, check that it is correct; if you followed a link, the page
        may have moved.
      </p>
      <p className="govuk-body">
        <PageLink to="/" className="govuk-link">
          Go to the overview
        </PageLink>
      </p>
    </>
  );
}

/** Loads by itself once the server answers: the reader need not know when that is. */
function PageMissing() {
  const { refetch } = useQuery(statusQuery());
  useOnceAnswered(true, reloadByItself);
  const again = () => void refetch().then(({ isSuccess }) => (isSuccess ? location.reload() : undefined));
  return (
    <>
      <PageHeading title="The page could not be loaded" question="This page could not be loaded" />
      <div className="govuk-error-summary" role="alert">
        <h2 className="govuk-error-summary__title">Praxis did not send the page</h2>
        <div className="govuk-error-summary__body">
          <p>
            Your records are not affected. The page is loaded by itself once Praxis answers; pages that you have seen
            before can still be opened.
          </p>
          <button type="button" className="govuk-button govuk-button--secondary" onClick={again}>
            Try again
          </button>
        </div>
      </div>
    </>
  );
}

/** A fault of the page itself: said plainly, with a way on. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  if (error instanceof PageNotLoaded) return <PageMissing />;
  return (
    <>
      <PageHeading title="The page failed" question="This page could not be shown" />
      <div className="govuk-error-summary" role="alert">
        <h2 className="govuk-error-summary__title">There is a fault in the page</h2>
        <div className="govuk-error-summary__body">
          <p>
            Your records are not affected. Try again; if it fails again, tell your administrator what is written here:
          </p>
          <p>{error instanceof Error ? error.message : String(error)}</p>
          <button type="button" className="govuk-button govuk-button--secondary" onClick={reset}>
            Try again
          </button>
        </div>
      </div>
    </>
  );
}
