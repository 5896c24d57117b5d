import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const SOURCE = [
  'libs/**/*.ts',
  'services/**/*.ts',
  'projections/**/*.ts',
  'tests/**/*.ts',
  'dashboard/src/**/*.{ts,tsx}',
];
const NOT_SOURCE = ['**/node_modules/**', '**/dist/**'];

type Graph = ReadonlyMap<string, readonly string[]>;

/** By file: the files of the same package that it imports, types too. */
function importsIn(files: readonly string[]): Graph {
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const named = [
        ...text.matchAll(/^(?:import|export)\b[^;'"]*?from\s*['"](\.[^'"]+)['"]|^import\s*['"](\.[^'"]+)['"]/gm),
      ];
      return [file, named.flatMap(([, from, alone]) => sourceOf(join(dirname(file), from ?? alone!)) ?? [])];
    }),
  );
}

function sourceOf(path: string): string | undefined {
  const [bare] = path.split(/\.(?:js|ts|tsx)$/);
  return [`${bare}.ts`, `${bare}.tsx`].find((source) => existsSync(join(root, source)));
}

/** The first way from a file back to itself, of each that there is. */
function circlesOf(graph: Graph): readonly string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const way: string[] = [];
  const walk = (file: string) => {
    const at = way.indexOf(file);
    if (at >= 0) circles.push([...way.slice(at), file].join(' → '));
    if (at >= 0 || done.has(file)) return;
    way.push(file);
    for (const next of graph.get(file) ?? []) walk(next);
    way.pop();
    done.add(file);
  };
  for (const file of graph.keys()) walk(file);
  return circles;
}

describe('import circles', () => {
  const graph = importsIn(globSync(SOURCE, { cwd: root, exclude: NOT_SOURCE }));

  it('are gone: what two files need of each other has a file of its own', () => {
    // Otherwise a regular expression that no longer fits finds none, too.
    expect([...graph.values()].flat().length).toBeGreaterThan(1_000);
    expect(circlesOf(graph)).toEqual([]);
  });

  it.each([
    [{ a: ['b'], b: ['a'] }, ['a → b → a']],
    [{ a: ['b'], b: ['c'], c: ['d', 'b'], d: [] }, ['b → c → b']],
    [{ a: ['a'] }, ['a → a']],
    [{ a: ['b', 'c'], b: ['c'], c: [] }, []],
  ])('of %j are %j', (imports, circles) => {
    expect(circlesOf(new Map(Object.entries(imports)))).toEqual(circles);
  });
});
