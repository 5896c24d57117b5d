import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day, iso } from '../calendar.js';
import { requirementsOn, type RoleId } from '../provider/role-profiles.js';
import { generated, type Generated } from '../testing/generated.js';
import {
  CHECKLIST,
  COMPARISON,
  CORRECTED_MONTH,
  DECLINE,
  LATE_MONTH,
  NONE,
  REAL,
  REGRESSION,
  SEASON,
} from './planted-truths.js';
import { longestRun, type Period, rateRatio, rates, signals, xmrLimits } from './series-evidence.js';

interface Month extends Period {
  readonly month: string;
}

describe.each([2026, 1])('what is planted, with seed %i', (seed) => {
  let provider: Generated;
  beforeAll(async () => {
    provider = await generated({ seed });
  });
  afterAll(() => provider.remove());

  /** The months of an indicator as last recorded. */
  const series = ({ unitId, indicator }: { readonly unitId: string; readonly indicator: string }): readonly Month[] => {
    const months = new Map<string, Month>();
    for (const row of provider.rows('indicators')) {
      if (row.UNIT !== unitId || row.INDICATOR !== indicator || row.FACT === 'defined') continue;
      const month = { month: row.PERIODSTART, numerator: Number(row.NUMERATOR), denominator: Number(row.DENOMINATOR) };
      months.set(row.PERIODSTART, month);
    }
    expect(months.size).toBe(48);
    return [...months.values()];
  };
  const during = (months: readonly Month[], from: string, to: string): readonly Month[] =>
    months.filter(({ month }) => month >= from && month < to);

  it('the moving-and-handling programme lowers falls from the month after, and the chart shows a shift', () => {
    const months = series(REAL);
    const before = during(months, '2022-11', iso(REAL.changeFrom));
    const after = during(months, iso(REAL.changeFrom), '2027');
    const { ratio, high } = rateRatio(before, after);
    expect(ratio).toBeGreaterThan(0.54);
    expect(ratio).toBeLessThan(0.66);
    expect(high).toBeLessThan(0.75);
    const baseline = xmrLimits(rates(before));
    expect(signals(rates(before), baseline)).toBe(false);
    expect(longestRun(rates(after.slice(0, 7)), 'below', baseline.mean)).toBe(7);
    expect(longestRun(rates(after), 'below', xmrLimits(rates(months)).mean)).toBeGreaterThanOrEqual(7);
  });

  it('falls elsewhere did not change then', () => {
    const months = series(COMPARISON);
    const change = iso(REAL.changeFrom);
    const { ratio } = rateRatio(during(months, '2022-11', change), during(months, change, '2027'));
    expect(Math.abs(ratio - 1)).toBeLessThan(0.07);
  });

  it('the medicines refresher follows the two worst months, and changes nothing but how it looks', () => {
    const months = series(REGRESSION);
    const [first, second] = REGRESSION.triggerMonths.map(iso);
    const launch = '2025-02-01';
    const triggers = months.filter(({ month }) => month === first || month === second);
    const earlier = during(months, '2022-11', first ?? '');
    expect(Math.max(...rates(earlier))).toBeLessThanOrEqual(Math.min(...rates(triggers)));

    const naive = rateRatio(triggers, during(months, launch, '2025-04'));
    expect(naive.high).toBeLessThan(1);
    const honest = rateRatio(earlier, during(months, launch, '2027'));
    expect(honest.low).toBeLessThan(1);
    expect(honest.high).toBeGreaterThan(1);
    expect(Math.abs(honest.ratio - 1)).toBeLessThan(0.06);
    expect(signals(rates(months), xmrLimits(rates(months)))).toBe(false);
  });

  it('the hydration programme looks good against the winter before it, and like nothing against the summer before', () => {
    const months = series(SEASON);
    const summer = during(months, '2025-04', '2025-10');
    expect(rateRatio(during(months, '2024-10', '2025-04'), summer).high).toBeLessThan(1);
    const sameMonths = rateRatio(during(months, '2024-04', '2024-10'), summer);
    expect(Math.abs(sameMonths.ratio - 1)).toBeLessThan(0.1);
    const wholeYears = rateRatio(during(months, '2024-04', '2025-04'), during(months, '2025-04', '2026-04'));
    expect(Math.abs(wholeYears.ratio - 1)).toBeLessThan(0.06);
    const winter = rateRatio(during(months, '2023-06', '2023-09'), during(months, '2023-12', '2024-03'));
    expect(winter.low).toBeGreaterThan(1);
  });

  it('the complaints course shows nothing, before or after', () => {
    const months = series(NONE);
    const launch = '2024-09';
    const { ratio, low, high } = rateRatio(during(months, '2022-11', launch), during(months, launch, '2027'));
    expect(Math.abs(ratio - 1)).toBeLessThan(0.06);
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(1);
    expect(signals(rates(months), xmrLimits(rates(months)))).toBe(false);
  });

  it.each([REAL, REGRESSION, SEASON, NONE])('$improvementId is linked, and its people took part', (truth) => {
    const links = provider.rows('improvements').filter(({ FACT }) => FACT === 'cpd-linked');
    const link = links.find(({ IMPROVEMENT }) => IMPROVEMENT === truth.improvementId);
    expect(link).toMatchObject({
      DATE: iso(truth.programmeFrom),
      PROGRAMME: truth.programmeId,
      INDICATORUNIT: truth.unitId,
      INDICATOR: truth.indicator,
    });
    const took = provider.rows('learning').filter(({ PROGRAMME }) => PROGRAMME === truth.programmeId);
    expect(took.length).toBeGreaterThan(12);
    expect(took.every(({ DATE }) => DATE >= iso(truth.programmeFrom) && DATE <= iso(truth.programmeTo))).toBe(true);
  });

  it('one team declines over the last eighteen months while the others improve', () => {
    const share = agreedAtOrAbove(provider);
    const [before, last] = [['2024-11-01', '2025-05-01'] as const, ['2026-05-01', '2026-11-01'] as const];
    expect(share('team', ...last)).toBeLessThan(share('team', ...before) - 0.25);
    expect(share('team', '2025-11-01', '2026-05-01')).toBeLessThan(share('team', ...before));
    expect(share('others', ...last)).toBeGreaterThan(share('others', '2023-05-01', '2023-11-01') + 0.08);
    expect(share('others', ...last)).toBeGreaterThan(share('others', ...before));
  });

  it('the checklist moves from not started to in place, one service stalls, one action stays overdue', () => {
    const rows = provider.rows('checklist');
    const shareOn = (on: string, status: string, unit?: string): number => {
      const items = new Map<string, string>();
      for (const { FACT, UNIT, ITEM, STATUS, DATE } of rows.toSorted((one, other) =>
        one.DATE < other.DATE ? -1 : 1,
      )) {
        if (!['assessed', 'corrected'].includes(FACT) || DATE > on || (unit ?? UNIT) !== UNIT) continue;
        items.set(`${UNIT} ${ITEM}`, STATUS);
      }
      return [...items.values()].filter((one) => one === status).length / items.size;
    };
    expect(shareOn('2023-02-28', 'not-started')).toBeGreaterThan(0.5);
    expect(shareOn('2024-10-31', 'in-place')).toBeGreaterThan(0.15);
    expect(shareOn('2026-10-31', 'in-place')).toBeGreaterThan(0.6);
    const { stalledUnitId, stalledFrom, overdueActionId, overdueSince } = CHECKLIST;
    expect(shareOn('2026-10-31', 'in-place', stalledUnitId)).toBe(shareOn(iso(stalledFrom), 'in-place', stalledUnitId));
    const facts = rows.filter(({ ACTION }) => ACTION === overdueActionId);
    expect(facts.map(({ FACT, DUE }) => [FACT, DUE])).toEqual([['action-planned', iso(overdueSince)]]);
    expect(rows.some(({ FACT }) => FACT === 'action-slipped')).toBe(true);
  });

  it('a rating was agreed in March and recorded in July, over one below what is required', () => {
    const { worker, reviewId, element, late, earlier, required } = provider.manifest.truths.lateRating;
    const agreed = provider
      .rows('ratings')
      .filter((row) => row.WORKER === worker && row.ELEMENT === element && row.SOURCE === 'agreed');
    const known = (by: string, asAt: string) =>
      agreed.filter(({ RECORDED, DATE }) => RECORDED <= by && DATE <= asAt).at(-1)?.RATING;
    expect(agreed.find(({ REVIEW }) => REVIEW === reviewId)).toMatchObject({ DATE: late.on, RECORDED: late.recorded });
    expect(known('2025-06-30', '2025-06-30')).toBe(String(earlier.rating));
    expect(known('2025-07-01', '2025-06-30')).toBe(String(late.rating));
    expect(known('2025-07-01', '2025-03-09')).toBe(String(earlier.rating));
    const sameDay = provider.rows('ratings').filter((row) => row.RECORDED === late.recorded);
    const inService = sameDay.filter(({ WORKPLACE }) => WORKPLACE === 'ALDER-COURT');
    expect(inService.map(({ FACT, ELEMENT }) => [FACT, ELEMENT])).toEqual([
      ['rated', element],
      ['completed', ''],
    ]);
    expect(earlier.rating).toBeLessThan(required);
    expect(late.rating).toBeGreaterThanOrEqual(required);
  });

  it('one month was corrected in September, and one was recorded a quarter late', () => {
    const of = (truth: typeof CORRECTED_MONTH | typeof LATE_MONTH) =>
      provider
        .rows('indicators')
        .filter((row) => row.UNIT === truth.unitId && row.INDICATOR === truth.indicator)
        .filter((row) => row.PERIODSTART === iso(truth.month))
        .map(({ FACT, RECORDED, NUMERATOR }) => ({ FACT, RECORDED, NUMERATOR }));
    expect(of(CORRECTED_MONTH)).toEqual([
      { FACT: 'measured', RECORDED: '2025-07-04', NUMERATOR: '3' },
      { FACT: 'corrected', RECORDED: '2025-09-15', NUMERATOR: '9' },
    ]);
    expect(of(LATE_MONTH)).toMatchObject([{ FACT: 'measured', RECORDED: '2024-12-02' }]);
  });
});

/** Share of the agreed ratings of a time that meet what the role requires, in the declining team or in the others. */
function agreedAtOrAbove(provider: Generated): (of: 'team' | 'others', from: string, to: string) => number {
  const teams = new Map<string, string>();
  const roles = new Map<string, RoleId>();
  for (const row of provider.rows('assignments')) {
    if (row.FACT === 'team') teams.set(row.WORKER, row.TEAM);
    if (row.FACT === 'role-profile') roles.set(row.WORKER, row.ROLEPROFILE as RoleId);
  }
  return (of, from, to) => {
    const met = provider.rows('ratings').flatMap((row) => {
      if (row.FACT !== 'rated' || row.SOURCE !== 'agreed' || row.DATE < from || row.DATE >= to) return [];
      const role = roles.get(row.WORKER);
      if ((teams.get(row.WORKER) === DECLINE.unitId) !== (of === 'team') || role === undefined) return [];
      const required = requirementsOn(role, day(row.DATE)).find(({ element }) => element === row.ELEMENT);
      return required ? [Number(row.RATING) >= required.rating] : [];
    });
    expect(met.length).toBeGreaterThan(30);
    return met.filter(Boolean).length / met.length;
  };
}
