import { DOMAIN } from '@praxis/domain';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { IMPORT_KINDS } from './import-kinds.js';
import { columnNames, OWN_FORMATS } from './own-formats.js';

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
});
