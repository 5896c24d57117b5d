import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const STANDALONE = 'services/standalone/src';

/** Imports and re-exports that are there when it runs: those of types alone are not, and `import(…)` is for later. */
const LOADED = /^(?:import|export)\b(?! type\b)(?:[^;'"]*?\bfrom)?\s*['"]([^'"]+)['"]/gm;

/** Packages from elsewhere that a file loads as it begins, by way of our own files and packages. */
function loadedBy(file: string, seen = new Set<string>()): ReadonlySet<string> {
  const packages = new Set<string>();
  if (seen.has(file)) return packages;
  seen.add(file);
  for (const [, name] of readFileSync(join(root, file), 'utf8').matchAll(LOADED)) {
    if (name!.startsWith('node:')) continue;
    const own = name!.startsWith('.') ? sourceOf(join(dirname(file), name!)) : entryOf(name!);
    if (own === undefined) packages.add(/^(?:@[^/]+\/)?[^/]+/.exec(name!)![0]);
    else for (const found of loadedBy(own, seen)) packages.add(found);
  }
  return packages;
}

function sourceOf(path: string): string {
  const source = path.replace(/\.js$/, '.ts');
  return existsSync(join(root, source)) ? source : path;
}

/** The source of a package of ours, or of a part of it that has a name of its own. */
function entryOf(name: string): string | undefined {
  const [, own, part] = /^@praxis\/([^/]+)(.*)$/.exec(name) ?? [];
  if (own === undefined) return undefined;
  const folder = `node_modules/@praxis/${own}`;
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
    readonly exports: Readonly<Record<string, { readonly development: string }>>;
  };
  return join(folder, manifest.exports[`.${part}`]!.development);
}

it('praxis --help loads nothing but what reads the command line', () => {
  expect([...loadedBy(`${STANDALONE}/main.ts`)]).toEqual(['commander']);
});

it.each([
  'verify.command',
  'labels.command',
  'identity.command',
  'erase.command',
  'project.command',
  'import.command',
  'serve',
])('%s loads no server, no engine of tables and no EventStoreDB client before it needs one', (command) => {
  const loaded = [...loadedBy(`${STANDALONE}/commands/${command}.ts`)];
  expect(loaded).toContain('zod');
  expect(loaded.filter((name) => /^@nestjs\/|^rxjs$|express|^@eventstore\/|^chdb$|excel/.test(name))).toEqual([]);
});

it('commands are given to the bus without the server that takes them over HTTP', () => {
  const loaded = loadedBy('services/commands/src/entrance/command-entrance.ts');
  expect(loaded).toContain('@nestjs/cqrs');
  expect([...loaded].filter((name) => /swagger|express/.test(name))).toEqual([]);
});

it('the server loads all of that but the EventStoreDB client', () => {
  const loaded = loadedBy(`${STANDALONE}/server/http-server.ts`);
  expect(loaded).toContain('@nestjs/swagger');
  expect(loaded).toContain('@nestjs/platform-express');
  expect(loaded).not.toContain('@eventstore/db-client');
});
