import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDashboard } from './dashboard-under-test.js';

const KB = 1000;
const FIRST_LOAD_KB = 130;
const CHART_CHUNK_KB = 195;
const STYLE_KB = 20;

interface Asset {
  readonly name: string;
  readonly text: string;
  /** Size after gzip in bytes. */
  readonly bytes: number;
}

let dist: string;
let assets: Asset[];
beforeAll(async () => {
  dist = await buildDashboard();
  const names = await readdir(join(dist, 'assets'));
  assets = await Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(dist, 'assets', name));
      return { name, text: content.toString('utf8'), bytes: gzipSync(content).length };
    }),
  );
});
afterAll(() => rm(dist, { recursive: true, force: true }));

const asset = (start: string): Asset => {
  const found = assets.find(({ name }) => name.startsWith(start) && name.endsWith('.js'));
  if (found === undefined) throw new Error(`The build has no ${start}.`);
  return found;
};

/** A chunk and all that it imports at once (not on demand), each once. */
function withImports(start: Asset, seen = new Set<Asset>()): Set<Asset> {
  if (seen.has(start)) return seen;
  seen.add(start);
  for (const [, name] of start.text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) {
    withImports(asset(name ?? ''), seen);
  }
  return seen;
}

const kilobytes = (chunks: Iterable<Asset>): number => [...chunks].reduce((sum, { bytes }) => sum + bytes, 0) / KB;

describe('what a first visit loads, after gzip', () => {
  const pages = ['overview', 'capability', 'cpd', 'improvement', 'checklist', 'records', 'glossary'];
  for (const page of pages) {
    it(`${page}: at most ${FIRST_LOAD_KB} kB of scripts before the charts`, () => {
      const chunks = withImports(asset(`${page}.page`), withImports(asset('index')));
      expect([...chunks].some(({ name }) => name.startsWith('chart.runtime'))).toBe(false);
      expect(kilobytes(chunks)).toBeLessThanOrEqual(FIRST_LOAD_KB);
      expect(kilobytes(chunks)).toBeGreaterThan(80);
    });
  }

  it(`the chart library: at most ${CHART_CHUNK_KB} kB, on demand`, () => {
    expect(asset('chart.runtime').bytes / KB).toBeLessThanOrEqual(CHART_CHUNK_KB);
  });

  it(`styles: at most ${STYLE_KB} kB, without the crest and the typeface of GOV.UK`, () => {
    const styles = assets.filter(({ name }) => name.endsWith('.css'));
    expect(kilobytes(styles)).toBeLessThanOrEqual(STYLE_KB);
    expect(styles.map(({ text }) => text).join('')).not.toMatch(/GDS Transport|govuk-crest|@font-face/);
  });

  it('nothing is loaded from anywhere else', () => {
    for (const { text } of assets.filter(({ name }) => name.endsWith('.css'))) {
      expect(text).not.toMatch(/url\(\s*["']?https?:/);
    }
  });
});
