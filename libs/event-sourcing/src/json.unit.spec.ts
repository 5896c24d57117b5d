import { expect, it } from 'vitest';
import { canonicalJson } from './json.js';

it.each([
  ['keys in any order', { b: 1, a: 2 }, { a: 2, b: 1 }],
  ['members that are undefined and absent', { a: 1, b: undefined }, { a: 1 }],
  ['keys in any order inside lists', [{ b: 1, a: 2 }], [{ a: 2, b: 1 }]],
])('gives equal text for %s', (_which, one, other) => {
  expect(canonicalJson(one)).toBe(canonicalJson(other));
});

it.each([
  ['null and absent', { a: null }, {}],
  ['a number and its text', { a: 1 }, { a: '1' }],
  ['lists in another order', [1, 2], [2, 1]],
  ['a list of one and the one', [1], 1],
])('gives different text for %s', (_which, one, other) => {
  expect(canonicalJson(one)).not.toBe(canonicalJson(other));
});

it('is the JSON of a value whose members stand in order, whatever they hold', () => {
  const texts = [
    '',
    ' plain ~',
    'a "quote"',
    'back\\slash',
    'line\nbreak',
    'naïve',
    '\u2028',
    '\ud800',
    'x'.repeat(200),
  ];
  const value = { a: texts, b: { c: null, d: [1.5, -0, 1e21, true] }, [texts[2]!]: 1, é: [[], {}] };
  const inOrder = { 'a "quote"': 1, ...value };
  expect(canonicalJson(value)).not.toBe(JSON.stringify(value));
  expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
  expect(canonicalJson({ a: value.a, b: value.b, é: value.é })).toBe(
    JSON.stringify({ a: value.a, b: value.b, é: value.é }),
  );
  expect(JSON.parse(canonicalJson(inOrder))).toEqual(JSON.parse(JSON.stringify(inOrder)));
});
