import { z } from 'zod';
import { counted } from './counted.js';

type Raw = z.core.$ZodRawIssue;
type Issue = z.core.$ZodIssue;

const NOUNS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};
const DAY = 'a day that exists, as YYYY-MM-DD';

/** What is wrong, to be read after the name of the field. It repeats nothing of what was given. */
function reasonOf(issue: Raw): string {
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value'))
    return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${NOUNS[issue.expected] ?? 'of another type'}`;
    case 'invalid_value':
      return `must be ${choices(issue.values)}`;
    case 'too_big':
      return sizeOf(issue.origin, issue.maximum, issue.inclusive === false ? 'below' : 'at most');
    case 'too_small':
      return issue.origin === 'string' && Number(issue.minimum) === 1
        ? 'is blank'
        : sizeOf(issue.origin, issue.minimum, issue.inclusive === false ? 'above' : 'at least');
    case 'invalid_format':
      return issue.format === 'date' ? `must be ${DAY}` : 'is not written as it has to be';
    case 'unrecognized_keys':
      return `has fields that are not known: ${issue.keys.join(', ')}`;
    default:
      return 'is not what is taken here';
  }
}

function sizeOf(origin: string, limit: number | bigint, bound: 'at most' | 'below' | 'at least' | 'above'): string {
  if (origin === 'string') return `must be ${bound} ${counted(limit, 'character')} long`;
  if (origin === 'array') return `must have ${bound} ${counted(limit, 'entry', 'entries')}`;
  return `must be ${bound} ${limit.toLocaleString('en-GB')}`;
}

function choices(values: readonly unknown[]): string {
  const named = values.map(String);
  return named.length === 1 ? named[0]! : `one of: ${named.join(', ')}`;
}

const SMALLER: Readonly<Record<string, string>> = { string: 'Shorten it.', array: 'Give fewer.' };
const LARGER: Readonly<Record<string, string>> = { string: 'Fill it.', array: 'Give more.' };

/** What to do about it. Undefined where the reason is the schema's own, and says it. */
export function remedyOfIssue(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `Give ${NOUNS[issue.expected] ?? 'what /api/docs describes'}.`;
    case 'invalid_value':
      return issue.values.length === 1 ? `Give ${choices(issue.values)}.` : `Use ${choices(issue.values)}.`;
    case 'too_big':
      return SMALLER[issue.origin] ?? 'Give a smaller number.';
    case 'too_small':
      return LARGER[issue.origin] ?? 'Give a larger number.';
    case 'invalid_format':
      return issue.format === 'date' ? 'Write it like 2026-03-31.' : undefined;
    case 'unrecognized_keys':
      return 'Leave it out, or check its spelling at /api/docs.';
    case 'custom':
      return issue.params?.['remedy'] as string | undefined;
    default:
      return undefined;
  }
}

// Every schema is read with these words, for the library's own are for programmers. A schema's own words go first.
z.config({ localeError: reasonOf });
