const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** Month names are written out here because the browser's own depend on its language, and the figures' words do not. */
function monthName(number: string | undefined): string {
  return MONTHS[Number(number) - 1] ?? '';
}

/** `2026-03` → `March 2026`. */
export function longMonth(month: string): string {
  const [year, number] = month.split('-');
  return `${monthName(number)} ${year ?? ''}`.trim();
}

/** `2026-03` → `Mar 2026`, `Sept`-less so that axes stay even. */
export function shortMonth(month: string): string {
  const [year, number] = month.split('-');
  return `${monthName(number).slice(0, 3)} ${year ?? ''}`.trim();
}

/** `2026-03-07` → `7 March 2026`. */
export function longDay(day: string): string {
  const [year, number, date] = day.split('-');
  return `${Number(date)} ${monthName(number)} ${year ?? ''}`;
}

/** `2026-03-07` → `7 Mar 2026`. */
export function shortDay(day: string): string {
  const [year, number, date] = day.split('-');
  return `${Number(date)} ${monthName(number).slice(0, 3)} ${year ?? ''}`;
}

/** An ISO instant → `7 Mar 2026, 14:05:09 UTC`; what is not one is shown as it came. */
export function instant(text: string): string {
  const found = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})/.exec(text);
  return found === null ? text : `${shortDay(found[1] ?? '')}, ${found[2] ?? ''} UTC`;
}

/** Milliseconds since 1970 → the reader's own `14:05`, with its day (`7 Mar 2026, 14:05`) when that is not the day of `now`. */
export function clockTime(at: number, now: number): string {
  const [then, today] = [localParts(at), localParts(now)];
  return then.day === today.day ? then.time : `${shortDay(then.day)}, ${then.time}`;
}

function localParts(at: number): { readonly day: string; readonly time: string } {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    day: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
    time: `${two(date.getHours())}:${two(date.getMinutes())}`,
  };
}

/** Months between two months, both included; newest last. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let index = monthIndex(from); index <= monthIndex(to); index += 1) months.push(monthAt(index));
  return months;
}

export function monthIndex(month: string): number {
  const [year, number] = month.split('-');
  return Number(year) * 12 + Number(number) - 1;
}

export function monthAt(index: number): string {
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}
