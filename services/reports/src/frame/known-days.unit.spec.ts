import type { ReportQuery } from '@praxis/contracts';
import { ProblemException } from '@praxis/http-problems';
import { describe, expect, it } from 'vitest';
import { requireDaysThatHaveCome, type Today } from './known-days.js';

const TODAY: Today = { day: '2026-11-28', standsStill: false };

function problemOf(query: ReportQuery, today = TODAY) {
  try {
    requireDaysThatHaveCome(query, today);
    return undefined;
  } catch (error) {
    if (!(error instanceof ProblemException)) throw error;
    return error.problem;
  }
}

describe('days to come were shown as figures: nobody held any competence in 2030', () => {
  it.each(['asAt', 'knownBy'] as const)('%s of tomorrow is refused, by name, with what to give instead', (field) => {
    const remedy = 'Give 2026-11-28 or an earlier day, or leave it out.';
    expect(problemOf({ [field]: '2026-11-29' })).toMatchObject({
      status: 422,
      code: 'INVALID_REQUEST',
      detail: `${field} 2026-11-29 is after 2026-11-28, which is today`,
      remedy,
      errors: [{ field, reason: 'is after 2026-11-28, which is today', remedy }],
    });
  });

  it('both are named where both are to come', () => {
    const fields = problemOf({ asAt: '2030-01-01', knownBy: '2031-01-01' })?.errors?.map(({ field }) => field);
    expect(fields).toEqual(['asAt', 'knownBy']);
  });

  it.each([{}, { asAt: '2026-11-28', knownBy: '2026-11-28' }, { asAt: '1900-01-01' }, { knownBy: '2026-11-27' }])(
    'today and before are taken: %o',
    (query) => expect(problemOf(query)).toBeUndefined(),
  );

  it('of the demonstration it is said that its calendar stands still: to whoever asks, the day may have come', () => {
    const problem = problemOf({ asAt: '2026-11-28' }, { day: '2026-10-31', standsStill: true });
    expect(problem?.errors?.[0]?.reason).toBe(
      'is after 2026-10-31, the day on which the calendar of the demonstration stands still',
    );
    expect(problem?.detail).not.toContain('today');
  });
});
