import type { SystemStatus } from '@praxis/contracts';
import { useQuery } from '@tanstack/react-query';
import { statusQuery } from '../api/report-queries.js';
import { counted, position } from '../format/figure.format.js';

/** What a reader of figures must know about the machinery: only when it is not simply working. */
export function StatusBanner() {
  const { data } = useQuery(statusQuery());
  if (data === undefined || data.state === 'live') return null;
  const { title, text, isUrgent } = bannerOf(data);
  return (
    <section className={`px-banner${isUrgent ? ' px-banner--stopped' : ''}`} aria-label={title}>
      <div className="govuk-width-container">
        <p className="px-banner__title">{title}</p>
        <p>{text}</p>
      </div>
    </section>
  );
}

const CORRECT_UP_TO = 'What you see is correct up to the log position given with each figure.';

function bannerOf({ state, problem, lag }: SystemStatus): { title: string; text: string; isUrgent: boolean } {
  switch (state) {
    case 'stopped':
      return {
        title: 'Figures are not being updated',
        text:
          problem === null
            ? `A projection has stopped. ${CORRECT_UP_TO}`
            : `The projection “${problem.projection}” stopped at log position ${position(problem.position)}: ${problem.error}. ${CORRECT_UP_TO} Tell your administrator.`,
        isUrgent: true,
      };
    case 'held':
      return {
        title: 'Figures are not being updated at the moment',
        text: `${problem?.error ?? 'The event log does not answer'}. ${CORRECT_UP_TO} It goes on by itself once that is over.`,
        isUrgent: true,
      };
    default:
      return {
        title: 'Figures are catching up',
        text: `${counted(lag, 'event is', 'events are')} recorded and not yet in the figures.`,
        isUrgent: false,
      };
  }
}
