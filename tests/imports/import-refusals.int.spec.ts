import { fileOf, importFiles } from '@praxis/imports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { csv, importAll, importOne, newInstallation, ownFile, type Installation } from './import.harness.js';
import { logged, organisation, staff } from './provider.files.js';

let installation: Installation;
beforeEach(async () => void (installation = await newInstallation()));
afterEach(() => installation.close());

describe('rows with errors', () => {
  const rows = [logged('W001', 1), logged('W001', 2, { KIND: 'party' }), logged('W999', 3), logged('W002', 4)];

  it('stop the file where only whole files are to be taken, and the report names each', async () => {
    await importAll(installation, [organisation, staff]);
    const head = await installation.store.head();
    const report = await importOne(installation, ownFile('learning', rows), { acceptValidRows: false });
    expect(report).toMatchObject({ status: 'refused', counts: { taken: 0, refused: 1, withheld: 3 }, events: 0 });
    expect(await installation.store.head()).toBe(head);
  });

  it('stopped the whole file: they are left out, and told', async () => {
    await importAll(installation, [organisation, staff]);
    const report = await importOne(installation, ownFile('learning', rows));
    expect(report).toMatchObject({
      status: 'partly-taken',
      counts: { taken: 2, refused: 2, withheld: 0 },
      events: 2,
      errorCount: 2,
    });
    expect(report.errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, 'KIND', 'NOT_A_CHOICE'],
      [4, 'WORKER', 'UNKNOWN_WORKER'],
    ]);
  });

  it('are counted all and kept up to a thousand', async () => {
    const many = ownFile(
      'learning',
      Array.from({ length: 1500 }, (_, index) => logged('W001', index, { KIND: 'party' })),
    );
    const report = await importOne(installation, many);
    expect(report).toMatchObject({ errorCount: 1500, counts: { refused: 1500 } });
    expect(report.errors).toHaveLength(1000);
  });

  it('tell rows that are cut or glued together', async () => {
    const columns = csv(['POLICY', 'ROLEPROFILE', 'TOPIC', 'VALUE', 'FROM', 'RECORDED'], []);
    const text = `${columns}supervision-interval-days,,,42\nsupervision-interval-days,,,42,2026-07-01,,x\n"x"y,,,42,2026-07-01,\n`;
    const report = await importOne(installation, fileOf('policies.csv', text));
    expect(report.errors.map(({ row, code }) => [row, code])).toEqual([
      [2, 'WRONG_NUMBER_OF_CELLS'],
      [3, 'WRONG_NUMBER_OF_CELLS'],
      [4, 'MALFORMED_ROW'],
    ]);
  });

  it('twice the same is once taken', async () => {
    await importAll(installation, [organisation, staff]);
    const report = await importOne(installation, ownFile('learning', [logged('W001', 1), logged('W001', 1)]));
    expect(report).toMatchObject({ status: 'taken', counts: { taken: 1, alreadyThere: 1 }, events: 1 });
  });
});

describe('files that cannot be read', () => {
  it.each([
    ['UTF-16', fileOf('policies.csv', Buffer.from('\uFEFFPOLICY,ROLEPROFILE\n', 'utf16le')), 'NOT_UTF8'],
    ['nothing in it', fileOf('policies.csv', ''), 'NO_HEADER'],
    ['too much in it', { ...organisation, size: async () => 200_000_000 }, 'FILE_TOO_LARGE'],
  ])('%s: refused, and the others are taken', async (_what, file, code) => {
    const report = await importFiles([file, { ...organisation, name: 'good.csv' }], installation.ports);
    expect(report.files[0]).toMatchObject({ status: 'refused', problem: { code } });
    expect(report.files[1]).toMatchObject({ status: 'taken' });
  });

  it('that go wrong at their end are not taken at their beginning', async () => {
    const head = await installation.store.head();
    const text = csv(
      ['POLICY', 'ROLEPROFILE', 'TOPIC', 'VALUE', 'FROM', 'RECORDED'],
      [{ POLICY: 'supervision-interval-days', VALUE: 42, FROM: '2026-07-01' }],
    );
    const bytes = Buffer.concat([Buffer.from(text), Buffer.from('Zo\xeb,,,,,\n', 'latin1')]);
    const report = await importOne(installation, fileOf('policies.csv', bytes));
    expect(report).toMatchObject({ status: 'refused', problem: { code: 'NOT_UTF8' } });
    expect(await installation.store.head()).toBe(head);
  });

  it.each(['DATE', 'RECORDED'])('a %s with its months first was read day first where it could be', async (column) => {
    await importAll(installation, [organisation, staff]);
    const head = await installation.store.head();
    const on = (row: number, cell: string) => ({ ...logged('W001', row), [column]: cell });
    const american = [on(1, '04/05/2026'), on(2, '03/25/2026'), on(3, '2026-01-02')];

    const report = await importOne(installation, ownFile('learning', american));

    expect(report).toMatchObject({ status: 'refused', problem: { code: 'MONTH_FIRST', field: 'file' }, events: 0 });
    // It said “0 rows: 0 taken … 1 refused” of all three.
    expect(report).toMatchObject({ rows: 3, counts: { taken: 0, refused: 3 } });
    expect(report.problem?.message).toContain(`${column} has the month before the day: row 3`);
    expect(report.problem?.remedy).toContain('YYYY-MM-DD or DD/MM/YYYY');
    expect(await installation.store.head()).toBe(head);
    // One that is mistyped among days that stand first is an error of its row.
    const british = [on(1, '04/05/2026'), on(2, '03/25/2026'), on(3, '25/03/2026')];
    const taken = await importOne(installation, ownFile('learning', british));
    expect(taken.errors).toMatchObject([{ row: 3, column, code: 'NOT_A_DAY' }]);
    expect(taken.counts).toMatchObject({ taken: 2, refused: 1 });
  });

  it('a header without rows is taken, and says nothing', async () => {
    const report = await importOne(installation, ownFile('policies', []));
    expect(report).toMatchObject({ status: 'taken', rows: 0, events: 0, kind: 'policies' });
  });

  it('a day of receipt that lies ahead, or is none, is a mistake of the caller', async () => {
    await expect(importFiles([organisation], installation.ports, { received: '2026-07-01' })).rejects.toThrow(
      RangeError,
    );
    await expect(importFiles([organisation], installation.ports, { received: 'today' })).rejects.toThrow(RangeError);
  });
});
