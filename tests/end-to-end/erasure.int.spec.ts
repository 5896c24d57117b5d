import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { ERASED } from '@praxis/event-sourcing';
import { KeysLost, loadOrCreateMasterKey, openPersonalData, WrongMasterKey } from '@praxis/personal-data';
import { layoutOf, Platform } from '@praxis/standalone';
import { eraseCommand } from '../../services/standalone/src/commands/erase.command.js';
import { identityCommand } from '../../services/standalone/src/commands/identity.command.js';
import { importCommand } from '../../services/standalone/src/commands/import.command.js';
import { labelsCommand } from '../../services/standalone/src/commands/labels.command.js';
import { projectCommand } from '../../services/standalone/src/commands/project.command.js';
import { serve } from '../../services/standalone/src/commands/serve.js';
import { verifyCommand } from '../../services/standalone/src/commands/verify.command.js';
import { explain } from '../../services/standalone/src/terminal/explain.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectProblem, newFolder, openSite, type Site } from './site.harness.js';
import { recordSmallOrganisation, recordWorker } from './small-organisation.js';

const NAME = 'Ada Quetzalby';
const HOLD = '0197a3c4-5b1e-7c7a-9d43-2f8f5a1d6e11';
const hold = { holdId: HOLD, reason: 'litigation', on: '2025-01-01' };
const on = { on: '2025-06-01' };
const ACTION = '0197a3c4-5b1e-7c7a-9d43-2f8f5a1d6e10';

let dataDir: string;
let site: Site;
beforeEach(async () => {
  dataDir = newFolder('erasure');
  await open();
  await recordSmallOrganisation(site);
  await recordWorker(site, 'w-ada', 'north-day');
  await site.command('workers/w-ada/record-worker-details', { name: NAME, on: '2024-02-01' });
});
afterEach(async () => {
  await site.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function open(): Promise<void> {
  site = await openSite({ dataDir, project: false });
}

/** What stands for the name in the log now. */
async function nameOf({ store, ports: { codec } }: Platform = site.platform): Promise<unknown> {
  for await (const stored of store.readStream('worker-w-ada')) {
    if (stored.type === 'WorkerDetailsRecorded') return codec.reveal(codec.decode(stored))['name'];
  }
  return undefined;
}

async function typesOf(platform: Platform): Promise<readonly string[]> {
  return (await Array.fromAsync(platform.store.readStream('worker-w-ada'))).map(({ type }) => type);
}

describe('erasing over HTTP', () => {
  it('recorded that it was done and shredded nothing: now the key goes first', async () => {
    expect(await nameOf()).toBe(NAME);
    await site.command('workers/w-ada/erase-worker', on);
    expect(await nameOf()).toBe(ERASED);
    expect(site.platform.personal.isShredded('w-ada')).toBe(true);
    expect((await typesOf(site.platform)).at(-1)).toBe('WorkerErased');
  });

  it('can be finished where it ended between the key and the record', async () => {
    site.platform.personal.shred('w-ada');
    await site.command('workers/w-ada/erase-worker', on);
    expect((await typesOf(site.platform)).at(-1)).toBe('WorkerErased');
    await site.http.post('/api/workers/w-ada/erase-worker').send(on).expect(404);
  });

  it('is refused under a legal hold, with the reason, and then shreds nothing', async () => {
    await site.command('workers/w-ada/place-legal-hold', hold);
    const refused = await site.http.post('/api/workers/w-ada/erase-worker').send(on);
    expectProblem(refused, { status: 409, code: 'UNDER_LEGAL_HOLD' });
    expect(refused.text).toContain('litigation');
    expect(await nameOf()).toBe(NAME);

    await site.command('workers/w-ada/lift-legal-hold', { holdId: HOLD, on: '2025-02-01' });
    await site.command('workers/w-ada/erase-worker', on);
    expect(await nameOf()).toBe(ERASED);
  });

  it('shreds nothing when the command is refused, or only tried', async () => {
    const supervisor = { 'Praxis-Actor': 'w-sam; role=supervisor' };
    await site.http.post('/api/workers/w-ada/erase-worker').set(supervisor).send(on).expect(403);
    await site.http.post('/api/workers/w-ada/erase-worker').send({ on: '2999-01-01' }).expect(422);
    const actor = { id: 'local', role: 'administrator' };
    const envelope = { commandId: 'trial-erasure', command: { type: 'EraseWorker', data: on }, actor, source: 'api' };
    const entrance = await site.platform.entrance();
    await entrance.execute({ aggregate: 'worker', id: 'w-ada', envelopes: [envelope], dryRun: true });
    expect(await nameOf()).toBe(NAME);
  });
});

describe('a text of the organisation', () => {
  /** The personal texts of the events of a stream, opened. */
  async function textsOf(streamId: string): Promise<readonly unknown[]> {
    const { store, ports } = site.platform;
    const stored = await Array.fromAsync(store.readStream(streamId));
    return stored.map((event) => ports.codec.reveal(ports.codec.decode(event)));
  }

  it('died with who wrote it down: now an aim and an action stay when their author is erased', async () => {
    await site.command('checklists/north/adopt-checklist', { on: '2025-01-01' });
    const action = { actionId: ACTION, ownerId: 'w-ada', dueOn: '2025-06-01', action: 'Buy a hoist' };
    await site.command('checklists/north/plan-action', { item: 1, ...action, on: '2025-01-02' });
    const proposal = { unitId: 'north', title: 'Falls', proposedBy: 'w-ada', aim: 'Fewer falls' };
    const { id } = await site.command('improvements/propose-improvement', { ...proposal, on: '2025-01-01' });
    await site.command('workers/w-ada/erase-worker', on);

    expect(await nameOf()).toBe(ERASED);
    expect(await textsOf('checklist-north')).toContainEqual(expect.objectContaining({ action: 'Buy a hoist' }));
    expect(await textsOf(`improvement-${id}`)).toContainEqual(expect.objectContaining({ aim: 'Fewer falls' }));
  });
});

describe('at every start', () => {
  it('an older key store that was put back brings nobody back', async () => {
    const { keys } = layoutOf(dataDir);
    await site.stop();
    copyFileSync(keys, `${keys}.before`);
    await open();
    await site.command('workers/w-ada/erase-worker', on);
    await site.stop();
    for (const suffix of ['-wal', '-shm']) rmSync(keys + suffix, { force: true });
    copyFileSync(`${keys}.before`, keys);

    await open();
    expect(await nameOf()).toBe(ERASED);
  });

  it('a key store that is missing is said, and none is made in its place', async () => {
    const { keys } = layoutOf(dataDir);
    await site.stop();
    rmSync(keys);
    await expect(Platform.open({ dataDir })).rejects.toThrow(KeysLost);
    await expect(Platform.open({ dataDir })).rejects.toThrow(/There is no key store/);
    expect(existsSync(keys)).toBe(false);
  });

  it('a master key that is missing is said, and none is made in its place', async () => {
    const { masterKey } = layoutOf(dataDir);
    await site.stop();
    const kept = readFileSync(masterKey);
    rmSync(masterKey);
    await expect(Platform.open({ dataDir })).rejects.toThrow(/There is no master key/);
    expect(existsSync(masterKey)).toBe(false);
    const platform = await Platform.open({ dataDir, masterKey: kept.toString() });
    expect(await nameOf(platform)).toBe(NAME);
    await platform.close();
  });

  it('keys of another installation are called that, not a damaged log, and nothing is written', async () => {
    await site.stop();
    const { keys, masterKey, log, uploads } = layoutOf(dataDir);
    for (const path of [keys, masterKey]) rmSync(path);
    openPersonalData({ path: keys, masterKey: loadOrCreateMasterKey(masterKey) }).close();
    const upload = join(uploads, 'of-a-killed-process');
    writeFileSync(upload, 'rows');
    const files = () => [keys, masterKey, log, upload].map((path) => readFileSync(path, 'base64'));
    const before = files();
    const config = { dataDir };
    const commands = [
      () => serve(config, { port: 0, demo: false }),
      () => verifyCommand(config, {}),
      () => importCommand(config, [upload], {}),
      () => projectCommand(config, 'all'),
      () => eraseCommand(config, 'w-ada', true),
      () => labelsCommand(config, {}),
      () => identityCommand(config, 'w-other', 'same', 'w-ada'),
    ];
    for (const command of commands) {
      const told = explain(await command().catch((error: unknown) => error));
      expect(told).toMatch(
        /^praxis: These keys are not this log's: .* that of another data folder\n.*The log is not what is wrong/,
      );
      expect(told).not.toMatch(/damaged|^\s+at /m);
      expect(files()).toEqual(before);
    }
  });

  it('another master key is said, and leaves everything as it was', async () => {
    await site.stop();
    const other = randomBytes(32).toString('base64');
    await expect(Platform.open({ dataDir, masterKey: other })).rejects.toThrow(WrongMasterKey);
    const platform = await Platform.open({ dataDir });
    expect(await nameOf(platform)).toBe(NAME);
    await platform.close();
  });
});
