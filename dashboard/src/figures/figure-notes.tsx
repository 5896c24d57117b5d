import type { ReportFrame } from '@praxis/contracts';
import { longDay } from '../format/date.format.js';
import { position, SUPPRESSED_SYMBOL } from '../format/figure.format.js';

/** Where the figures come from and what is missing from them: under every one. */
export function FigureNotes({
  frame,
  metrics,
  withheld,
}: {
  readonly frame: ReportFrame;
  readonly metrics: readonly string[];
  /** Whether this figure shows the symbol that needs explaining. */
  readonly withheld: boolean;
}) {
  const definitions = frame.definitions.filter((definition) => metrics.includes(definition.id));
  const versions = definitions.map((definition) => `${definition.title} v${definition.version}`).join(', ');
  return (
    <div className="px-notes">
      <p>
        {frame.dataTo === null ? 'No data recorded' : `Data to ${longDay(frame.dataTo)}`} · log position{' '}
        {position(frame.logPosition)}
        {versions === '' ? null : ` · ${versions}`}
      </p>
      {withheld ? (
        <p>
          {SUPPRESSED_SYMBOL} withheld. {frame.suppression.note}
        </p>
      ) : null}
    </div>
  );
}
