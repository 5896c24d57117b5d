import type { FigureRecords, OverviewReport, Share } from '@praxis/contracts';
import { describe, expect, it } from 'vitest';
import { END, type Demonstration } from './demonstration.harness.js';
import { disagreement, everyRecord, linkedFigures, spread, type LinkedFigure } from './reconciliation.js';

/** Figures checked of one answer, spread over it: each is a query or more. All of them: PRAXIS_FIGURES=10000. */
const MOST_FIGURES = Number(process.env['PRAXIS_FIGURES'] ?? 6);

/** Must be called while tests are being collected. */
export function reconciliationCases(opened: () => Demonstration): void {
  describe('every figure reconciles with the records behind it', () => {
    const QUESTIONS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      ['overview', END],
      ['overview', { ...END, unit: 'alder-court' }],
      ['overview', { asAt: '2025-05-14', knownBy: '2025-08-20', unit: 'willow-gardens' }],
      ['workforce-capability', END],
      ['workforce-capability', { ...END, unit: 'cedar-home-care' }],
      ['workforce-capability', { ...END, dimension: '3', level: 'front-line-worker' }],
      ['workforce-capability', { asAt: '2025-06-30', knownBy: '2025-06-30', unit: 'alder-court', from: '2025-01' }],
      ['workforce-capability', { asAt: '2024-02-15', knownBy: '2024-02-15', from: '2023-03' }],
      ['cpd-impact', END],
      ['cpd-impact', { ...END, unit: 'birch-house', from: '2024-01', to: '2024-12' }],
      ['cpd-impact', { asAt: '2025-03-10', knownBy: '2025-03-12' }],
      ['checklist', END],
      ['checklist', { asAt: '2024-06-30', knownBy: '2024-07-15' }],
      ['checklist', { ...END, unit: 'hazel-living' }],
      ['improvements/safer-moving-2024', END],
      ['improvements/handling-complaints-2024', { asAt: '2025-12-31', knownBy: '2025-12-31' }],
    ];

    it.each(QUESTIONS)('%s %j', { timeout: 60_000 }, async (path, query) => {
      const { site } = opened();
      const figures = linkedFigures(await site.report(path, query)).filter(isNotPerHead);
      expect(figures.length).toBeGreaterThan(3);

      const wrong: string[] = [];
      for (const figure of spread(figures, MOST_FIGURES)) {
        const disagrees = await disagreement(site, figure);
        if (disagrees !== undefined) wrong.push(disagrees);
      }
      expect(wrong).toEqual([]);
    });

    /** Minutes per head is a quotient of two sums: its link shows the minutes. */
    function isNotPerHead({ at, records }: LinkedFigure): boolean {
      return !(at.startsWith('headlines.') && records.includes('figure=learning-minutes'));
    }

    it('minutes per head are the minutes of its records by the people in post', async () => {
      const { site } = opened();
      const { headlines } = await site.report<OverviewReport>('overview', END);
      const perHead = headlines.find(({ id }) => id === 'learning-minutes-per-head');
      const heads = headlines.find(({ id }) => id === 'headcount');
      const minutes = await everyRecord(site, perHead?.count?.records ?? '');

      expect(perHead?.count?.value).toBe(Math.round((minutes.figure.numerator ?? 0) / (heads?.count?.value ?? 0)));
    });

    it('the current month was counted twice on one page: the same figure is the same on every page', async () => {
      const { site } = opened();
      const overview = await site.report<OverviewReport>('overview', END);
      const headline = (id: string) => overview.headlines.find((candidate) => candidate.id === id);
      const capability = await site.report<{ now: { capability: Share; coverage: Share } }>(
        'workforce-capability',
        END,
      );
      const checklist = await site.report<Record<'now', Record<string, unknown>>>('checklist', END);

      const amounts = (share: Share | null | undefined) => [share?.numerator, share?.denominator];
      expect(amounts(capability.now.capability)).toEqual(amounts(headline('capability')?.share));
      expect(amounts(capability.now.coverage)).toEqual(amounts(headline('coverage')?.share));
      expect(checklist.now['in-place']).toMatchObject({ value: headline('checklist-in-place')?.count?.value });
    });

    it('what is withheld cannot be had through its records', async () => {
      const { site } = opened();
      const answer = await fetch(
        `${site.url}/api/reports/records?figure=capability&asAt=2026-10-31&knownBy=2026-10-31&level=strategic-leader`,
      );

      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: 'SUPPRESSED' });
    });

    it('an event is named by its stream, its time and who recorded it', async () => {
      const { site } = opened();
      const records = await site.report<FigureRecords>('records', { ...END, figure: 'headcount', limit: '5' });

      for (const { events } of records.records) {
        for (const event of events) {
          expect(event).toMatchObject({
            stream: expect.stringMatching(/^worker-w-/),
            source: expect.stringMatching(/^import:/),
          });
          const { body } = await site.http
            .get(`/api/workers/${event.stream.slice('worker-'.length)}/events`)
            .expect(200);
          expect(body.events[Number(event.revision)]).toMatchObject({ type: event.type, position: event.position });
        }
      }
    });
  });
}
