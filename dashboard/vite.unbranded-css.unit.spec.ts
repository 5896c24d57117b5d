import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { unbrand } from './vite.unbranded-css.js';

const path = createRequire(import.meta.url).resolve('govuk-frontend/dist/govuk/govuk-frontend.min.css');
const css = unbrand(readFileSync(path, 'utf8'));

describe('the style sheet of govuk-frontend without its brand', () => {
  it('has neither typeface nor crest, and asks for no file', () => {
    expect(css).not.toMatch(/GDS Transport|@font-face|url\(/);
    expect(css).toContain('font-family:var(--praxis-font)');
  });

  it('keeps what the pages use', () => {
    for (const name of [
      'generic-header',
      'service-navigation',
      'table',
      'tag',
      'select',
      'input',
      'button--secondary',
    ]) {
      expect(css).toContain(`.govuk-${name}`);
    }
  });

  it('has balanced braces after what is unused was taken out', () => {
    expect(css.split('{').length).toBe(css.split('}').length);
    expect(css).not.toContain('.govuk-cookie-banner');
  });
});
