import type { ReportFrame } from '@praxis/contracts';
import { longDay, longMonth } from '../format/date.format.js';
import { counted } from '../format/figure.format.js';

export const scopeText = ({ unit, period, asAt }: ReportFrame): string =>
  `${unit.label}, ${longMonth(period.from)} to ${longMonth(period.to)}, as at ${longDay(asAt)}`;

/** What the figures of a page are about, in one line. */
export function FrameLine({ frame }: { readonly frame: ReportFrame }) {
  return (
    <p className="px-frame">
      <strong>{frame.unit.label}</strong>
      <span>
        {longMonth(frame.period.from)} to {longMonth(frame.period.to)}
      </span>
      <span>as at {longDay(frame.asAt)}</span>
      <span>known by {longDay(frame.knownBy)}</span>
      <span>{frame.dataTo === null ? 'no data recorded' : `data to ${longDay(frame.dataTo)}`}</span>
      {frame.suppression.withheld === 0 ? null : <span>{counted(frame.suppression.withheld, 'figure')} withheld</span>}
    </p>
  );
}
