/** Months are `YYYY-MM`, days `YYYY-MM-DD`; both sort as text. */

export function monthOf(day: string): string {
  return day.slice(0, 7);
}

export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}

export function lastDayOf(month: string): string {
  const day = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  return `${month}-${String(day).padStart(2, '0')}`;
}

/** The same day `count` months away, or the last of that month where it has no such day. */
export function shiftDay(day: string, count: number): string {
  const last = lastDayOf(addMonths(monthOf(day), count));
  const same = `${monthOf(last)}-${day.slice(8)}`;
  return same < last ? same : last;
}

/** The day on which a month is looked at: its last, or the as-at day when the month is not over by then. */
export function sampleDay(month: string, asAt: string): string {
  const last = lastDayOf(month);
  return last < asAt ? last : asAt;
}
