import { expect, it } from 'vitest';
import { compare, GENERATED, write } from './documents.js';

it.each(GENERATED)('docs/$file says what the declarations say ($part)', (document) => {
  if (process.env['UPDATE_DOCS'] === '1') write(document, compare(document).right);
  const { now, right } = compare(document);
  expect(now, `docs/${document.file} is stale: npm run docs:update writes it anew`).toBe(right);
});
