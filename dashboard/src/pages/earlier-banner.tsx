import type { ReportFrame } from '@praxis/contracts';
import { useQuery } from '@tanstack/react-query';

import { PageLink } from '../app/page-link.js';
import { referenceQuery } from '../api/report-queries.js';
import { longDay } from '../format/date.format.js';
import { without } from '../search/report-search.js';

const withoutDates = (search: object) => without(search, ['asAt', 'knownBy']);

/** Nobody should take a figure of last year for one of today. */
export function EarlierBanner({ frame }: { readonly frame: ReportFrame }) {
  const { data: reference } = useQuery(referenceQuery());
  const isToCome = reference !== undefined && frame.asAt > reference.today;
  if (frame.latest && !isToCome) return null;
  return (
    <section className="govuk-notification-banner px-earlier" aria-labelledby="earlier-banner-title">
      <div className="govuk-notification-banner__header">
        <h2 className="govuk-notification-banner__title" id="earlier-banner-title">
          {isToCome ? 'A day to come' : 'Not the latest figures'}
        </h2>
      </div>
      <div className="govuk-notification-banner__content">
        <p className="govuk-body">
          {isToCome
            ? `${longDay(frame.asAt)} has not come yet: nothing can be known of it. You see what was recorded by the end of ${longDay(frame.knownBy)}. `
            : `You see what was true on ${longDay(frame.asAt)}, as far as it had been recorded by the end of ${longDay(frame.knownBy)}. `}
          <PageLink to="." search={withoutDates} className="govuk-notification-banner__link">
            Show the latest figures
          </PageLink>
        </p>
      </div>
    </section>
  );
}
