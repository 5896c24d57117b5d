import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { layoutOf, Platform } from '@praxis/standalone';
import { afterAll, expect, it } from 'vitest';
import { eraseCommand } from '../../services/standalone/src/commands/erase.command.js';
import { identityCommand } from '../../services/standalone/src/commands/identity.command.js';
import { importCommand } from '../../services/standalone/src/commands/import.command.js';
import { labelsCommand } from '../../services/standalone/src/commands/labels.command.js';
import { projectCommand } from '../../services/standalone/src/commands/project.command.js';
import { verifyCommand } from '../../services/standalone/src/commands/verify.command.js';
import { requireInstallation } from '../../services/standalone/src/platform/installation.js';
import type { PlatformConfig } from '../../services/standalone/src/platform/platform.config.js';
import { explain } from '../../services/standalone/src/terminal/explain.js';
import { newFolder } from './site.harness.js';

const folder = newFolder('no-installation');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COMMANDS = {
  verify: (config: PlatformConfig) => verifyCommand(config, {}),
  labels: (config: PlatformConfig) => labelsCommand(config, {}),
  erase: (config: PlatformConfig) => eraseCommand(config, 'w-ada', true),
  identity: (config: PlatformConfig) => identityCommand(config, 'w-other', 'same', 'w-ada'),
  project: (config: PlatformConfig) => projectCommand(config, undefined),
};

const toldBy = async (command: keyof typeof COMMANDS, config: PlatformConfig) =>
  explain(await COMMANDS[command](config).catch((error: unknown) => error), command);

const names = Object.keys(COMMANDS) as (keyof typeof COMMANDS)[];

it.each(names)('%s of a mistyped folder said that all is well, and made an installation of it', async (command) => {
  const dataDir = join(folder, `${command}-mistyped`);
  expect(await toldBy(command, { dataDir })).toBe(
    `praxis: There is no installation in ${dataDir}\n` +
      'Give the folder of one with --data-dir; praxis import makes a new one. Nothing was made.',
  );
  expect(existsSync(dataDir)).toBe(false);
});

it.each(names)('%s of a folder with something else in it made an installation beside that', async (command) => {
  const dataDir = join(folder, `${command}-other`);
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, 'letter.txt'), 'Dear Ada');
  expect(await toldBy(command, { dataDir })).toMatch(/^praxis: There is no installation in /);
  expect(readdirSync(dataDir)).toEqual(['letter.txt']);
});

it('of keys whose log is gone, and of which no table was filled, an empty log was begun', async () => {
  const dataDir = join(folder, 'log-gone');
  const { log } = layoutOf(dataDir);
  await (await Platform.open({ dataDir })).close();
  rmSync(log);
  const before = readdirSync(dataDir);
  const said = new RegExp(`^praxis: There is no log ${log}, .*\nPut back the last good copy of the log`);
  for (const command of names) expect(await toldBy(command, { dataDir }), command).toMatch(said);
  await expect(Platform.open({ dataDir })).rejects.toThrow(/There is no log/);
  expect(readdirSync(dataDir)).toEqual(before);
  expect(
    () => requireInstallation({ dataDir, eventStore: 'esdb://127.0.0.1:1' }),
    'the log is elsewhere',
  ).not.toThrow();
});

it('a log on a server was given new keys by a command that only looks, or by a trial run', async () => {
  const dataDir = join(folder, 'on-a-server');
  const config = { dataDir, eventStore: 'esdb://127.0.0.1:1?tls=false' };
  expect(await toldBy('labels', config)).toMatch(/no installation in .*: it lacks the key store .*keys\.db that goes/);
  const file = join(folder, 'organisation.csv');
  writeFileSync(file, 'UNIT');
  await expect(importCommand(config, [file], { dryRun: true })).rejects.toThrow(/it lacks the key store/);
  expect(existsSync(dataDir)).toBe(false);
});
