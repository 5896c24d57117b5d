/** A day as the number of days since 1970-01-01: comparing and adding days is then arithmetic. */
export type Day = number;

const MILLISECONDS = 86_400_000;
const written = new Map<Day, string>();

/** @throws {RangeError} a text that is not a day in the form `YYYY-MM-DD` */
export function day(text: string): Day {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) {
    throw new RangeError(`${text} is not a day in the form YYYY-MM-DD`);
  }
  return time / MILLISECONDS;
}

/** `YYYY-MM-DD`. */
export function iso(of: Day): string {
  let text = written.get(of);
  if (text === undefined) {
    text = new Date(of * MILLISECONDS).toISOString().slice(0, 10);
    written.set(of, text);
  }
  return text;
}

/** `DD/MM/YYYY`, as the ASC-WDS files write days. */
export function british(of: Day): string {
  const text = iso(of);
  return `${text.slice(8)}/${text.slice(5, 7)}/${text.slice(0, 4)}`;
}

export function yearOf(of: Day): number {
  return Number(iso(of).slice(0, 4));
}

/** The first day of the month that lies so many months after the month of `of`. */
export function monthStart(of: Day, monthsLater = 0): Day {
  const text = iso(of);
  return Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1 + monthsLater, 1) / MILLISECONDS;
}

/** Saturdays and Sundays become the Monday after. */
export function weekday(of: Day): Day {
  const sinceMonday = (of + 3) % 7;
  return sinceMonday === 5 ? of + 2 : sinceMonday === 6 ? of + 1 : of;
}

/** The provider's records begin here: everything before is known only as a starting position. */
export const BEGINNING = day('2022-11-01');
/** The last day that the provider has a story for. */
export const END = day('2026-10-31');

/** The first days of the forty-eight months of the story. */
export const MONTHS: readonly Day[] = Array.from({ length: 48 }, (_, month) => monthStart(BEGINNING, month));

/** Years since the beginning, as a fraction. */
export function yearsIn(of: Day): number {
  return (of - BEGINNING) / 365.25;
}

/** So many months later, on the last day of the month where it has no such day. */
export function addMonths(of: Day, months: number): Day {
  const first = monthStart(of, months);
  const dayOfMonth = of - monthStart(of);
  return Math.min(first + dayOfMonth, monthStart(first, 1) - 1);
}
