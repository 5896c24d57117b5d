import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { renderEvents, renderMetrics } from './render-reference.js';

it.each([
  ['events.md', renderEvents],
  ['metrics.md', renderMetrics],
])('docs/reference/%s says what the declarations say', (name, render) => {
  const file = fileURLToPath(new URL(`../../docs/reference/${name}`, import.meta.url));
  const text = render();
  if (process.env['UPDATE_REFERENCE']) writeFileSync(file, text);
  expect(readFileSync(file, 'utf8'), 'run it with UPDATE_REFERENCE=1').toBe(text);
});
