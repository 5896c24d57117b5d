import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const domain = join(import.meta.dirname, '../../libs/domain');
/** Units are reference data, whose ids are listed and must not name anybody; the pseudonyms of a question are needed to answer it. */
const SAID = /^(?:unit\.|definition\.)?unitId$|^(?:childId|parentId|id|earlier\.knownId)$/;

/** Ids as sources type them, such as a session's, are often built from names and staff numbers. */
it('a rule names no id of a record in its message: the field says which one is meant', () => {
  const named: string[] = [];
  let rules = 0;
  for (const file of globSync('*/*.ts', { cwd: domain, exclude: ['**/*.spec.ts'] })) {
    const text = readFileSync(join(domain, file), 'utf8');
    for (const [, message] of text.matchAll(/refuse\(\s*'[A-Z_]+',\s*`([^`]*)`/g)) {
      rules += 1;
      const ids = [...message!.matchAll(/\$\{([\w.!]*(?:Id|\bid))\}/g)].map(([, id]) => id!);
      named.push(...ids.filter((id) => !SAID.test(id)).map((id) => `${file}: ${id}`));
    }
  }
  expect(rules).toBeGreaterThan(40);
  expect(named).toEqual([]);
});

/** What a call of `refuse` is given, up to the bracket that closes it; texts in it have brackets in pairs. */
function callsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<!function )\brefuse\(/g)].map(({ index }) => {
    let open = 0;
    for (let at = text.indexOf('(', index); ; at += 1) {
      if (text[at] === '(') open += 1;
      if (text[at] === ')') open -= 1;
      if (open === 0) return text.slice(index, at);
    }
  });
}

it('“There is no such entry.” was all that was said of a refusal: every one has a remedy', () => {
  const calls: string[] = [];
  for (const file of globSync('*/*.ts', { cwd: domain, exclude: ['**/*.spec.ts'] })) {
    calls.push(...callsIn(readFileSync(join(domain, file), 'utf8')).map((call) => `${file}: ${call}`));
  }
  expect(calls.length).toBeGreaterThan(100);
  const without = calls.filter((call) => !/\bremedy:[^'`]*['`][^'`]{8,}/.test(call));
  expect(without, 'say what whoever is refused can do').toEqual([]);
});
