import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { aggregatesOf, fences, packagesOf } from '../../infra/lint.fences.mjs';

const root = join(import.meta.dirname, '../..');
const NOT_SOURCE = ['**/node_modules/**', '**/dist/**', '**/*.spec.ts'];
const eslint = new ESLint({ cwd: root });

/** What lint says against importing something in a file that need not exist. */
async function refusals(filePath: string, specifier: string): Promise<readonly string[]> {
  return messages(filePath, `import * as it from '${specifier}';\nexport const kept = it;\n`);
}

async function messages(filePath: string, code: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(code, { filePath: join(root, filePath) });
  return result!.messages.map(({ message }) => message);
}

/** File, what it imports, and a word of the sentence that says why not: one for every rule there is. */
const BAD = [
  ['libs/event-sourcing/src/x.ts', '@praxis/domain', 'kernel knows nothing of ours'],
  ['libs/frameworks/src/x.ts', '@praxis/domain', 'Reference data is data'],
  ['libs/contracts/src/x.ts', '@praxis/metrics', 'shared with the browser'],
  ['libs/http-problems/src/x.ts', '@praxis/domain', 'nothing of the domain'],
  ['libs/domain/x.ts', '@praxis/personal-data', 'no framework, store or clock'],
  ['libs/domain/x.ts', 'node:fs', 'no input or output'],
  ['libs/domain/x.ts', '@nestjs/common', 'knows no framework'],
  ['libs/domain/worker/worker.state.ts', '@praxis/commands', 'no framework, store or clock'],
  ['libs/domain/worker/worker.state.ts', 'node:crypto', 'no input or output'],
  ['libs/domain/worker/worker.state.ts', '@nestjs/cqrs', 'knows no framework'],
  ['libs/domain/worker/worker.state.ts', '../supervision/supervision.state.js', 'its own events'],
  ['libs/domain/worker/worker.state.ts', '../../../services/commands/src/index.js', 'by its name'],
  ['libs/domain/worker/worker.state.ts', '../../event-sourcing/src/index.js', 'by its name'],
  ['libs/event-store-embedded/src/x.ts', '@praxis/domain', 'knows no domain'],
  ['libs/metrics/src/x.ts', '@praxis/domain', 'declarations and SQL'],
  ['projections/worker-facts/worker-facts.projection.ts', '@praxis/reports', 'nothing that serves them'],
  ['services/commands/src/x.ts', '@praxis/imports', 'only the standalone composes services'],
  ['services/reports/src/x.ts', '@praxis/standalone', 'only the standalone composes services'],
  ['tests/demonstration-provider/src/x.ts', '@praxis/domain', 'as an outside system'],
  ['dashboard/src/x.tsx', '@praxis/metrics', 'contracts and nothing else'],
  ['dashboard/src/x.tsx', 'echarts', 'echarts/core'],
  ['dashboard/src/x.tsx', '@tanstack/react-router', 'Use PageLink'],
  ['services/imports/src/x.ts', '@praxis/event-sourcing/command-handling', 'through their entrance'],
  ['services/standalone/src/x.ts', '@praxis/event-sourcing/command-handling', 'through their entrance'],
  ['services/standalone/src/x.ts', '../../../libs/event-sourcing/src/command-handling.js', 'through their entrance'],
  ['tests/imports/import.harness.ts', '@praxis/event-sourcing/command-handling', 'through their entrance'],
] as const;

const GOOD = [
  ['libs/domain/worker/worker.state.ts', '../rules.js'],
  ['libs/domain/worker/worker.state.ts', '@praxis/event-sourcing'],
  ['libs/domain/registry.ts', './worker/worker.aggregate.js'],
  ['libs/domain/worker/worker.decider.unit.spec.ts', 'node:fs'],
  ['services/standalone/src/x.ts', '@praxis/imports'],
  ['services/commands/src/x.ts', '@praxis/event-sourcing/command-handling'],
  ['dashboard/src/x.tsx', 'echarts/core'],
] as const;

describe('the import fences', () => {
  it.each(BAD)('refuse in %s: %s', async (file, specifier, reason) => {
    expect(await refusals(file, specifier)).toEqual([expect.stringContaining(reason)]);
  });
  it.each(GOOD)('let through in %s: %s', async (file, specifier) => {
    expect(await refusals(file, specifier)).toEqual([]);
  });
  it('hold for what is only imported as a type, and for what is exported again', async () => {
    const file = 'libs/domain/worker/worker.state.ts';
    const typed = `import type { Request } from '@praxis/commands';\nexport type Kept = Request;\n`;
    expect(await messages(file, typed)).toEqual([expect.stringContaining('no framework, store or clock')]);
    const again = `export * from '@praxis/commands';\n`;
    expect(await messages(file, again)).toEqual([expect.stringContaining('no framework, store or clock')]);
  });
  it('hold for imports that are made later', async () => {
    const late = `export const late = () => import('@praxis/commands');\n`;
    for (const file of ['libs/domain/worker/worker.state.ts', 'libs/event-sourcing/src/x.ts']) {
      expect(await messages(file, late), file).toEqual([expect.stringContaining('every import at the top')]);
    }
  });
  it('never match a file with two entries, of which the later would replace the earlier', () => {
    const entries = fences(root);
    const files = [...BAD, ...GOOD].map(([file]) => file).filter((file) => !file.endsWith('.spec.ts'));
    for (const file of files) {
      const matching = entries.filter(
        ({ files: [pattern], ignores }) =>
          file.startsWith(pattern!.replace('/**/*.{ts,tsx}', '/')) &&
          !ignores.some((ignored) => ignored.endsWith('/**') && file.startsWith(ignored.slice(0, -2))),
      );
      expect(matching.length, file).toBeLessThanOrEqual(1);
    }
  });
  it('find every package and every aggregate by its folder', () => {
    expect(packagesOf(root).map(({ name }) => name)).toContain('@praxis/imports');
    expect(aggregatesOf(root)).toEqual(expect.arrayContaining(['worker', 'supervision', 'indicator']));
  });
});

describe('the command path', () => {
  it('is not offered to everybody who knows the kernel', async () => {
    expect(Object.keys(await import('@praxis/event-sourcing'))).not.toContain('handleCommands');
  });
  it('has one caller', () => {
    const sources = globSync('{libs,services,projections,tests}/**/*.{ts,mjs}', { cwd: root, exclude: NOT_SOURCE });
    const callers = sources.filter((file) => /\bhandleCommands\(/.test(readFileSync(join(root, file), 'utf8')));
    expect(callers.sort()).toEqual([
      'libs/event-sourcing/src/command-handling.ts',
      'services/commands/src/entrance/stream-commands.handler.ts',
    ]);
  });
});

describe('the domain and its projections', () => {
  it.each([
    ['libs/domain/worker/worker.decider.ts', 'export const now = () => new Date();\n', 'Time comes with'],
    ['libs/domain/worker/worker.decider.ts', 'export const chance = () => Math.random();\n', 'The same events'],
    ['projections/x/x.projection.ts', 'export const now = () => Date.now();\n', 'Time comes with'],
  ])('have no clock and no dice: %s %s', async (file, code, reason) => {
    expect(await messages(file, code)).toEqual([expect.stringContaining(reason)]);
  });
});
