/** The day on which an instant falls where the organisation is: ISO instant to `YYYY-MM-DD`. */
export type DayOf = (instant: string) => string;

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The day on which an instant falls in a time zone.
 *
 * @param timeZone IANA name, such as `Europe/London`
 * @param instant ISO instant
 * @throws {RangeError} an unknown zone, or no instant
 */
export function dayIn(timeZone: string, instant: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
    format = new Intl.DateTimeFormat('en-GB', { timeZone, calendar: 'iso8601', numberingSystem: 'latn', ...parts });
    formats.set(timeZone, format);
  }
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of format.formatToParts(Date.parse(instant))) part[type] = value;
  return `${part.year?.padStart(4, '0')}-${part.month}-${part.day}`;
}

const QUARTER_HOUR = 900_000;
/** The last zone that was not a number of quarters of an hour from UTC gave that up in 1972. */
const QUARTERS_SINCE = Date.UTC(1980, 0, 1);
const QUARTERS_KEPT = 20_000;

/** {@link dayIn} for one zone, quick: a day is dear to find, and since 1980 it begins with a quarter of an hour. */
export function daysIn(timeZone: string): DayOf {
  const days = new Map<number, string>();
  return (instant) => {
    const at = Date.parse(instant);
    if (!(at >= QUARTERS_SINCE)) return dayIn(timeZone, instant);
    const quarter = Math.floor(at / QUARTER_HOUR);
    const known = days.get(quarter);
    if (known !== undefined) return known;
    if (days.size >= QUARTERS_KEPT) days.clear();
    const day = dayIn(timeZone, instant);
    days.set(quarter, day);
    return day;
  };
}

/** A time zone, and the first day on which days are told by it. */
export interface ZoneInForce {
  /** IANA name. */
  readonly value: string;
  /** `YYYY-MM-DD`, in that zone. */
  readonly from: string;
}

/**
 * Days by zones that follow one another: the day of an instant is that in the last zone whose own first day has come by
 * then. Where a place jumps across the date line, a day is missing, or lasts longer.
 *
 * @param first before all others
 * @param others in the order of their first days
 */
export function daysInTurn(first: string, others: readonly ZoneInForce[]): DayOf {
  const before = daysIn(first);
  const later = others.map(({ value, from }) => ({ dayOf: daysIn(value), from })).reverse();
  if (later.length === 0) return before;
  return (instant) => {
    for (const { dayOf, from } of later) {
      const day = dayOf(instant);
      if (day >= from) return day;
    }
    return before(instant);
  };
}

/** Whether this system knows the zone, under this or another name for it. */
export function isTimeZone(name: string): boolean {
  try {
    dayIn(name, '2000-01-01T00:00:00Z');
    return true;
  } catch {
    return false;
  }
}

/** Six for zones that are half a day ahead and more; the others for days that a change of zones cuts short. */
const HOURS_BESIDE_NOON = [6, ...Array.from({ length: 24 }, (_, hour) => hour)];

/**
 * An instant that is on the day both where the organisation is and in UTC: noon in UTC, unless that is on another day.
 * Of a day that there is not where the organisation is, six in the morning.
 *
 * @param day `YYYY-MM-DD`
 */
export function instantOn(day: string, dayOf: DayOf): string {
  const noon = `${day}T12:00:00.000Z`;
  if (dayOf(noon) === day) return noon;
  const others = HOURS_BESIDE_NOON.map((hour) => `${day}T${String(hour).padStart(2, '0')}:00:00.000Z`);
  return others.find((instant) => dayOf(instant) === day) ?? others[0]!;
}

const MINUTE = 60_000;
/** No zone is further from UTC. */
const FURTHEST = 15 * 60 * MINUTE;

/**
 * When a day ends: the first instant, ISO, of the next one. Time zones change offsets by whole minutes nowadays.
 *
 * @param day `YYYY-MM-DD`
 */
export function endOfDay(day: string, dayOf: DayOf): string {
  const midnight = Date.parse(`${day}T00:00:00.000Z`) + 24 * 60 * MINUTE;
  let before = midnight - FURTHEST;
  let after = midnight + FURTHEST;
  while (after - before > MINUTE) {
    const middle = before + Math.floor((after - before) / 2 / MINUTE) * MINUTE;
    if (dayOf(new Date(middle).toISOString()) <= day) before = middle;
    else after = middle;
  }
  return new Date(after).toISOString();
}
