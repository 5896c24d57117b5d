import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DOMAIN } from '@praxis/domain';
import { CATALOGUE } from '@praxis/metrics';
import { PROJECTIONS } from '@praxis/projections';
import { FIGURES_WITH_RECORDS, REPORTS } from '@praxis/reports';
import { describe, expect, it } from 'vitest';
import { packagesOf } from '../../infra/lint.fences.mjs';

// What can be added in one place and forgotten in another. Each sentence says what to do.
const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const sourcesIn = (pattern: string) => globSync(pattern, { cwd: root }).map(read).join('\n');

describe('an aggregate', () => {
  const folders = globSync('libs/domain/*/*.aggregate.ts', { cwd: root }).map((file) => basename(dirname(file)));

  it.each(folders)('%s is in the registry', (folder) => {
    const names = DOMAIN.aggregates.map(({ name }) => name);
    expect(names, `${folder} is in no list: add it to AGGREGATES in libs/domain/registry.ts`).toContain(folder);
  });
  it.each(folders)('%s can be imported from the domain', (folder) => {
    expect(
      read('libs/domain/index.ts'),
      `libs/domain/index.ts does not export ${folder}: add its aggregate, commands, events and state`,
    ).toContain(`./${folder}/${folder}.aggregate.js`);
  });
  it('is in the registry only if it has a folder', () => {
    expect(DOMAIN.aggregates.map(({ name }) => name).toSorted()).toEqual(folders.toSorted());
  });
  it.each(DOMAIN.aggregates)('$name has a row in its README for every command and every event', (aggregate) => {
    const file = `libs/domain/${aggregate.name}/README.md`;
    const readme = read(file);
    const named = (word: string) => new RegExp(`\\b${word}\\b`).test(readme);
    // An event may stand with its beginning left out where it shares it with the one before it: `…Completed`.
    const abbreviated = (type: string) =>
      [...readme.matchAll(/…(\w+)/g)].some(([, end]) => type.endsWith(end!) && type !== end);
    const missing = [
      ...Object.keys(aggregate.commands).filter((command) => !named(command)),
      ...aggregate.events.map(({ type }) => type).filter((type) => !named(type) && !abbreviated(type)),
    ];
    expect(missing, `${file} does not speak of ${missing.join(', ')}: give each a row with its rules`).toEqual([]);
  });
});

describe('an event', () => {
  const facts = PROJECTIONS.filter(({ name }) => name !== 'event_index');
  /** Aggregates whose events say nothing that a figure is made of: found through the index only. */
  const INDEX_ONLY = ['framework'];

  it.each(DOMAIN.aggregates.filter(({ name }) => !INDEX_ONLY.includes(name)))(
    'of $name is decided upon by a projection',
    ({ name, events }) => {
      const undecided = events
        .map(({ type }) => type)
        .filter((type) => !facts.some(({ handles }) => handles.has(type)));
      expect(
        undecided,
        `No projection says what ${undecided.join(', ')} mean: add them to one in projections/, or ${name} to INDEX_ONLY`,
      ).toEqual([]);
    },
  );
});

describe('a metric', () => {
  /** Metrics that no records stand behind, and why. */
  const WITHOUT_RECORDS: Readonly<Record<string, string>> = {
    'learning-minutes-per-head': 'two figures divided: the records of each can be opened',
  };
  const reports = sourcesIn('services/reports/src/**/*.ts');

  it.each(Object.entries(CATALOGUE))('%s has a query and is part of a report', (key, { id }) => {
    const used = new RegExp(`CATALOGUE\\.${key}\\b|\\b${key}\\b[^;]*\\} = CATALOGUE`).test(reports);
    expect(used, `${id} is in no report: ask for it in services/reports, or take it out of the catalogue`).toBe(true);
  });
  it.each(Object.values(CATALOGUE))('$id has records that can be opened', ({ id }) => {
    expect(
      FIGURES_WITH_RECORDS.has(id) || id in WITHOUT_RECORDS,
      `${id} cannot be opened: add a reader to services/reports/src/records/openable-figures.ts`,
    ).toBe(true);
  });
  it('is left out of the records only if it exists', () => {
    const ids: readonly string[] = Object.values(CATALOGUE).map(({ id }) => id);
    expect(Object.keys(WITHOUT_RECORDS).filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('a report', () => {
  it.each(REPORTS.map(({ path }) => path))('%s is asked for by a page', (path) => {
    const address = `/api/reports/${path.replace(/:.*/, '')}`;
    expect(
      sourcesIn('dashboard/src/api/*.ts'),
      `No page asks for ${address}: add it to dashboard/src/api/report-queries.ts and show it, or remove the report`,
    ).toContain(address);
  });
});

describe('a package', () => {
  it.each(packagesOf(root).map(({ directory }) => directory))('%s has a row in the README', (directory) => {
    expect(
      read('README.md'),
      `README.md does not speak of ${directory}: add it to the table “How it is built”`,
    ).toMatch(new RegExp(`\`${directory}[\`/]`));
  });
});
