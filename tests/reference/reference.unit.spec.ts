import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { compare, GENERATED, write } from './documents.js';
import { looseBlocks, WITH_SNIPPETS } from './snippets.js';

it.each(GENERATED)('$file says what stands behind it ($part)', (document) => {
  if (process.env['UPDATE_DOCS'] === '1') write(document, compare(document).right);
  const { now, right } = compare(document);
  expect(now, `${document.file} is stale: npm run docs:update writes it anew`).toBe(right);
});

it.each(WITH_SNIPPETS)('%s shows no code that is not tested', (file) => {
  const text = readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8');
  expect(text).toContain('<!-- snippet: ');
  expect(looseBlocks(text), 'take each from a region of a tested file: <!-- snippet: file#region -->').toEqual([]);
});
