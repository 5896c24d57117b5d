import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importAll, importOne, logAfter, newInstallation, ownFile, type Installation } from './import.harness.js';

const FALLS = { UNIT: 'home-a', INDICATOR: 'falls', FACT: 'defined', DATE: '2024-01-01', TITLE: 'Falls' };
const HOW = { NUMERATORLABEL: 'Falls', PER: 1, IMPROVEMENT: 'decrease', SOURCE: 'log' };
const home = ownFile('organisation', [
  { UNIT: 'home-a', FACT: 'opened', DATE: '2024-01-01', KIND: 'service', NAME: 'Home A' },
]);
const indicators = ownFile('indicators', [{ ...FALLS, ...HOW }]);

describe('an import', () => {
  let installation: Installation;
  beforeEach(async () => {
    installation = await newInstallation();
  });
  afterEach(() => installation.close());

  it('got past the roles: nobody was asked whether they may', async () => {
    const before = await installation.store.head();
    const report = await importOne(installation, home, { actor: { id: 'w-ana', role: 'analyst' } });

    expect(report).toMatchObject({ status: 'refused', counts: { refused: 1 }, events: 0 });
    expect(report.errors.map(({ row, code }) => [row, code])).toEqual([
      [2, 'NOT_PERMITTED'],
      [2, 'NOT_PERMITTED'],
    ]);
    expect(report.errors[1]!.message).toBe('“Open a service or a team” is not open to the role analyst.');
    expect(report.errors[0]!.remedy).toContain('data-steward');
    expect(await installation.store.head()).toBe(before);
  });

  it('is judged by what each row does, not by the file', async () => {
    await importAll(installation, [home]);
    const actor = { id: 'w-quinn', role: 'quality-lead' };
    await importAll(installation, [indicators], { actor });
    const renaming = ownFile('organisation', [{ UNIT: 'home-a', FACT: 'renamed', DATE: '2025-01-01', NAME: 'Home' }]);
    const report = await importOne(installation, renaming, { actor });
    expect(report.errors).toMatchObject([{ code: 'NOT_PERMITTED' }]);
  });

  it('acts as the data steward unless told who it is', async () => {
    await importAll(installation, [home]);
    await importAll(installation, [indicators], { actor: { id: 'w-quinn', role: 'quality-lead' } });

    const events = (await logAfter(installation)).slice(1);
    expect(events.map(({ type, metadata }) => [type, metadata.actor])).toEqual([
      ['OrganisationRegistered', { id: 'data-steward', role: 'data-steward' }],
      ['UnitOpened', { id: 'data-steward', role: 'data-steward' }],
      ['IndicatorDefined', { id: 'w-quinn', role: 'quality-lead' }],
    ]);
  });
});
