import type { IndicatorMonth } from '../indicator-months.js';

/** Consecutive months from `first` (`YYYY-MM`) with the given numerators and one exposure. */
export function constructedMonths(
  first: string,
  numerators: readonly (number | null)[],
  denominator: number,
): IndicatorMonth[] {
  const origin = Number(first.slice(0, 4)) * 12 + Number(first.slice(5)) - 1;
  return numerators.map((numerator, index) => {
    const at = origin + index;
    const month = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    return { month, numerator, denominator };
  });
}
