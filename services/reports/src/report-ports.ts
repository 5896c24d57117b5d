import type { DayOf } from '@praxis/event-sourcing';
import type { AnalyticsReader } from '@praxis/metrics';
import type { Today } from './frame/known-days.js';
import { TablesRead, type Filled } from './frame/tables-read.js';
import type { Labels } from './labels/labels.js';

/** Injection token of the {@link ReportSources}. */
export const REPORT_SOURCES = Symbol('report-sources');

/** What reports are read from. */
export interface ReportSources {
  readonly analytics: AnalyticsReader;
  readonly labels: Labels;
  /** From outside. */
  readonly today: () => Promise<Today>;
  /** Which day an instant is on where the organisation is. */
  readonly calendar: () => Promise<DayOf>;
  /**
   * How far the tables are filled; undefined where that is not known.
   *
   * @throws {LogMismatch} they are of another log: nothing is to be read from them
   */
  readonly filled: () => Filled | undefined;
}

/** What one answer is read from. */
export interface ReportPorts extends Omit<ReportSources, 'filled'> {
  /** What was asked of `analytics`. */
  readonly tables: TablesRead;
}

/**
 * For one answer; its statements are stopped in the engine once the signal is aborted.
 *
 * @throws {LogMismatch}
 */
export function portsOver({ filled, ...sources }: ReportSources, signal: AbortSignal): ReportPorts {
  const tables = new TablesRead(filled());
  return { ...sources, tables, analytics: tables.through(stoppedBy(signal, sources.analytics)) };
}

function stoppedBy(signal: AbortSignal, analytics: AnalyticsReader): AnalyticsReader {
  return { query: (sql, parameters, options) => analytics.query(sql, parameters, { ...options, signal }) };
}
