import type { ReportFrame } from '@praxis/contracts';
import { longDay, longMonth } from '../format/date.format.js';
import { counted } from '../format/figure.format.js';

/** What a page is about, where it is not a unit over a period but one thing over all its time. */
export type Subject = string | undefined;

const periodText = ({ period }: ReportFrame): string => `${longMonth(period.from)} to ${longMonth(period.to)}`;

export function scopeText(frame: ReportFrame, subject: Subject): string {
  const about = subject ?? `${frame.unit.label}, ${periodText(frame)}`;
  return `${about}, as at ${longDay(frame.asAt)}`;
}

/** What the figures of a page are about, in one line. */
export function FrameLine({ frame, subject }: { readonly frame: ReportFrame; readonly subject: Subject }) {
  return (
    <p className="px-frame">
      <strong>{subject ?? frame.unit.label}</strong> {subject === undefined ? <span>{periodText(frame)}</span> : null}{' '}
      <span>as at {longDay(frame.asAt)}</span> <span>known by {longDay(frame.knownBy)}</span>{' '}
      <span>{frame.dataTo === null ? 'no data recorded' : `data to ${longDay(frame.dataTo)}`}</span>{' '}
      {frame.suppression.withheld === 0 ? null : <span>{counted(frame.suppression.withheld, 'figure')} withheld</span>}
    </p>
  );
}
