/** `DD/MM/YYYY`, with nothing around it, as `YYYY-MM-DD`; undefined when it is not a day that exists. */
export function dayOf(text: string): string | undefined {
  const [, day, month, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? [];
  if (day === undefined || month === undefined || year === undefined) return undefined;
  const iso = `${year}-${month}-${day}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? undefined : iso;
}

/**
 * The last day a certificate is valid: so many months after its completion, less a day. A month without that day ends
 * earlier, and the day is taken off after that: 31 January and 1 month give 27 February.
 */
export function expiryOf(completedOn: string, months: number): string {
  const [year, month, day] = completedOn.split('-').map(Number) as [number, number, number];
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const same = new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastOfMonth)));
  same.setUTCDate(same.getUTCDate() - 1);
  return same.toISOString().slice(0, 10);
}

/** The day on which somebody born on a day turns so many years. */
export function birthday(bornOn: string, years: number): string {
  const [year, month, day] = bornOn.split('-').map(Number) as [number, number, number];
  const lastOfMonth = new Date(Date.UTC(year + years, month, 0)).getUTCDate();
  return new Date(Date.UTC(year + years, month - 1, Math.min(day, lastOfMonth))).toISOString().slice(0, 10);
}

/** Nobody works, or is trained for it, before this age. */
export const MINIMUM_AGE = 14;
