import { describe, expect, it } from 'vitest';
import { problemFrom } from './report-problem.js';

const answer = (remedy: string) => ({
  title: 'No',
  code: 'NO',
  remedy,
  errors: [{ field: 'unit', reason: 'no', remedy }],
});

describe('what a page says to do', () => {
  it.each([
    'GET /api/reports/reference lists them.',
    'See /api/docs for what there is.',
    'POST it again.',
    'DELETE it first.',
  ])('spoke of the API to somebody at a page: “%s”', (remedy) => {
    const { remedy: told, errors } = problemFrom(404, answer(remedy));
    expect(told).toMatch(/^Look at the address of this page.+administrator\.$/);
    expect(errors).toEqual([{ field: 'unit', reason: 'no', remedy: told }]);
  });

  it('is what the server says, where that is for people', () => {
    const remedy = 'Choose one of the list of units, or a later day. GETTING it right helps.';
    expect(problemFrom(422, answer(remedy))).toMatchObject({ remedy, errors: [{ remedy }] });
  });
});
