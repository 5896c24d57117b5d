import type { z } from 'zod';

/** Numbers that look random and are the same every time (mulberry32). */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

type Numbers = (below: number) => number;
/** Gives a text for a field, among those that its schema takes. */
export type TextFor = (field: string, schema: z.ZodType, numbers: Numbers) => string;

interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly entries?: Readonly<Record<string, string>>;
}

/** Data that fits a schema, worked out from the schema itself, so that a new event needs no sample of its own. */
export function sampleOf(schema: z.ZodType, numbers: Numbers, textFor: TextFor, field = ''): unknown {
  const definition = schema.def as unknown as Definition;
  const inner = (of: z.ZodType, name = field) => sampleOf(of, numbers, textFor, name);
  switch (definition.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(definition.shape!)
          .map(([name, member]) => [name, inner(member, name)] as const)
          .filter(([, value]) => value !== undefined),
      );
    case 'array':
      return Array.from({ length: numbers(4) }, () => inner(definition.element!));
    case 'nullable':
      return numbers(4) === 0 ? null : inner(definition.innerType!);
    case 'optional':
      return numbers(3) === 0 ? undefined : inner(definition.innerType!);
    case 'enum': {
      const entries = Object.values(definition.entries!);
      return entries[numbers(entries.length)];
    }
    case 'boolean':
      return numbers(2) === 1;
    case 'number':
      return numberFor(schema, numbers);
    case 'string':
      return textFor(field, schema, numbers);
    default:
      throw new Error(`There is no sample for a ${definition.type} (${field})`);
  }
}

function numberFor(schema: z.ZodType, numbers: Numbers): number {
  const candidates = [numbers(1_000_000_000), numbers(1_000), numbers(100), 1 + numbers(4), numbers(8), 1990];
  return candidates.find((candidate) => schema.safeParse(candidate).success) ?? 1;
}

const dayFrom = (numbers: Numbers): string =>
  new Date(Date.UTC(2022, 0, 1) + numbers(1_800) * 86_400_000).toISOString().slice(0, 10);

/** Ids out of small pools, codes, days; free text only where nothing else is taken. */
export const ordinaryText: TextFor = (field, schema, numbers) => {
  const pool = field.toLowerCase().includes('unit') ? 20 : 200;
  const candidates = [
    dayFrom(numbers),
    `${field === 'element' ? 'dim' : 'x'}-${numbers(pool)}.${numbers(9)}`,
    ...shapedTexts(numbers(pool)),
  ];
  candidates.splice(field === 'element' ? 2 : 1, 0, `${field.toLowerCase()}-${numbers(pool)}`);
  const found = (isDay(schema) ? candidates : candidates.slice(1)).find((text) => schema.safeParse(text).success);
  if (found === undefined) throw new Error(`There is no sample text for ${field}`);
  return found;
};

/** What is neither an id of any shape nor a code: a pseudonym, a number of a register, a code in words; with the number in it. */
export function shapedTexts(number: number): readonly string[] {
  const letters = [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
  return [`e-${letters.padEnd(26, 'z')}`, `1-${String(number).padStart(9, '0')}`, `word-${letters}`];
}

/** Whether the schema takes days and nothing but days. */
function isDay(schema: z.ZodType): boolean {
  return schema.safeParse('2026-03-31').success && !schema.safeParse('not-a-day').success;
}
