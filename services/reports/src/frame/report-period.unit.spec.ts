import type { ReportQuery } from '@praxis/contracts';
import { ProblemException } from '@praxis/http-problems';
import { describe, expect, it } from 'vitest';
import { monthsOf } from './report-period.js';

const AS_AT = '2026-11-28';

function refused(query: ReportQuery, asAt = AS_AT) {
  try {
    return { months: monthsOf(query, asAt) };
  } catch (error) {
    if (!(error instanceof ProblemException)) throw error;
    const { status, code, detail, remedy, errors } = error.problem;
    return { status, code, detail, remedy, errors };
  }
}

describe('the months of a report', () => {
  it.each([
    ['nothing', {}, '2024-12', '2026-11', 24],
    ['a last month', { to: '2026-01' }, '2024-02', '2026-01', 24],
    ['a first month', { from: '2026-03' }, '2026-03', '2026-11', 9],
    ['one month', { from: '2026-03', to: '2026-03' }, '2026-03', '2026-03', 1],
    ['the present month', { from: '2026-11' }, '2026-11', '2026-11', 1],
    ['a last month to come: only what has begun', { from: '2026-03', to: '2027-06' }, '2026-03', '2026-11', 9],
    ['a last month to come, whose two years have begun', { to: '2028-10' }, '2026-11', '2026-11', 1],
    ['ten years', { from: '2016-12' }, '2016-12', '2026-11', 120],
  ])('given %s', (_, query, first, last, count) => {
    const { months } = refused(query);
    expect([months?.[0], months?.at(-1), months?.length]).toEqual([first, last, count]);
  });
});

describe('a period that cannot be reported', () => {
  const told = (query: ReportQuery, asAt?: string) => {
    const { errors, ...problem } = refused(query, asAt);
    expect(problem).toMatchObject({ status: 422, code: 'INVALID_PERIOD', remedy: errors?.[0]?.remedy });
    return errors?.map(({ field, reason, remedy }) => ({ field, reason, remedy }));
  };

  it('named a month that nobody gave: a last month to come is told as the last month', () => {
    const errors = told({ to: '2031-01' });
    expect(errors).toEqual([
      {
        field: 'to',
        reason: 'ends a period of 24 months of which none has begun by 2026-11-28',
        remedy: 'Give an earlier month, or a first month as well.',
      },
    ]);
    expect(refused({ to: '2031-01' }).detail).toBe(
      'to 2031-01 ends a period of 24 months of which none has begun by 2026-11-28',
    );
    expect(JSON.stringify(refused({ to: '2031-01' }))).not.toContain('2029-02');
    expect(told({ to: '2028-11' })).toHaveLength(1);
  });

  it('named a month that nobody gave: a first month to come was said to be after the end', () =>
    expect(told({ from: '2031-01' })).toEqual([
      {
        field: 'from',
        reason: 'begins after 2026-11-28, the day as at which figures are asked for',
        remedy: 'Give an earlier month.',
      },
    ]));

  it('began after it ended, and the sentence said both twice', () => {
    expect(told({ from: '2026-10', to: '2026-01' })).toEqual([
      {
        field: 'from',
        reason: 'is later than 2026-01, the month in which the period ends',
        remedy: 'Give a first month that is not later than the last.',
      },
    ]);
    expect(told({ from: '2031-05', to: '2031-01' })?.[0]?.reason).toContain('is later than 2031-01');
    expect(told({ from: '2026-02', to: '2026-03' }, '2026-01-31')?.[0]?.reason).toContain('begins after 2026-01-31');
  });

  it('was called too long as if the first month were: it begins the period that is', () =>
    expect(told({ from: '2016-11' })).toEqual([
      {
        field: 'from',
        reason:
          'begins a period of more than 120 months, which ends in 2026-11, the month of 2026-11-28, for no last month is given',
        remedy: 'Give a later first month, or a last month as well.',
      },
    ]));

  it('was called too long, with the last month that was given', () =>
    expect(told({ from: '2016-10', to: '2026-10' })).toEqual([
      {
        field: 'from',
        reason: 'begins a period of more than 120 months, which ends in 2026-10',
        remedy: 'Give a later first month, or an earlier last one.',
      },
    ]));
});
