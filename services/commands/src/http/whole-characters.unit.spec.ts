import { expect, it } from 'vitest';
import { wholeCharacters } from './whole-characters.js';

it.each([
  ['text of any script', { name: 'Ḱávya 😀 名' }],
  ['what is no text', { count: 1, gone: null, list: [true] }],
  ['nothing', undefined],
])('passes on %s as it is', (_what, value) => {
  expect(wholeCharacters.parse(value)).toEqual(value);
});

it('names every place where half a character stands, however deep', () => {
  const parsed = wholeCharacters.safeParse({ name: 'a\ud83d', notes: ['fine', { text: '\ude00' }] });

  expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(['name', 'notes.1.text']);
});

it('refuses it in a name of a field too', () => {
  expect(wholeCharacters.safeParse({ inner: { ['\ud83d']: 1 } }).error?.issues[0]?.path).toEqual(['inner']);
});
