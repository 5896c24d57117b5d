import { workerIdOf } from '@praxis/imports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  factsOf,
  importAll,
  importOne,
  logAfter,
  newInstallation,
  ownFile,
  typesOf,
  uploadFile,
  type Installation,
} from './import.harness.js';
import { BASE, FILES, held, logged, signed, W001 } from './own-formats.rows.js';

let installation: Installation;
beforeEach(async () => {
  installation = await newInstallation();
  await importAll(installation, BASE);
});
afterEach(() => installation.close());

describe('every fact of every kind', () => {
  it.each(FILES)('%s: becomes an event, once', async (kind, rows, expected) => {
    const head = await installation.store.head();
    const report = await importOne(installation, ownFile(kind, rows));
    expect(report.errors).toEqual([]);
    expect(report).toMatchObject({ status: 'taken', kind, rows: rows.length, counts: { taken: rows.length } });
    const written = await logAfter(installation, head);
    expect(typesOf(written).toSorted()).toEqual(expected.toSorted());
    expect(written.every(({ metadata }) => metadata.source === report.source)).toBe(true);
    expect(written.every(({ metadata }) => metadata.actor.role === 'data-steward')).toBe(true);

    const before = await installation.store.head();
    const again = await importOne(installation, ownFile(kind, rows));
    expect(again).toMatchObject({ status: 'taken', counts: { taken: 0, alreadyThere: rows.length }, events: 0 });
    expect(await installation.store.head()).toBe(before);
  });
});

describe('what a row carries over', () => {
  it('is attested by the source: RECORDED, else the day of receipt, never later than now', async () => {
    const policy = (VALUE: number, FROM: string, RECORDED: string) => ({
      POLICY: 'supervision-interval-days',
      VALUE,
      FROM,
      RECORDED,
    });
    const rows = [
      policy(42, '2024-01-01', '2023-12-01'),
      policy(40, '2026-08-01', ''),
      policy(30, '2026-09-01', '2026-06-30'),
    ];
    await importAll(installation, [ownFile('policies', rows)], { received: '2026-05-31' });
    const facts = (await factsOf(installation, 'organisation-main')).slice(-3);
    expect(facts.map(({ on, known }) => [on, known])).toEqual([
      ['2024-01-01', '2023-12-01'],
      ['2026-08-01', '2026-05-31'],
      ['2026-09-01', '2026-06-30'],
    ]);
    const stored = (await logAfter(installation)).slice(-3).map(({ metadata }) => metadata.attestedAt);
    expect(stored).toEqual(['2023-12-01T12:00:00.000Z', '2026-05-31T12:00:00.000Z', undefined]);
  });

  it('is personal where it is free text, and opens with the key of the person it is about', async () => {
    await importAll(installation, [ownFile('supervision', [signed, { ...held, TEXT: 'Planted, in confidence' }])]);
    const stream = `supervision-${installation.ports.pseudonym('agreement', 'sv-1')}`;
    const [, session] = await factsOf(installation, stream);
    expect(session).toMatchObject({ data: { notes: 'Planted, in confidence', minutes: 60, topics: [] } });
    const written = await logAfter(installation);
    expect(JSON.stringify(written, (_key, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(
      'Planted',
    );
    installation.personal.shred(workerIdOf(installation.ports.pseudonym, 'HOME-A', 'W001'));
    const [, erased] = await factsOf(installation, stream);
    expect(erased).toMatchObject({ data: { notes: 'erased' } });
  });

  it('keeps what is missing apart from zero', async () => {
    const rows = [
      { ...logged, MINUTES: '', PARTICIPATORY: '' },
      { ...logged, ENTRY: 'e-2', MINUTES: 0, PARTICIPATORY: 0 },
    ];
    await importAll(installation, [ownFile('learning', rows)]);
    const id = workerIdOf(installation.ports.pseudonym, 'HOME-A', 'W001');
    expect(await factsOf(installation, `learning-log-${id}`)).toMatchObject([
      { data: { minutes: null, participatoryMinutes: null } },
      { data: { minutes: 0, participatoryMinutes: 0 } },
    ]);
  });

  it('gives who returns the contract they had, also when it is imported again after a change', async () => {
    const rows = [
      { ...W001, FACT: 'left', DATE: '2022-06-01' },
      { ...W001, FACT: 'returned', DATE: '2023-06-01' },
    ];
    await importAll(installation, [ownFile('assignments', rows)]);
    await importAll(
      installation,
      [uploadFile('staff', [{ UNIQUEWORKERID: 'W001', STATUS: 'UPDATE', CONTHOURS: 10, STARTDATE: '01/06/2023' }])],
      { acceptFewerPeople: true },
    );
    const again = await importAll(installation, [ownFile('assignments', rows)]);
    expect(again.totals).toMatchObject({ alreadyThere: 2, events: 0 });
    const returned = (
      await factsOf(installation, `worker-${workerIdOf(installation.ports.pseudonym, 'HOME-A', 'W001')}`)
    ).find(({ type }) => type === 'WorkerReturned');
    expect(returned).toMatchObject({ data: { contract: 'permanent', weeklyMinutes: 1380 } });
  });
});
