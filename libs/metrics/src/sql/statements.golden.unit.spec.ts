import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Statement } from '../analytics-reader.js';
import * as capability from './capability.sql.js';
import * as checklist from './checklist.sql.js';
import * as eventIndex from './event-index.sql.js';
import * as headcount from './headcount.sql.js';
import * as improvement from './improvement.sql.js';
import * as learning from './learning.sql.js';
import * as policy from './policy.sql.js';
import * as supervision from './supervision.sql.js';

const GOLDEN = new URL('./golden/', import.meta.url);
const RENEW =
  'If the change is meant, renew the files with UPDATE_GOLDEN=1 npx vitest run libs/metrics and read the diff.';

const sight = { asAt: '2026-03-31', knownBy: '2026-04-15' };
const posts = { ...sight, units: ['north', 'north-day'], days: ['2026-02-28', '2026-03-31'] };
const cells = { ...posts, validityMonths: 12, dimension: '3', level: 'front-line-worker' };
const period = { ...sight, units: posts.units, from: '2026-01-01', to: '2026-03-31' };

/** Every statement there is, by the name of what builds it. */
const STATEMENTS: Readonly<Record<string, Statement>> = {
  capabilityTrend: capability.capabilityTrend(cells),
  capabilityBreakdown: capability.capabilityBreakdown(cells, new Map([['north', 'north']])),
  capabilityRecords: capability.capabilityRecords(cells, '3.3'),
  checklistCounts: checklist.checklistCounts(posts),
  checklistItems: checklist.checklistItems(posts),
  checklistReviews: checklist.checklistReviews(posts),
  checklistActions: checklist.checklistActions(posts),
  overdueCounts: checklist.overdueCounts(posts),
  dataTo: eventIndex.dataTo(sight),
  eventsAt: eventIndex.eventsAt(['17', '18446744073709551615']),
  headcount: headcount.headcount(posts),
  headcountRecords: headcount.headcountRecords(posts),
  improvementFacts: improvement.improvementFacts(sight, posts.units, 'safer-moving'),
  measurements: improvement.measurements(sight, 'north', 'falls'),
  indicatorDefinition: improvement.indicatorDefinition(sight, 'north', 'falls'),
  learningTotals: learning.learningTotals(period),
  learningRecords: learning.learningRecords({ ...period, programme: 'moving-2026' }),
  programmeEntries: learning.programmeEntries(period),
  policiesInForce: policy.policiesInForce(sight),
  unitTree: policy.unitTree(sight),
  supervisionHeld: supervision.supervisionHeld(posts),
  supervisionRecords: supervision.supervisionRecords(posts),
};

const modules = {
  ...capability,
  ...checklist,
  ...eventIndex,
  ...headcount,
  ...improvement,
  ...learning,
  ...policy,
  ...supervision,
};
const builders = Object.entries(modules).flatMap(([name, value]) =>
  typeof value === 'function' && !name.endsWith('Parameters') ? [name] : [],
);

function textOf({ sql, parameters }: Statement): string {
  const given = Object.entries(parameters).map(([name, value]) => `-- ${name} = ${JSON.stringify(value)}\n`);
  return `${given.sort().join('')}${sql}\n`;
}

if (process.env['UPDATE_GOLDEN'] === '1') {
  rmSync(GOLDEN, { recursive: true, force: true });
  mkdirSync(GOLDEN);
  for (const [name, statement] of Object.entries(STATEMENTS))
    writeFileSync(new URL(`${name}.sql`, GOLDEN), textOf(statement));
}

it.each(Object.entries(STATEMENTS))('%s is the statement that was agreed', (name, statement) => {
  const file = new URL(`${name}.sql`, GOLDEN);
  expect(existsSync(file), `There is no golden file for ${name}. ${RENEW}`).toBe(true);
  expect(textOf(statement), `${name} has changed. ${RENEW}`).toBe(readFileSync(file, 'utf8'));
});

it('has a golden file for every builder, and none for what is gone', () => {
  expect(Object.keys(STATEMENTS).sort()).toEqual(builders.sort());
  expect(readdirSync(GOLDEN).sort()).toEqual(builders.map((name) => `${name}.sql`).sort());
});

it.each(Object.entries(STATEMENTS))('%s takes every value as a typed parameter', (_name, { sql, parameters }) => {
  const asked = [...sql.matchAll(/\{(\w+):/g)].map(([, name]) => name);
  expect(new Set(asked)).toEqual(new Set(Object.keys(parameters)));
  for (const value of ['north', 'safer-moving', 'falls', 'moving-2026', '2026-0']) expect(sql).not.toContain(value);
});

it.each(Object.entries(STATEMENTS))('%s never looks at marker rows', (_name, { sql }) => {
  const tables = sql.match(/_v\d+\b/g)?.length ?? 0;
  expect(sql.match(/marker = 0/g)?.length).toBe(tables);
});

it.each(Object.entries(STATEMENTS).filter(([name]) => name !== 'eventsAt'))(
  '%s asks what was known on every table it reads',
  (_name, { sql }) => {
    const tables = sql.match(/_v\d+\b/g)?.length ?? 0;
    expect(sql.match(/recorded_at < \{knownUntil/g)?.length).toBe(tables);
  },
);
