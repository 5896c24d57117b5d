import type { Count, Share } from '@praxis/contracts';

export const SUPPRESSED_SYMBOL = '*';
export const NONE_SYMBOL = '–';

const THOUSANDS = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const ONE_DECIMAL = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const UP_TO_TWO = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

const TWO_DECIMALS = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const whole = (value: number): string => THOUSANDS.format(value);
export const oneDecimal = (value: number): string => ONE_DECIMAL.format(value);
export const twoDecimals = (value: number): string => TWO_DECIMALS.format(value);
/** At most two decimals, as few as the number needs: for one that stands alone. */
const plain = (value: number): string => UP_TO_TWO.format(value);

/** How to write the numbers of one column, so that it can be read down: whole where all are, with two decimals otherwise. */
export function alike(column: readonly number[]): (value: number) => string {
  return column.every((value) => twoDecimals(value).endsWith('.00')) ? whole : twoDecimals;
}

/** 0 to 1 → `73.4%`. */
export const percent = (value: number): string => `${ONE_DECIMAL.format(value * 100)}%`;

/** 0 to 1 → percentage as a number with one decimal, as charts draw it: exactly what {@link percent} prints. */
export const percentNumber = (value: number): number => Math.round(value * 1000) / 10;

const signed = (text: string, value: number): string => (value > 0 ? `+${text}` : value < 0 ? `−${text}` : text);

/** Difference of two shares (0 to 1) in percentage points: `+2.1 points`. Never a percentage of a percentage. */
export function pointsChange(now: number, before: number): string {
  const points = Math.round((now - before) * 1000) / 10;
  return `${signed(ONE_DECIMAL.format(Math.abs(points)), points)} points`;
}

/** Difference of two counts, as a number of things: a rise from zero has no percentage. */
export function countChange(now: number, before: number): string {
  const difference = Math.round((now - before) * 10) / 10;
  return signed(plain(Math.abs(difference)), difference);
}

/** The change between two shares, or null when either is not a number that may be shown. */
export function shareChange(now: Share, before: Share): string | null {
  return now.value === null || before.value === null ? null : pointsChange(now.value, before.value);
}

export function shareText(share: Share): string {
  if (share.status === 'suppressed') return SUPPRESSED_SYMBOL;
  return share.value === null ? NONE_SYMBOL : percent(share.value);
}

export function countText(count: Count): string {
  if (count.status === 'suppressed') return SUPPRESSED_SYMBOL;
  return count.value === null ? NONE_SYMBOL : whole(count.value);
}

/** 1 → `1 record`, 2 → `2 records`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  const said = whole(value);
  return `${said} ${said === '1' ? one : many}`;
}

/** A position too large for a double, grouped for reading: `12 345 678`. */
export function position(text: string): string {
  return text.replace(/\B(?=(\d{3})+(?!\d))/g, ' ');
}
