import { filesToImport, workerIdOf } from '@praxis/imports';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import {
  factsOf,
  importAll,
  importOne,
  newInstallation,
  ownFile,
  typesOf,
  type Installation,
} from './import.harness.js';

const CASES = fileURLToPath(new URL('../fixtures/field-cases/', import.meta.url));
const files = (folder: string) => filesToImport(`${CASES}${folder}`);

let installation: Installation;
afterEach(() => installation.close());
const streamOf = (aggregate: string, worker: string) =>
  `${aggregate}-${workerIdOf(installation.ports.pseudonym, 'HOME-A', worker)}`;

describe('field case 1: the history of a team that has been closed since', () => {
  it('was refused because the team is closed today', async () => {
    installation = await newInstallation();
    await importAll(installation, await files('1-closed-team-history'));

    const teams = (await factsOf(installation, streamOf('worker', '101'))).filter(
      ({ type }) => type === 'WorkerAssignedToTeam',
    );
    expect(teams).toMatchObject([
      { on: '2023-02-01', data: { unitId: 'home-a' } },
      { on: '2023-02-01', data: { unitId: 'nights' } },
      { on: '2025-10-01', data: { unitId: 'days' } },
    ]);
    expect(typesOf(await factsOf(installation, 'indicator-nights-falls'))).toEqual([
      'IndicatorDefined',
      'IndicatorMeasured',
      'IndicatorMeasured',
      'IndicatorMeasured',
    ]);
    expect(typesOf(await factsOf(installation, 'checklist-nights'))).toEqual(['ChecklistAdopted']);
  });

  it.each([
    ['2025-10-15', 'UNIT_CLOSED', 'Unit nights was closed on 2025-09-30, and this is of 2025-10-15.'],
    ['2022-12-15', 'UNIT_NOT_YET_OPEN', 'Unit nights was opened on 2023-01-01, after 2022-12-15.'],
  ])('is refused on a day on which it was not open, naming the day: %s', async (DATE, code, message) => {
    installation = await newInstallation();
    await importAll(installation, await files('1-closed-team-history'));
    const row = { UNIT: 'nights', INDICATOR: 'incidents', FACT: 'defined', DATE };
    const counted = { TITLE: 'Incidents', NUMERATORLABEL: 'Incidents', PER: 1, IMPROVEMENT: 'decrease', SOURCE: 'log' };

    const report = await importOne(installation, ownFile('indicators', [{ ...row, ...counted }]));

    expect(report.errors).toMatchObject([{ row: 2, column: 'UNIT', code, message }]);
    expect(report.errors[0]!.remedy).toMatch(/\w/);
  });
});

describe('field case 8: a supervisor who has left', () => {
  it('held a session after leaving, and nobody said so', async () => {
    installation = await newInstallation();
    const [before, supervision] = await Promise.all([
      files('8-supervisor-leaves').then((all) => all.filter(({ name }) => name !== 'supervision.csv')),
      files('8-supervisor-leaves').then((all) => all.find(({ name }) => name === 'supervision.csv')!),
    ]);
    await importAll(installation, before);

    const report = await importOne(installation, supervision);

    expect(report).toMatchObject({ status: 'partly-taken', counts: { taken: 4, refused: 1 } });
    const supervisor = workerIdOf(installation.ports.pseudonym, 'HOME-A', '101');
    expect(report.errors).toMatchObject([
      {
        row: 6,
        column: 'DATE',
        code: 'WORKER_NO_LONGER_IN_POST',
        message: `Worker ${supervisor} left on 2025-05-31, and this is of 2025-08-10.`,
      },
    ]);
  });
});

describe('field case 10: learning before joining', () => {
  it('is taken, and so is learning after leaving', async () => {
    installation = await newInstallation();
    await importAll(installation, await files('10-learning-before-joining'));
    expect(typesOf(await factsOf(installation, streamOf('learning-log', '101')))).toHaveLength(2);
    expect(typesOf(await factsOf(installation, streamOf('learning-log', '102')))).toHaveLength(2);
  });
});

describe('field case 25: at half past midnight in British summer time', () => {
  it('today was refused as lying ahead', async () => {
    installation = await newInstallation({ now: () => '2026-06-30T23:30:00.000Z' });
    const all = await files('25-after-midnight-bst');
    await importAll(installation, all);

    const facts = await factsOf(installation, streamOf('learning-log', '101'));
    expect(facts.map(({ on }) => on)).toEqual(['2026-07-01', '2026-06-30']);
    // Taken again a day later, nothing changes.
    const again = await importAll(installation, all);
    expect(again.totals.events).toBe(0);
  });

  it('tomorrow still lies ahead', async () => {
    installation = await newInstallation({ now: () => '2026-06-30T22:59:00.000Z' });
    const report = await importOne(
      installation,
      (await files('25-after-midnight-bst')).find(({ name }) => name === 'n/learning.csv')!,
    );
    expect(report.errors).toContainEqual(expect.objectContaining({ column: 'RECORDED', code: 'IN_THE_FUTURE' }));
  });
});
