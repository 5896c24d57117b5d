import type { ReportQuery } from '@praxis/contracts';
import { ProblemException, problemOf } from '@praxis/http-problems';
import { addMonths, monthOf, monthsBetween } from '@praxis/metrics';

const MAX_MONTHS = 120;
const DEFAULT_MONTHS = 24;

/**
 * The months of a report, oldest first; none of them begins after the day as at which it is asked for.
 *
 * @throws {ProblemException} INVALID_PERIOD: upside down, too long, or all of it to come
 */
export function monthsOf({ from: first, to: last }: ReportQuery, asAt: string): string[] {
  const to = last ?? monthOf(asAt);
  const from = first ?? addMonths(to, 1 - DEFAULT_MONTHS);
  if (last !== undefined && from > to) {
    const reason = `is later than ${to}, the month in which the period ends`;
    refuseMonth('from', from, reason, 'Give a first month that is not later than the last.');
  }
  if (from > monthOf(asAt)) refuseTheFuture(first, to, asAt);
  if (addMonths(from, MAX_MONTHS) <= to) {
    const which = last === undefined ? `, the month of ${asAt}, for no last month is given` : '';
    const reason = `begins a period of more than ${MAX_MONTHS} months, which ends in ${to}${which}`;
    refuseMonth(
      'from',
      from,
      reason,
      last === undefined
        ? 'Give a later first month, or a last month as well.'
        : 'Give a later first month, or an earlier last one.',
    );
  }
  return monthsBetween(from, to).filter((month) => month <= monthOf(asAt));
}

/** No month of the period has begun: the month that was given is told, never the one that was counted from it. */
function refuseTheFuture(first: string | undefined, to: string, asAt: string): never {
  if (first !== undefined) refuseMonth('from', first, begunAfter(asAt), 'Give an earlier month.');
  const reason = `ends a period of ${DEFAULT_MONTHS} months of which none has begun by ${asAt}`;
  return refuseMonth('to', to, reason, 'Give an earlier month, or a first month as well.');
}

export const begunAfter = (asAt: string): string => `begins after ${asAt}, the day as at which figures are asked for`;

/** @param reason goes on from the field and the month, as in “from 2026-10 begins after …” */
export function refuseMonth(field: 'from' | 'to' | 'month', month: string, reason: string, remedy: string): never {
  throw new ProblemException(
    problemOf(422, 'INVALID_PERIOD', 'The period cannot be reported', `${field} ${month} ${reason}`, {
      remedy,
      errors: [{ field, reason, remedy }],
    }),
  );
}
