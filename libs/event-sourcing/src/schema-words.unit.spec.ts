import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { remedyOfIssue } from './index.js';

function wordsOf(schema: z.ZodType, given: unknown): readonly [reason: string, remedy: string | undefined] {
  const [issue] = schema.safeParse(given).error!.issues;
  return [issue!.message, remedyOfIssue(issue!)];
}

describe('what a schema has against a value was told in the words of a library for programmers', () => {
  it.each([
    ['a text', z.string(), undefined, 'is missing', 'Give a text.'],
    ['a choice', z.enum(['self', 'agreed']), undefined, 'is missing', 'Use one of: self, agreed.'],
    ['a text', z.string(), 7, 'must be a text', 'Give a text.'],
    ['a number', z.number(), 'seven', 'must be a number', 'Give a number.'],
    ['a number', z.number(), Number.NaN, 'must be a number', 'Give a number.'],
    ['a whole number', z.int(), 1.5, 'must be a whole number', 'Give a whole number.'],
    ['yes or no', z.boolean(), 'yes', 'must be true or false', 'Give true or false.'],
    ['a list', z.array(z.string()), 'one', 'must be a list', 'Give a list.'],
    ['an object', z.strictObject({}), [], 'must be an object', 'Give an object.'],
    ['a map', z.map(z.string(), z.string()), 1, 'must be of another type', 'Give what /api/docs describes.'],
    ['a choice', z.enum(['self', 'agreed']), 'boss', 'must be one of: self, agreed', 'Use one of: self, agreed.'],
    ['one word', z.literal('main'), 'other', 'must be main', 'Give main.'],
    ['a long text', z.string().max(4000), 'x'.repeat(4001), 'must be at most 4,000 characters long', 'Shorten it.'],
    ['a letter', z.string().max(1), 'xx', 'must be at most 1 character long', 'Shorten it.'],
    ['a blank', z.string().min(1), '', 'is blank', 'Fill it.'],
    ['a short text', z.string().min(8), 'x', 'must be at least 8 characters long', 'Fill it.'],
    ['a long list', z.array(z.int()).max(20), Array(21).fill(1), 'must have at most 20 entries', 'Give fewer.'],
    ['an empty list', z.array(z.int()).min(1), [], 'must have at least 1 entry', 'Give more.'],
    ['a large number', z.int().max(4), 5, 'must be at most 4', 'Give a smaller number.'],
    ['a small number', z.int().min(1), 0, 'must be at least 1', 'Give a larger number.'],
    ['a number above', z.number().positive(), 0, 'must be above 0', 'Give a larger number.'],
    ['a number below', z.number().lt(10), 10, 'must be below 10', 'Give a smaller number.'],
    ['a day', z.iso.date(), '2026-02-30', 'must be a day that exists, as YYYY-MM-DD', 'Write it like 2026-03-31.'],
    ['a pattern', z.string().regex(/^a$/), 'b', 'is not written as it has to be', undefined],
    ['a union', z.union([z.string(), z.null()]), 1, 'is not what is taken here', undefined],
  ])('%s', (_what, schema, given, reason, remedy) => expect(wordsOf(schema, given)).toEqual([reason, remedy]));

  it('names fields that are not known', () => {
    const [reason, remedy] = wordsOf(z.strictObject({ on: z.string() }), { on: 'x', colour: 1, size: 2 });
    expect(reason).toBe('has fields that are not known: colour, size');
    expect(remedy).toContain('check its spelling');
  });

  it('is told in the schema’s own words where it has some', () => {
    expect(wordsOf(z.string().regex(/^a$/, 'must be an a'), 'b')).toEqual(['must be an a', undefined]);
    const even = z
      .int()
      .refine((number) => number % 2 === 0, { error: 'must be even', params: { remedy: 'Add one.' } });
    expect(wordsOf(even, 3)).toEqual(['must be even', 'Add one.']);
  });
});
