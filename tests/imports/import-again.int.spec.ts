import { fileOf, importFiles, ImportInterrupted, OWN_FORMATS } from '@praxis/imports';
import { StorageFull, type EventStore } from '@praxis/event-sourcing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  csv,
  importAll,
  importOne,
  logAfter,
  newInstallation,
  ownFile,
  type Cells,
  type Installation,
} from './import.harness.js';
import { ALL, EVENTS, logged, organisation, staff } from './provider.files.js';

let installation: Installation;
beforeEach(async () => void (installation = await newInstallation()));
afterEach(() => installation.close());

describe('a row that had nothing new', () => {
  const fact = (WORKER: string, FACT: string, DATE: string, cells: Cells = {}): Cells => ({
    WORKPLACE: 'HOME-A',
    WORKER,
    FACT,
    DATE,
    ...cells,
  });
  const manager = { MANAGER: 'W003' };
  const first = ownFile('assignments', [
    fact('W001', 'line-manager', '2021-01-01', manager),
    fact('W001', 'line-manager', '2021-02-01', manager),
    // Leaves no trace in its stream at all: the upload says the same.
    fact('W002', 'team', '2020-02-01', { TEAM: 'home-a' }),
  ]);
  const later = ownFile(
    'assignments',
    [
      fact('W001', 'line-manager', '2021-01-15', { MANAGER: 'W004' }),
      fact('W001', 'left', '2022-01-01'),
      fact('W002', 'left', '2022-01-01'),
    ],
    'later.csv',
  );

  it('has no effect, and is no error, when its file is taken again after other things were recorded', async () => {
    await importAll(installation, [organisation, staff]);
    const taken = await importAll(installation, [first]);
    expect(taken.files[0]!.counts).toMatchObject({ taken: 1, nothingToDo: 2 });
    await importAll(installation, [later]);
    const head = await installation.store.head();
    const again = await importAll(installation, [first]);
    expect(again.files[0]).toMatchObject({
      counts: { taken: 0, alreadyThere: 2, nothingToDo: 1, refused: 0 },
      events: 0,
    });
    expect(await installation.store.head()).toBe(head);
  });

  it('is told as overtaken where a rule would refuse it now', async () => {
    const reflection = {
      WORKPLACE: 'HOME-A',
      WORKER: 'W002',
      FACT: 'reflection',
      ENTRY: 'e-1',
      DATE: '2024-05-01',
      IMPACT: 'no',
    };
    await importAll(installation, [organisation, staff, ownFile('learning', [logged('W002', 1), reflection])]);
    const nothingNew = { ...reflection, DATE: '2024-05-02' };
    const file = ownFile('learning', [logged('W001', 1), nothingNew], 'second.csv');
    await importAll(installation, [file]);
    const voided = { WORKPLACE: 'HOME-A', WORKER: 'W002', FACT: 'void', ENTRY: 'e-1' };
    await importAll(installation, [ownFile('learning', [voided], 'third.csv')]);
    const again = await importAll(installation, [file]);
    expect(again.files[0]).toMatchObject({
      counts: { alreadyThere: 1, nothingToDo: 1, refused: 0 },
      warnings: [{ row: 3, code: 'OVERTAKEN' }],
      events: 0,
    });
  });

  it('is told from one that was refused: that one is taken once it can be', async () => {
    await importAll(installation, [organisation, staff]);
    const rows = [
      fact('W001', 'line-manager', '2021-01-01', manager),
      fact('W001', 'team', '2021-02-01', { TEAM: 'team-1' }),
    ];
    const file = ownFile('assignments', rows);
    const part = await importOne(installation, file, { acceptValidRows: true });
    expect(part).toMatchObject({ status: 'partly-taken', counts: { taken: 1, refused: 1 } });
    const team = { UNIT: 'team-1', FACT: 'opened', DATE: '2020-01-01', PARENT: 'home-a', KIND: 'team', NAME: 'Team' };
    await importAll(installation, [ownFile('organisation', [team])]);
    const whole = await importOne(installation, file);
    expect(whole).toMatchObject({ status: 'taken', counts: { taken: 1, alreadyThere: 1 } });
  });
});

it('a file without RECORDED was refused: it is the same rows as with the column there and blank', async () => {
  await importAll(installation, [organisation, staff]);
  const row = logged('W001', 1);
  const columns = OWN_FORMATS.find(({ kind }) => kind === 'learning')!.columns.map(([column]) => column);
  const without = columns.filter((column) => column !== 'RECORDED');
  await importAll(installation, [fileOf('learning.csv', csv(without, [row]))]);
  const head = await installation.store.head();
  const again = await importAll(installation, [ownFile('learning', [row])]);
  expect(again.files[0]).toMatchObject({ counts: { taken: 0, alreadyThere: 1 }, events: 0 });
  expect(await installation.store.head()).toBe(head);
});

describe('an interrupted import', () => {
  it('says how far it came; taken again, it goes on where it stopped, and nothing is doubled', async () => {
    const { store } = installation;
    let left = 61;
    const failing = new Proxy(store, {
      get: (target, name) => {
        if (name === 'append') {
          return async (...given: Parameters<EventStore['append']>) => {
            if ((left -= 1) < 0) throw new StorageFull('The disk is full');
            return target.append(...given);
          };
        }
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const interrupted = await importFiles(ALL, await installation.over(failing)).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(interrupted).toBeInstanceOf(ImportInterrupted);
    const { report, message } = interrupted as ImportInterrupted;
    expect(message).toContain('The disk is full');
    expect(report.files.map(({ name, status }) => [name, status])).toEqual([
      ['organisation.csv', 'taken'],
      ['staff.csv', 'taken'],
      ['learning.csv', 'partly-taken'],
      ['learning-2.csv', 'not-begun'],
    ]);
    expect(report.files[2]!.counts.taken).toBe(19 * 5);

    const resumed = await importAll(installation, ALL);
    expect(resumed.files[2]).toMatchObject({ counts: { taken: 21 * 5, alreadyThere: 19 * 5 } });
    expect(await logAfter(installation)).toHaveLength(EVENTS + 1);
  });
});
