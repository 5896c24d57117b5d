const ISO = /^\d{4}-\d{2}-\d{2}$/;
const WITH_SLASHES = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** What the tables can hold, and nobody who is alive has seen the end of. */
const FIRST = '1900-01-01';
const LAST = '2299-12-31';

/** Whether the text is a day that exists, as `YYYY-MM-DD`. */
export function isDay(value: string): boolean {
  if (!ISO.test(value)) return false;
  // The 30th of February is read as the 2nd of March.
  return new Date(`${value}T00:00:00Z`).getUTCDate() === Number(value.slice(8));
}

/** Whether a day is one from 1900 to 2299: another year is a typing error. */
export function isPlausible(day: string): boolean {
  return day >= FIRST && day <= LAST;
}

/** The day in a cell as `YYYY-MM-DD`: written like that, or as `DD/MM/YYYY`. Undefined when it is none. */
export function dayIn(cell: string): string | undefined {
  if (isDay(cell)) return cell;
  const [, day, month, year] = WITH_SLASHES.exec(cell) ?? [];
  return day === undefined ? undefined : dayOf(year!, month!, day);
}

/** Whether the cell can only be a day if its month stands before its day: `03/25/2026`. */
export function isMonthFirst(cell: string): boolean {
  const [, month, day, year] = WITH_SLASHES.exec(cell) ?? [];
  return month !== undefined && dayIn(cell) === undefined && dayOf(year!, month, day!) !== undefined;
}

/** Whether the cell can only be a day if its day stands before its month: `25/03/2026`. */
function isDayFirst(cell: string): boolean {
  const [, month, day, year] = WITH_SLASHES.exec(cell) ?? [];
  return month !== undefined && dayIn(cell) !== undefined && dayOf(year!, month, day!) === undefined;
}

function dayOf(year: string, month: string, day: string): string | undefined {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(iso) ? iso : undefined;
}

/**
 * Watches a column of days. Where some can only be read month first and none can only be read day first, the others
 * would be read as other days than are meant: then none may be taken.
 */
export class DayColumn {
  #monthFirst: { readonly row: number } | undefined;
  #dayFirst = false;

  watch(cell: string, row: number): void {
    if (isMonthFirst(cell)) this.#monthFirst ??= { row };
    else this.#dayFirst ||= isDayFirst(cell);
  }

  /** The first row that says so, when the whole column has the month first. */
  get monthFirstSince(): number | undefined {
    return this.#dayFirst ? undefined : this.#monthFirst?.row;
  }
}
