import { remedyOfIssue } from '@praxis/event-sourcing';
import { expect, it } from 'vitest';
import type { z } from 'zod';
import { DOMAIN } from './index.js';

/** One that is missing, of another type, too small, too large, too long, or no choice: nothing that every field takes. */
const WRONG = [
  undefined,
  null,
  true,
  -1,
  1.5,
  Number.NaN,
  1e12,
  '',
  '?',
  'x'.repeat(5_000),
  [],
  Array(2_000).fill('?'),
  [{}],
  {},
];
const OF_THE_LIBRARY = /Invalid|expected|received|Too (?:big|small)|Unrecognized|pattern|[<>]=/;

const commands = DOMAIN.aggregates.flatMap(({ commands: declared }) => Object.entries(declared));

it.each(commands)(
  '%s: whatever is wrong with a field is told in words for people, and says what to do',
  (_type, { schema }) => {
    const fields = Object.keys((schema as z.ZodObject).shape);
    const issues = WRONG.flatMap((wrong) => {
      const given = Object.fromEntries(fields.map((field) => [field, wrong]));
      return schema.safeParse(given).error?.issues ?? [];
    });
    expect(issues.length).toBeGreaterThanOrEqual(fields.length);
    for (const issue of issues) {
      expect(issue.message, issue.path.join('.')).not.toMatch(OF_THE_LIBRARY);
      expect(issue.message).toMatch(/^(?:is|must|has|names|lies|ends) /);
      if (!['custom', 'invalid_format', 'invalid_union'].includes(issue.code))
        expect(remedyOfIssue(issue), issue.code).toMatch(/\.$/);
    }
  },
);
