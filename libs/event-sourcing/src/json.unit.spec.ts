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
