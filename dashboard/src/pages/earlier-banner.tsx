import type { ReportFrame } from '@praxis/contracts';

import { PageLink } from '../app/page-link.js';
import { longDay } from '../format/date.format.js';
import { without } from '../search/report-search.js';

const withoutDates = (search: object) => without(search, ['asAt', 'knownBy']);

/** Nobody should take a figure of last year for one of today. */
export function EarlierBanner({ frame }: { readonly frame: ReportFrame }) {
  if (frame.latest) return null;
  return (
    <section className="govuk-notification-banner px-earlier" aria-labelledby="earlier-banner-title">
      <div className="govuk-notification-banner__header">
        <h2 className="govuk-notification-banner__title" id="earlier-banner-title">
          Not the latest figures
        </h2>
      </div>
      <div className="govuk-notification-banner__content">
        <p className="govuk-body">
          You see what was true on {longDay(frame.asAt)}, as far as it had been recorded by the end of{' '}
          {longDay(frame.knownBy)}.{' '}
          <PageLink to="." search={withoutDates} className="govuk-notification-banner__link">
            Show the latest figures
          </PageLink>
        </p>
      </div>
    </section>
  );
}
