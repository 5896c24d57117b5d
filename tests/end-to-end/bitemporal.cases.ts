import type {
  CapabilityReport,
  CpdImpactReport,
  FigureRecords,
  ImprovementReport,
  OverviewReport,
} from '@praxis/contracts';
import { describe, expect, it } from 'vitest';
import { END, type Demonstration } from './demonstration.harness.js';
import { ownCsv } from './own-csv.js';

interface Dates {
  readonly asAt: string;
  readonly knownBy: string;
}

/** As at and known by change the figures as they should. Must be called during collection. */
export function bitemporalCases(opened: () => Demonstration): void {
  describe('a rating that was recorded months late', () => {
    const BEFORE_IT_WAS_KNOWN = { asAt: '2025-06-30', knownBy: '2025-06-30' };
    const AS_SOON_AS_IT_WAS_KNOWN = { asAt: '2025-06-30', knownBy: '2025-07-01' };

    async function cell(dates: Dates) {
      const { workplace, worker, unitId, element } = opened().truths.lateRating;
      const query = { ...dates, figure: 'capability', unit: unitId, element, limit: '1000' };
      const { records } = await opened().site.report<FigureRecords>('records', query);
      const workerId = opened().workerId(workplace, worker);
      const found = records.find(({ values }) => values['worker'] === workerId);
      if (!found) throw new Error(`There is no cell of ${workerId} ${JSON.stringify(dates)}`);
      return found;
    }

    it('is below what is required until it is known, and met from that day on', async () => {
      const { earlier, late, required } = opened().truths.lateRating;

      const before = await cell(BEFORE_IT_WAS_KNOWN);
      expect(before).toMatchObject({
        inNumerator: false,
        values: { required, rating: earlier.rating, ratedOn: earlier.on },
      });
      const after = await cell(AS_SOON_AS_IT_WAS_KNOWN);
      expect(after).toMatchObject({ inNumerator: true, values: { required, rating: late.rating, ratedOn: late.on } });
      expect(after.events.map(({ recordedAt }) => recordedAt.slice(0, 10))).toContain(late.recorded);
    });

    it('was not so on the day before it was agreed, whenever it is asked', async () => {
      for (const knownBy of ['2025-03-09', '2025-06-30', '2025-07-01', END.knownBy]) {
        expect(await cell({ asAt: '2025-03-09', knownBy }), knownBy).toMatchObject({
          inNumerator: false,
          values: { rating: opened().truths.lateRating.earlier.rating },
        });
      }
      expect(await cell({ asAt: '2025-03-10', knownBy: END.knownBy })).toMatchObject({ inNumerator: true });
    });

    it('moves the figures of its team and service by exactly one', async () => {
      const amounts = async (unit: string, dates: Dates) => {
        const { now } = await opened().site.report<CapabilityReport>('workforce-capability', { ...dates, unit });
        return { met: now.capability.numerator ?? NaN, of: now.capability.denominator };
      };
      for (const unit of ['alder-court-garden', 'alder-court']) {
        const before = await amounts(unit, BEFORE_IT_WAS_KNOWN);
        const after = await amounts(unit, AS_SOON_AS_IT_WAS_KNOWN);
        expect(after, unit).toEqual({ met: before.met + 1, of: before.of });
      }
    });
  });

  describe('a month that was corrected', () => {
    it.each([
      ['2025-07-03', undefined],
      ['2025-07-04', 'recordedNumerator'],
      ['2025-09-14', 'recordedNumerator'],
      ['2025-09-15', 'correctedNumerator'],
      [END.knownBy, 'correctedNumerator'],
    ] as const)('known by %s is as it was recorded by then', async (knownBy, which) => {
      const { correctedMonth } = opened().truths;
      const points = await chartOf(correctedMonth, knownBy);

      const point = points.find(({ periodStart }) => periodStart.startsWith(correctedMonth.month));
      expect(point?.numerator).toBe(which === undefined ? undefined : correctedMonth[which]);
    });
  });

  describe('a month that was recorded a quarter late', () => {
    it('is a gap, and not a zero, until it is known, and a value after', async () => {
      const { lateMonth } = opened().truths;
      const pointKnownBy = async (knownBy: string) =>
        (await chartOf(lateMonth, knownBy)).find(({ periodStart }) => periodStart.startsWith(lateMonth.month));

      expect(await pointKnownBy('2024-12-01')).toMatchObject({
        numerator: null,
        value: null,
        records: null,
        rule: 'none',
      });
      const known = await pointKnownBy(lateMonth.recorded);
      expect(known?.numerator).toBeGreaterThan(0);
      expect(known?.value).toBeGreaterThan(0);
    });
  });

  /** The months of an indicator, on the page of an improvement that was recorded early enough to see them all. */
  async function chartOf(of: { readonly unitId: string; readonly indicator: string }, knownBy: string) {
    const { site } = opened();
    const id = `to-see-${of.unitId}-${of.indicator}`;
    const improvement = { IMPROVEMENT: id, DATE: '2024-01-08', RECORDED: '2024-01-09' };
    const file = ownCsv('improvements', [
      {
        ...improvement,
        FACT: 'proposed',
        UNIT: of.unitId,
        TITLE: 'To see an indicator',
        WORKPLACE: 'ALDER-COURT',
        PROPOSER: 'CV0009',
      },
      { ...improvement, FACT: 'cpd-linked', PROGRAMME: 'none', INDICATORUNIT: of.unitId, INDICATOR: of.indicator },
    ]);
    const { body } = await site.http.post('/api/imports').set('Content-Type', 'text/csv').send(file).expect(200);
    expect(body.files[0].errors).toEqual([]);
    await site.settled();
    const { chart } = await site.report<ImprovementReport>(`improvements/${id}`, { asAt: END.asAt, knownBy });
    return chart?.points ?? [];
  }

  describe('reports at two dates', () => {
    it('never show what was recorded later', async () => {
      const dates = { asAt: END.asAt, knownBy: '2024-03-31' };
      const headcount = { ...dates, figure: 'headcount', limit: '1000' };
      const { records, frame } = await opened().site.report<FigureRecords>('records', headcount);

      expect(records.length).toBeGreaterThan(50);
      for (const { recordedAt } of records.flatMap(({ events }) => events)) {
        expect(recordedAt.slice(0, 10) <= '2024-03-31').toBe(true);
      }
      expect((frame.dataTo ?? '9') <= '2024-03-31').toBe(true);
    });

    it('are empty, and not wrong, before anything was known', async () => {
      const dates = { asAt: '2020-01-01', knownBy: '2020-01-01' };
      const overview = await opened().site.report<OverviewReport>('overview', dates);
      const capability = await opened().site.report<CapabilityReport>('workforce-capability', dates);
      const cpd = await opened().site.report<CpdImpactReport>('cpd-impact', dates);

      expect(overview.frame).toMatchObject({ latest: false, dataTo: null, logPosition: '0' });
      expect(overview.attention).toEqual([]);
      expect(capability.now.capability).toMatchObject({ status: 'none', value: null });
      expect(cpd.improvements).toEqual([]);
    });

    it('give the same answer to the same question', async () => {
      const dates = { asAt: '2025-06-30', knownBy: '2025-07-15' };
      for (const path of ['overview', 'workforce-capability', 'cpd-impact', 'checklist']) {
        const [one, other] = await Promise.all([opened().site.report(path, dates), opened().site.report(path, dates)]);
        expect(one, path).toEqual(other);
      }
    });
  });
}
