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
