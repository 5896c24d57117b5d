import { useQuery } from '@tanstack/react-query';
import { statusQuery } from '../api/report-queries.js';
import { bannersOf } from './status-banner.text.js';

/** What a reader of figures must know about the machinery: only when it is not simply working. */
export function StatusBanner() {
  const { data } = useQuery(statusQuery());
  if (data === undefined) return null;
  return bannersOf(data).map(({ title, text, isUrgent }) => (
    <section key={title} className={`px-banner${isUrgent ? ' px-banner--stopped' : ''}`} aria-label={title}>
      <div className="govuk-width-container">
        <p className="px-banner__title">{title}</p>
        <p>{text}</p>
      </div>
    </section>
  ));
}
