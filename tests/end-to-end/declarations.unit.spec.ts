import { physicalName } from '@praxis/analytics-store';
import { DOMAIN } from '@praxis/domain';
import { CRITERION_EVIDENCE } from '@praxis/frameworks';
import { FACT_TABLES } from '@praxis/metrics';
import { PROJECTIONS } from '@praxis/projections';
import { REPORTS } from '@praxis/reports';
import { describe, expect, it } from 'vitest';

/** Declarations of packages that may not import each other, and have to agree all the same. */
describe('declarations agree', () => {
  it('the tables that reports ask are those that projections fill', () => {
    const filled = PROJECTIONS.map(({ table }) => physicalName(table));

    expect(Object.values(FACT_TABLES).sort()).toEqual(filled.sort());
  });

  it('every event that evidences a criterion is one that can be recorded', () => {
    const events = new Set<string>(DOMAIN.events.map(({ type }) => type));
    const unknown = CRITERION_EVIDENCE.flatMap(({ criterion, events: named }) =>
      named.filter((type) => !events.has(type)).map((type) => `${criterion}: ${type}`),
    );

    expect(unknown).toEqual([]);
  });

  it('no event that a criterion awaits is one that is recorded already', () => {
    const events = new Set<string>(DOMAIN.events.map(({ type }) => type));
    const here = CRITERION_EVIDENCE.flatMap(({ criterion, awaited }) =>
      awaited.filter((type) => events.has(type)).map((type) => `${criterion}: ${type}`),
    );

    expect(here).toEqual([]);
  });

  it('every event belongs to exactly one aggregate', () => {
    const declared = DOMAIN.aggregates.flatMap(({ events }) => events.map(({ type }) => type));

    expect(declared.toSorted()).toEqual(DOMAIN.events.map(({ type }) => type as string).toSorted());
    expect(new Set(declared).size).toBe(declared.length);
  });

  it('no two aggregates or reports have the same address', () => {
    const names = DOMAIN.aggregates.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(DOMAIN.aggregates.map(({ plural }) => plural)).size).toBe(names.length);
    expect(new Set(REPORTS.map(({ path }) => path)).size).toBe(REPORTS.length);
  });

  it('no stream of one aggregate can be taken for one of another', () => {
    const names = DOMAIN.aggregates.map(({ name }) => name);
    // `indicator-…` and `improvement-…` may not begin alike up to the dash: `learning` and `learning-log` would.
    const alike = names.filter((name) => names.some((other) => other !== name && other.startsWith(`${name}-`)));

    expect(alike).toEqual([]);
  });
});
