import { DOMAIN } from '@praxis/domain';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { usedColumns } from './format.reference.js';
import { IMPORT_KINDS } from './import-kinds.js';
import { columnNames, OWN_FORMATS } from './own-formats.js';

/** As they were when the first file of each was imported. */
const FIRST_VERSIONS = JSON.parse(
  readFileSync(new URL('../../../../tests/fixtures/own-formats/first-versions.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, readonly string[]>>;
const DOCUMENT = readFileSync(new URL('../../../../docs/reference/import-formats.md', import.meta.url), 'utf8');

describe('docs/reference/import-formats.md', () => {
  it('names the kinds in the order in which they are taken', () => {
    const sentence = /files are taken in this order:([^;]*);/.exec(DOCUMENT.replaceAll('\n', ' '))?.[1];
    const named = sentence?.split(',').map((kind) => kind.trim().replace('role profiles', 'role-profiles'));
    expect(named).toEqual([...IMPORT_KINDS]);
  });

  it('explains every code that reading can tell, and none that it cannot', () => {
    const source = join(import.meta.dirname, '..');
    const files = globSync('**/*.ts', { cwd: source, exclude: ['**/*.spec.ts'] });
    const told = new Set<string>();
    for (const file of files) {
      const text = readFileSync(join(source, file), 'utf8');
      for (const [, code] of text.matchAll(/(?:code: |problem\(\s*[^,]+,\s*|told\(\s*)'([A-Z][A-Z_0-9]+)'/g))
        told.add(code!);
    }
    const tables = DOCUMENT.split('| Code of a row |')[1]!.split('## ASC-WDS uploads')[0]!;
    const explained = tables.split('\n').flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([A-Z_0-9]+)`/g)]);
    expect(explained.map(([, code]) => code!).toSorted()).toEqual([...told].toSorted());
  });
});

describe('the declarations', () => {
  it.each(OWN_FORMATS.map((format) => [format.kind, format] as const))(
    '%s: commands and columns exist',
    (_kind, format) => {
      const aggregate = DOMAIN.aggregates.find(({ name }) => name === format.aggregate);
      const columns = new Set(columnNames(format));
      for (const fact of Object.values(format.facts)) {
        expect(Object.keys(aggregate!.commands)).toContain(fact.command);
        for (const field of [...Object.values(fact.fields), ...Object.values(fact.repeats ?? {})]) {
          for (const column of field.columns) expect(columns).toContain(column);
        }
      }
    },
  );

  it.each(OWN_FORMATS.map((format) => [format.kind, format] as const))(
    '%s: the first version is never changed, for what tells one row from another is derived from it',
    (kind, format) => {
      const first = format.columns.filter(([, , since = 1]) => since === 1).map(([name]) => name);
      expect(first).toEqual(FIRST_VERSIONS[kind]);
    },
  );

  it.each(OWN_FORMATS.map((format) => [format.kind, format] as const))(
    '%s: columns of later versions say which, and are never needed',
    (_kind, format) => {
      const later = format.columns.filter(([, , since = 1]) => since > 1);
      for (const [name, , since] of later) {
        expect(since).toBeLessThanOrEqual(format.version);
        for (const fact of Object.values(format.facts)) expect(usedColumns(format, fact).get(name)).not.toBe(true);
      }
      expect(format.version).toBe(Math.max(1, ...later.map(([, , since = 1]) => since)));
    },
  );
});
