import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workerIdOf } from '@praxis/imports';
import { home, training, upload, worker } from './asc-wds.rows.js';
import { factsOf, importAll, importOne, logAfter, newInstallation, uploadFile } from './import.harness.js';
import type { Installation } from './import.harness.js';

const ROOT = join(import.meta.dirname, '../..');

describe('what docs/reference/asc-wds-differences.md says beyond single cells', () => {
  const document = readFileSync(join(ROOT, 'docs/reference/asc-wds-differences.md'), 'utf8');
  const table = document.split('<!-- beyond -->')[1]!.split('<!-- /beyond -->')[0]!;
  const rows = table
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (?:Subject|---)/.test(line))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));

  it.each(rows.map((cells) => [cells[1]!, cells] as const))('is shown by a test: %s', (_subject, cells) => {
    const [, , theirs, ours, why, shownBy] = cells;
    expect(ours).not.toBe(theirs);
    expect(why).toMatch(/\w/);
    const [, file = '', title = ''] = /^`([^`]+)` › (.+)$/.exec(shownBy!) ?? [];
    expect(existsSync(join(ROOT, file)), `${file}: name the spec, and its test, as “\`file\` › title”`).toBe(true);
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain(title);
  });
});

describe('beyond single cells', () => {
  let installation: Installation;
  beforeEach(async () => void (installation = await newInstallation()));
  afterEach(() => installation.close());
  const about = (aggregate: string, id: string) =>
    factsOf(installation, `${aggregate}-${workerIdOf(installation.ports.pseudonym, 'HOME-A', id)}`);

  it.each(['31/02/2020', '2020-02-01', '01/07/2026', '01/01/1990'])(
    'a start was invented for somebody new whose STARTDATE is %s',
    async (STARTDATE) => {
      await importAll(installation, [uploadFile('workplace', [home])]);
      const report = await importOne(installation, uploadFile('staff', [worker('W001', { STARTDATE })]));
      expect(report.errors).toMatchObject([{ row: 2, column: 'STARTDATE', code: 'START_NOT_USABLE' }]);
      expect(await about('worker', 'W001')).toEqual([]);
    },
  );

  it('another STARTDATE moves no start that is recorded', async () => {
    await importAll(installation, upload('2026-04-30', [worker('W001')]));
    const other = uploadFile('staff', [worker('W001', { STARTDATE: '01/02/2003' })]);
    const report = await importOne(installation, other);
    expect(report.warnings).toContainEqual(expect.objectContaining({ code: 'START_DIFFERS', column: 'STARTDATE' }));
    const joined = (await about('worker', 'W001')).filter(({ type }) => type.includes('Joined'));
    expect(joined.map(({ on }) => on)).toEqual(['2001-11-12']);
  });

  it('a certificate that never expires, and expires on a day, expires on that day', async () => {
    const certificate = training('W001', { VALIDITY: 'none', EXPIRYDATE: '01/03/2027' });
    await importAll(installation, upload('2026-04-30', [worker('W001')], [certificate]));
    expect(await about('learning-log', 'W001')).toMatchObject([{ data: { expiresOn: '2027-03-01' } }]);
  });

  it('lists of a workplace are not judged', async () => {
    const lists = { ALLJOBROLES: 'nonsense', STARTERS: 'x', CAPACITY: '-1', SICKPAY: '9' };
    expect(await importOne(installation, uploadFile('workplace', [{ ...home, ...lists }]))).toMatchObject({
      status: 'taken',
      warnings: [],
    });
  });

  it('ids of workplaces that differ in signs are two workplaces, each with a unit of its own', async () => {
    await importAll(installation, [uploadFile('workplace', [{ LOCALESTID: 'HOME-A' }, { LOCALESTID: 'HOME/A' }])]);
    const units = (await logAfter(installation)).filter(({ type }) => type === 'UnitOpened');
    expect(new Set(units.map(({ data }) => data['unitId'])).size).toBe(2);
  });
});
