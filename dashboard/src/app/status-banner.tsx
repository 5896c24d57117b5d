import { useQuery } from '@tanstack/react-query';
import { statusQuery } from '../api/report-queries.js';
import { counted, position } from '../format/figure.format.js';

/** What a reader of figures must know about the machinery: only when it is not simply working. */
export function StatusBanner() {
  const { data } = useQuery(statusQuery());
  if (data === undefined || data.state === 'live') return null;
  const stopped = data.state === 'stopped';
  return (
    <section
      className={`px-banner${stopped ? ' px-banner--stopped' : ''}`}
      aria-label={stopped ? 'Figures are not being updated' : 'Figures are being updated'}
    >
      <div className="govuk-width-container">
        <p className="px-banner__title">{stopped ? 'Figures are not being updated' : 'Figures are catching up'}</p>
        {stopped ? (
          <p>
            {data.problem === null
              ? 'A projection has stopped. What you see is correct up to the log position given with each figure.'
              : `The projection “${data.problem.projection}” stopped at log position ${position(data.problem.position)}: ${data.problem.error}. What you see is correct up to the position given with each figure. Tell your administrator.`}
          </p>
        ) : (
          <p>{counted(data.lag, 'event is', 'events are')} recorded and not yet in the figures.</p>
        )}
      </div>
    </section>
  );
}
