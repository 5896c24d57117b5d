import type { ReportQuery } from '@praxis/contracts';
import { ProblemException, problemOf } from '@praxis/http-problems';

/** The day that reports take for today. */
export interface Today {
  readonly day: string;
  /** Whether it is the last day of the demonstration: to whoever asks, another day may be today. */
  readonly standsStill: boolean;
}

/**
 * Of a day to come nothing is known: its figures would be those of today with everything expired that will be renewed,
 * and read as if everybody had lost what they can.
 *
 * @throws {ProblemException} INVALID_REQUEST: `asAt`, `knownBy` or both are after today
 */
export function requireDaysThatHaveCome(query: ReportQuery, { day, standsStill }: Today): void {
  const which = standsStill ? 'the day on which the calendar of the demonstration stands still' : 'which is today';
  const remedy = `Give ${day} or an earlier day, or leave it out.`;
  const ahead = (['asAt', 'knownBy'] as const).filter((field) => (query[field] ?? day) > day);
  const errors = ahead.map((field) => ({ field, reason: `is after ${day}, ${which}`, remedy }));
  const [first] = errors;
  if (first === undefined) return;
  const detail = `${first.field} ${query[first.field]} ${first.reason}`;
  throw new ProblemException(
    problemOf(422, 'INVALID_REQUEST', 'There are no figures of that day', detail, { remedy, errors }),
  );
}
