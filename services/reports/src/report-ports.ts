import type { DayOf } from '@praxis/event-sourcing';
import type { AnalyticsReader } from '@praxis/metrics';
import type { Labels } from './labels/labels.js';

/** Injection token of the {@link ReportPorts}. */
export const REPORT_PORTS = Symbol('report-ports');

export interface ReportPorts {
  readonly analytics: AnalyticsReader;
  readonly labels: Labels;
  /** `YYYY-MM-DD`, from outside. */
  readonly today: () => Promise<string>;
  /** Which day an instant is on where the organisation is. */
  readonly calendar: () => Promise<DayOf>;
}
