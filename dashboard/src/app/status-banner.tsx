import { useQuery } from '@tanstack/react-query';
import { statusQuery } from '../api/report-queries.js';
import { useFiguresOf, useReturn } from './server-contact.js';
import { bannersOf, lostContactBanner, type Banner } from './status-banner.text.js';

function useBanners(): readonly Banner[] {
  const { data, error, dataUpdatedAt, errorUpdatedAt } = useQuery(statusQuery());
  const figuresOf = useFiguresOf();
  useReturn(error === null);
  if (error !== null) {
    const answeredAt = data === undefined ? null : dataUpdatedAt;
    return [lostContactBanner({ error, answeredAt, figuresOf, now: errorUpdatedAt })];
  }
  return data === undefined ? [] : bannersOf(data);
}

/**
 * What a reader of figures must know about the machinery: only when it is not simply working. The region is always
 * there, because what comes into one that is already there is announced.
 */
export function StatusBanner() {
  return (
    <div aria-live="polite" id="banners">
      {useBanners().map(({ title, text, isUrgent }) => (
        <section key={title} className={`px-banner${isUrgent ? ' px-banner--stopped' : ''}`} aria-label={title}>
          <div className="govuk-width-container" role={isUrgent ? 'alert' : 'status'}>
            <p className="px-banner__title">{title}</p>
            <p>{text}</p>
          </div>
        </section>
      ))}
    </div>
  );
}
