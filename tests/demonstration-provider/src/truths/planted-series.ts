import { type Day, MONTHS } from '../calendar.js';
import type { Random } from '../chance/random.js';
import { COMPARISON, NONE, REAL, REGRESSION, SEASON } from './planted-truths.js';
import { longestRun, type Period, rateRatio, rates, signals, xmrLimits } from './series-evidence.js';

/** Draws the numerators of the 48 months. */
export type DrawSeries = (random: Random) => readonly Period[];

interface Plan {
  readonly unitId: string;
  readonly indicator: string;
  /** The rate of a month relative to the indicator's usual one. */
  readonly factor: (month: Day) => number;
  readonly arrange?: (series: readonly Period[]) => readonly Period[];
  readonly holds: (series: readonly Period[]) => boolean;
}

const monthIndex = (day: Day): number => MONTHS.findLastIndex((month) => month <= day);
const between = (value: number, low: number, high: number): boolean => value >= low && value <= high;

const changed = monthIndex(REAL.changeFrom);
const real: Plan = {
  ...REAL,
  factor: (month) => (month >= REAL.changeFrom ? REAL.rateRatio : 1),
  holds: (series) => {
    const [before, after] = [series.slice(0, changed), series.slice(changed)];
    const limits = xmrLimits(rates(before));
    const whole = xmrLimits(rates(series));
    return (
      between(rateRatio(before, after).ratio, 0.57, 0.63) &&
      !signals(rates(before), limits) &&
      longestRun(rates(after).slice(0, 7), 'below', limits.mean) === 7 &&
      longestRun(rates(after), 'below', whole.mean) >= 7
    );
  },
};

const comparison: Plan = {
  ...COMPARISON,
  factor: () => 1,
  holds: (series) =>
    between(rateRatio(series.slice(0, changed), series.slice(changed)).ratio, 0.94, 1.06) &&
    !signals(rates(series), xmrLimits(rates(series))),
};

const triggers = REGRESSION.triggerMonths.map(monthIndex);
const launched = monthIndex(REGRESSION.programmeFrom);
const regression: Plan = {
  ...REGRESSION,
  factor: () => 1,
  arrange: worstBecomeTriggers,
  holds: (series) => {
    const baseline = series.slice(0, launched).filter((_, index) => !triggers.includes(index));
    const naive = rateRatio(series.slice(launched - 2, launched), series.slice(launched, launched + 2));
    const limits = xmrLimits(rates(series));
    const worst = rates(series.slice(0, launched)).toSorted((one, other) => other - one);
    return (
      rates(series.slice(launched - 2, launched)).every((rate) => rate >= (worst[1] ?? 0)) &&
      between(rateRatio(baseline, series.slice(launched)).ratio, 0.95, 1.05) &&
      naive.ratio <= 0.65 &&
      naive.high < 1 &&
      !signals(rates(series), limits)
    );
  },
};

const inSpring = monthIndex(SEASON.programmeFrom);
const season: Plan = {
  ...SEASON,
  factor: (month) => {
    const sinceJanuary = new Date(month * 86_400_000).getUTCMonth();
    return 1 + SEASON.amplitude * Math.cos((2 * Math.PI * sinceJanuary) / 12);
  },
  holds: (series) => {
    const window = (from: number, months: number): readonly Period[] => series.slice(from, from + months);
    // June to August against December to February: before the programme twice, and again after it.
    const winters = [7, 19, 31].every((june) => rateRatio(window(june, 3), window(june + 6, 3)).ratio >= 1.7);
    return (
      winters &&
      rateRatio(window(inSpring - 6, 6), window(inSpring, 6)).ratio <= 0.7 &&
      between(rateRatio(window(inSpring - 12, 6), window(inSpring, 6)).ratio, 0.92, 1.08) &&
      between(rateRatio(window(inSpring - 12, 12), window(inSpring, 12)).ratio, 0.95, 1.05)
    );
  },
};

const taught = monthIndex(NONE.programmeFrom);
const none: Plan = {
  ...NONE,
  factor: () => 1,
  holds: (series) =>
    between(rateRatio(series.slice(0, taught), series.slice(taught)).ratio, 0.95, 1.05) &&
    between(rateRatio(series.slice(taught - 6, taught), series.slice(taught, taught + 6)).ratio, 0.88, 1.12) &&
    !signals(rates(series), xmrLimits(rates(series))),
};

const PLANS: readonly Plan[] = [real, comparison, regression, season, none];

export function plantedSeries(unitId: string, indicator: string): Plan | undefined {
  return PLANS.find((plan) => plan.unitId === unitId && plan.indicator === indicator);
}

/**
 * Draws a series until what is planted can be seen in it: with real counts, chance alone would now and then hide an
 * effect that is there or show one that is not.
 */
export function drawPlanted(
  plan: Plan,
  draw: (factor: (month: Day) => number) => DrawSeries,
  random: Random,
): readonly Period[] {
  const series = draw(plan.factor);
  for (let attempt = 0; attempt < 50_000; attempt += 1) {
    const drawn = series(random.child(attempt));
    const arranged = plan.arrange?.(drawn) ?? drawn;
    if (plan.holds(arranged)) return arranged;
  }
  throw new Error(`No series of ${plan.unitId} ${plan.indicator} shows what is planted in it`);
}

/** The months before the programme are exchangeable: that the two worst come last of all is chance, chosen here. */
function worstBecomeTriggers(series: readonly Period[]): readonly Period[] {
  const arranged = [...series];
  for (const last of [launched - 1, launched - 2]) {
    const open = rates(arranged.slice(0, last + 1));
    const worst = open.indexOf(Math.max(...open));
    const [one, other] = [arranged[worst], arranged[last]];
    if (one === undefined || other === undefined) continue;
    arranged[last] = { numerator: one.numerator, denominator: other.denominator };
    arranged[worst] = { numerator: other.numerator, denominator: one.denominator };
  }
  return arranged;
}
