import { expect, it } from 'vitest';
import { PackedTexts } from './packed-texts.js';

/** Letters of every width in UTF-8, half of a pair, nothing, and what could be taken for a length or an end. */
const ODD = ['', ' ', '\0', '\0\0\0\0', 'é', 'Ŵ', '字', '👩🏽‍⚕️', 'a\nb', '"', '2020-01-01', '\u{10ffff}'];

it('gives every text back by its key, whatever letters there are in either', () => {
  const texts = new PackedTexts();
  for (const key of ODD) for (const end of ODD) texts.set(`${key}|${end}`, end + key);
  texts.set('', 'of nothing');

  for (const key of ODD) for (const end of ODD) expect(texts.get(`${key}|${end}`)).toBe(end + key);
  expect(texts.get('')).toBe('of nothing');
  expect(texts.get('not there')).toBeUndefined();
  expect(texts.has('not there')).toBe(false);
  expect(texts.size).toBe(ODD.length ** 2 + 1);
});

it('keeps 20,000 apart, in the order in which they came', () => {
  const texts = new PackedTexts();
  for (let at = 0; at < 20_000; at += 1) texts.set(`key ${at}`, `text ${at * 7}`);

  const all = [...texts.entries()];
  expect(all).toHaveLength(20_000);
  expect(all.every(([key, text], at) => key === `key ${at}` && text === `text ${at * 7}`)).toBe(true);
  expect(texts.get('key 19999')).toBe('text 139993');
});

it('keeps texts that are longer than a piece of its memory, and what comes after them', () => {
  const texts = new PackedTexts();
  const long = 'long '.repeat(100_000);
  texts.set('before', '1');
  texts.set('long', long);
  texts.set('after', '2');
  texts.set(long, 'its key');
  texts.set('last', '3');

  expect(['before', 'long', 'after', long, 'last'].map((key) => texts.get(key))).toEqual([
    '1',
    long,
    '2',
    'its key',
    '3',
  ]);
});

it('does not grow with the number of times that a text is replaced', () => {
  const texts = new PackedTexts();
  for (let round = 0; round < 5_000; round += 1) {
    for (const key of ['a', 'b', 'c']) texts.set(key, `${key} ${round} `.padEnd(300));
  }

  expect([...texts.entries()].map(([key, text]) => [key, text.trim()])).toEqual([
    ['a', 'a 4999'],
    ['b', 'b 4999'],
    ['c', 'c 4999'],
  ]);
  expect(texts.bytes).toBeLessThan(1_000_000);
});

it('keeps keys apart that are of the same bytes, some in one way of writing and some in the other', () => {
  const texts = new PackedTexts();
  const twins = Array.from({ length: 10_000 }, (_item, at) => {
    const key = String.fromCodePoint(0x4e00 + at);
    return [key, Buffer.from(key).toString('latin1')] as const;
  });
  for (const [key] of twins) texts.set(key, key);
  for (const [, twin] of twins) expect(texts.has(twin)).toBe(false);
});

it('refuses a text of four megabytes, and takes the longest that is shorter', () => {
  const texts = new PackedTexts();
  const longest = 'x'.repeat(2 ** 22 - 1);
  expect(() => texts.set('key', `${longest}x`)).toThrow(RangeError);
  expect(() => texts.set(`${longest}x`, 'text')).toThrow(RangeError);
  texts.set('key', longest);
  expect(texts.get('key')).toBe(longest);
});

it.each(['x', 'ÿ'])('takes little more memory than the letters of its texts (%s)', (letter) => {
  const texts = new PackedTexts();
  for (let at = 0; at < 50_000; at += 1) texts.set(at.toString().padStart(36, '0'), letter.repeat(70));

  expect(texts.bytes / 50_000).toBeGreaterThan(36 + 70);
  expect(texts.bytes / 50_000).toBeLessThan(36 + 70 + 26);
});
