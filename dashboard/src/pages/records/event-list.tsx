import type { EventReference } from '@praxis/contracts';
import { position } from '../../format/figure.format.js';
import { instant, longDay } from '../../format/date.format.js';

function Fact({ term, text }: { readonly term: string; readonly text: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{text}</dd>
    </div>
  );
}

/** The facts of the log that made a record: what, when it was true, when it was written down, and by whom. */
export function EventList({ events }: { readonly events: readonly EventReference[] }) {
  return (
    <ol className="px-events">
      {events.map((event) => (
        <li key={event.position}>
          <p className="px-events__type">{event.type}</p>
          <dl className="px-facts px-facts--small">
            <Fact term="True from" text={longDay(event.effectiveAt)} />
            <Fact term="Recorded" text={instant(event.recordedAt)} />
            <Fact term="By" text={`${event.recordedBy} (${event.recordedByRole.replaceAll('-', ' ')})`} />
            <Fact term="Through" text={event.source} />
            <Fact term="Stream" text={`${event.stream}, revision ${event.revision}`} />
            <Fact term="Log position" text={position(event.position)} />
          </dl>
        </li>
      ))}
    </ol>
  );
}
