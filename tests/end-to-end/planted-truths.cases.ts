import type {
  CapabilityReport,
  ChecklistReport,
  Comparison,
  CpdImpactReport,
  ImprovementReport,
  OverviewReport,
} from '@praxis/contracts';
import { describe, expect, it } from 'vitest';
import { END, type Demonstration } from './demonstration.harness.js';

/** What was planted in the demonstration provider can be seen in the reports. Must be called during collection. */
export function plantedTruthCases(opened: () => Demonstration): void {
  const improvement = (id: string) => opened().site.report<ImprovementReport>(`improvements/${id}`, END);

  describe('a CPD programme that really moved an indicator', () => {
    it('shows in every fair comparison', async () => {
      const { improvementId, rateRatio } = opened().truths.real;
      const report = await improvement(improvementId);

      for (const id of ['all-months', 'same-months', 'without-trigger-months'] as const) {
        const { ratio, low, high } = comparison(report, id);
        expect(ratio, id).toBeCloseTo(rateRatio, 1);
        expect(high, id).toBeLessThan(0.85);
        expect(low, id).toBeGreaterThan(0.4);
      }
      expect(report.conclusion).toMatch(/moved together/);
    });

    it('shows in the chart as improvement, after the programme only', async () => {
      const { improvementId, programmeFrom, changeFrom } = opened().truths.real;
      const report = await improvement(improvementId);

      expect(report.improvement.cpdFrom).toBe(programmeFrom);
      expect(flagged(report).filter(({ periodEnd }) => periodEnd < programmeFrom)).toEqual([]);
      const after = flagged(report).filter(({ periodStart }) => periodStart >= changeFrom);
      expect(after.length).toBeGreaterThanOrEqual(7);
      expect(new Set(after.map(({ variation }) => variation))).toEqual(new Set(['improvement']));
    });
  });

  describe('a CPD programme set off by two bad months', () => {
    it('looks like a success to whoever is in a hurry, and to nobody else', async () => {
      const report = await improvement(opened().truths.regressionToTheMean.improvementId);

      expect(comparison(report, 'last-two-months').high).toBeLessThan(1);
      for (const id of ['all-months', 'without-trigger-months', 'same-months'] as const) {
        expectNoChange(comparison(report, id));
      }
      expect(flagged(report)).toEqual([]);
      expect(report.conclusion).toMatch(/return to the usual/);
      expect(report.conclusion).not.toMatch(/moved together: /);
    });

    it('was found to have improved by the provider all the same', async () => {
      const report = await improvement(opened().truths.regressionToTheMean.improvementId);

      expect(report.evaluations.map(({ finding }) => finding)).toContain('improved');
    });
  });

  describe('a CPD programme that began when the season turned', () => {
    it('looks like a success against other months, and not against the same months', async () => {
      const report = await improvement(opened().truths.season.improvementId);

      expect(comparison(report, 'six-months-each-side').high).toBeLessThan(1);
      expectNoChange(comparison(report, 'same-months'));
      expect(report.conclusion).toMatch(/season/);
      expect(report.conclusion).not.toMatch(/moved together: /);
    });
  });

  describe('a CPD programme without effect', () => {
    it('shows no change in any comparison, and no flag', async () => {
      const report = await improvement(opened().truths.none.improvementId);

      for (const each of report.comparisons) expectNoChange(each);
      expect(report.comparisons.length).toBeGreaterThanOrEqual(4);
      expect(flagged(report)).toEqual([]);
      expect(report.conclusion).toMatch(/no change/i);
    });
  });

  it('every report on an improvement says what it cannot show, and never that one thing caused another', async () => {
    const { real, regressionToTheMean, season, none } = opened().truths;
    for (const { improvementId } of [real, regressionToTheMean, season, none]) {
      const report = await improvement(improvementId);
      expect(report.conclusion).toMatch(/cannot separate/);
      for (const { caution } of report.comparisons) expect(caution).toMatch(/\w/);
      const text = JSON.stringify(report);
      expect(text).not.toMatch(/\b(caused|proves?|thanks to|because of the CPD|led to)\b/i);
    }
  });

  it('the list of improvements says the same of each as its own page', async () => {
    const { improvements } = await opened().site.report<CpdImpactReport>('cpd-impact', END);

    expect(improvements.length).toBeGreaterThanOrEqual(4);
    for (const { id, reading } of improvements) expect((await improvement(id)).improvement.reading, id).toBe(reading);
  });

  describe('a team whose capability declines', () => {
    it('has ever fewer of its required competences from the day on which its leader left', async () => {
      const { unitId } = opened().truths.decline;
      const met = async (asAt: string) => {
        const query = { asAt, knownBy: END.knownBy, unit: unitId };
        return (
          (await opened().site.report<CapabilityReport>('workforce-capability', query)).now.capability.value ?? NaN
        );
      };

      const before = await met('2025-04-30');
      const later = [await met('2025-10-31'), await met('2026-04-30'), await met(END.asAt)];
      expect(later[0]).toBeLessThan(before);
      expect(later[1]).toBeLessThan(before - 0.1);
      expect(later[2]).toBeLessThan(before - 0.2);
    });

    it('is the first that the overview asks to look at', async () => {
      const { attention } = await opened().site.report<OverviewReport>('overview', END);

      expect(attention[0]).toMatchObject({ page: 'capability', search: { unit: opened().truths.decline.unitId } });
      expect(attention[0]?.text).toMatch(/fell by \d+ percentage points/);
    });

    it('is not named before it declined', async () => {
      const { attention } = await opened().site.report<OverviewReport>('overview', {
        asAt: '2025-04-30',
        knownBy: '2025-04-30',
      });

      expect(attention.map(({ search }) => search['unit'])).not.toContain(opened().truths.decline.unitId);
    });
  });

  describe('the checklist', () => {
    it('progresses: more items are in place each year', async () => {
      const { trend } = await opened().site.report<ChecklistReport>('checklist', { ...END, from: '2022-12' });
      const inPlace = (month: string) => trend.find((row) => row.month === month)?.['in-place'].value ?? NaN;

      const years = ['2022-12', '2023-10', '2024-10', '2025-10', '2026-10'].map(inPlace);
      expect(years).toEqual(years.toSorted((one, other) => one - other));
      expect(years.at(-1)).toBeGreaterThan(2 * (years[1] ?? NaN));
    });

    it('stands still where it was planted to, though it is reviewed', async () => {
      const { stalledUnitId, stalledFrom } = opened().truths.checklist;
      const { units } = await opened().site.report<ChecklistReport>('checklist', END);
      const stalled = units.find(({ id }) => id === stalledUnitId);

      expect(stalled?.items.every(({ since }) => since === null || since <= stalledFrom)).toBe(true);
      expect((stalled?.lastReviewed ?? '') > '2026-01-01').toBe(true);
    });

    /** What the file calls an action is kept as a pseudonym. */
    const recorded = (actionId: string) => opened().site.platform.personal.pseudonym('action', actionId);

    it('lists the action that is overdue, since when and by how much', async () => {
      const { overdueActionId, overdueUnitId, overdueItem, overdueSince } = opened().truths.checklist;
      const { actions } = await opened().site.report<ChecklistReport>('checklist', END);

      expect(actions.list.find(({ id }) => id === recorded(overdueActionId))).toMatchObject({
        unit: overdueUnitId,
        item: overdueItem,
        dueOn: overdueSince,
        state: 'overdue',
        daysOverdue: 579,
      });
      expect(actions.overdue.value).toBe(actions.list.filter(({ state }) => state === 'overdue').length);
    });

    it('had it open, and not yet overdue, on the day it was due', async () => {
      const { overdueActionId, overdueSince } = opened().truths.checklist;
      const query = { asAt: overdueSince, knownBy: END.knownBy };
      const { actions } = await opened().site.report<ChecklistReport>('checklist', query);

      expect(actions.list.find(({ id }) => id === recorded(overdueActionId))).toMatchObject({
        state: 'open',
        daysOverdue: 0,
      });
    });
  });
}

function comparison(report: ImprovementReport, id: Comparison['id']): { ratio: number; low: number; high: number } {
  const found = report.comparisons.find((candidate) => candidate.id === id);
  if (!found || found.ratio === null || found.low === null || found.high === null) {
    throw new Error(`${report.improvement.id} has no comparison ${id} with an interval`);
  }
  return { ratio: found.ratio, low: found.low, high: found.high };
}

/** The interval of the ratio holds 1. */
function expectNoChange({ low, high }: { readonly low: number | null; readonly high: number | null }): void {
  expect(low).toBeLessThan(1);
  expect(high).toBeGreaterThan(1);
}

function flagged({ chart }: ImprovementReport) {
  return (chart?.points ?? []).filter(({ rule }) => rule !== 'none');
}
