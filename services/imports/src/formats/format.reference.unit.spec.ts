import { DOMAIN } from '@praxis/domain';
import { readFileSync } from 'node:fs';
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
