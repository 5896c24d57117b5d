const millisecondsADay = 86_400_000;
const dateShape = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days since 1970-01-01 of a date that exists in the calendar, else undefined. */
export function daysOf(text: string): number | undefined {
  const match = dateShape.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.getTime() / millisecondsADay;
}

/** Facts repeat few dates, so each is worked out once a column. */
export class KnownDays {
  private readonly known = new Map<string, number | undefined>();

  get(text: string): number | undefined {
    const found = this.known.get(text);
    if (found !== undefined) return found;
    const days = daysOf(text);
    this.known.set(text, days);
    return days;
  }
}

/** The number that `count` digits from `at` on make, or NaN: a regular expression would cost most of an insert. */
function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Reads UTC times such as `2026-03-31T09:30:00.000Z` or `2026-03-31 09:30:00`. */
export class InstantReader {
  /** Since 1970-01-01 00:00:00, of the text last read. */
  seconds = 0;
  /** Within that second. */
  nanoseconds = 0;
  private readonly known = new KnownDays();

  /** @returns whether the text is such a time */
  read(text: unknown): boolean {
    if (typeof text !== 'string' || text.length < 19) return false;
    if ((text[10] !== 'T' && text[10] !== ' ') || text[13] !== ':' || text[16] !== ':') return false;
    const days = this.known.get(text.slice(0, 10));
    const [hours, minutes, seconds] = [digits(text, 11, 2), digits(text, 14, 2), digits(text, 17, 2)];
    if (days === undefined || !(hours < 24 && minutes < 60 && seconds < 60)) return false;
    this.seconds = days * 86_400 + hours * 3_600 + minutes * 60 + seconds;
    return this.readFraction(text);
  }

  private readFraction(text: string): boolean {
    const end = text.endsWith('Z') ? text.length - 1 : text.length;
    this.nanoseconds = 0;
    if (end === 19) return true;
    const count = end - 20;
    if (text[19] !== '.' || count < 1 || count > 9) return false;
    this.nanoseconds = digits(text, 20, count) * 10 ** (9 - count);
    return !Number.isNaN(this.nanoseconds);
  }
}
