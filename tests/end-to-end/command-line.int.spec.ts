import { openAnalyticsStore, physicalName } from '@praxis/analytics-store';
import { generateProvider } from '@praxis/demonstration-provider';
import { PROJECTIONS } from '@praxis/projections';
import type { FileToImport } from '@praxis/imports';
import { importPaths, layoutOf, Platform, Progress } from '@praxis/standalone';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { praxis, startPraxis, type PraxisProcess } from './command-line.harness.js';
import { ownCsv } from './own-csv.js';
import { newFolder } from './site.harness.js';
import { home, worker } from '../imports/asc-wds.rows.js';
import { uploadFile } from '../imports/import.harness.js';
import { ownSheet, workbook } from '../imports/workbook.files.js';

const folder = newFolder('command-line');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const dataDirOf = (name: string) => join(folder, name);

function fileWith(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
async function writtenTo(path: string, { open }: FileToImport): Promise<string> {
  writeFileSync(path, Buffer.concat(await Array.fromAsync(open())));
  return path;
}
const unit = (id: string) => ({ UNIT: id, FACT: 'opened', DATE: '2024-01-01', KIND: 'service', NAME: `Unit ${id}` });
const TWO_UNITS = fileWith('organisation.csv', ownCsv('organisation', [unit('north'), unit('south')]));
const ONE_BAD_ROW = fileWith('bad.csv', ownCsv('organisation', [unit('east'), { ...unit('west'), KIND: 'castle' }]));

/** What each command says about a folder that a server has: the request that does the same, or to stop it. */
const WAYS: Readonly<Record<string, string>> = {
  serve: 'one server at a time',
  import: 'POST /api/imports',
  project: 'fills the tables by itself',
  verify: 'stop it first',
  identity: 'POST /api/organisations/main/answer-identity-question',
  labels: 'GET /api/labels',
  erase: 'POST /api/workers/{id}/erase-worker',
};

describe('praxis --help', () => {
  it('lists every command, and each says what it takes', async () => {
    const { code, stdout } = await praxis(['--help']);

    expect(code).toBe(0);
    const commands = [...stdout.matchAll(/^ {2}(\w+) .*\[options\]/gm)].map(([, name]) => name!);
    expect(commands.toSorted()).toEqual(['generate', ...Object.keys(WAYS)].toSorted());
    for (const command of commands) {
      const help = await praxis([command, '--help']);
      expect(help.code, command).toBe(0);
      if (command === 'generate') continue;
      expect(help.stdout, command).toMatch(/--data-dir <folder>/);
      expect(help.stdout, command).toContain(WAYS[command]);
    }
    const { stdout: identity } = await praxis(['help', 'identity']);
    expect(identity).toMatch(/^ {2}praxis identity w-\w+ same w-\w+$/m);
    const { stdout: serve } = await praxis(['serve', '--help']);
    expect(serve).toMatch(/--event-store <url>/);
    expect(serve).toMatch(/--clickhouse <url>/);
    expect(serve).toMatch(/--port <number>/);
  });

  it.each([
    ['a command that does not exist', ['dance'], /unknown command/],
    [
      'a command that does not exist, with --help beside, which was answered as if it did',
      ['dance', '--help'],
      /unknown/,
    ],
    ['the help of a command that does not exist', ['help', 'dance'], /unknown command 'dance'/],
    ['an option that does not exist', ['verify', '--colour', 'red'], /unknown option/],
    ['a port that is none', ['serve', '--port', '70000'], /A port is a whole number/],
    ['a port in the environment that is none', ['serve'], /A port is a whole number/, { PORT: 'http' }],
    ['a seed that is none', ['generate', '--out', 'x', '--seed', 'x'], /A seed is a whole number/],
    ['a scale beyond what there is', ['generate', '--out', 'x', '--scale', '201'], /It is at most 200/],
    ['a scale beyond what there is, of the demonstration', ['serve', '--demo-scale', '201'], /It is at most 200/],
    ['a day that is none', ['import', 'x.csv', '--received', '2026-02-30'], /A day is written as/],
  ] as const)(
    'is pointed to after %s',
    async (_what, args, said, environment: Readonly<Record<string, string>> = {}) => {
      const { code, stderr } = await praxis(args, environment);

      expect(code).toBe(1);
      expect(stderr).toMatch(said);
      expect(stderr).not.toMatch(/^\s+at /m);
    },
  );
});

it.each([[['--help']], [['labels', '--data-dir', dataDirOf('listed')]]])(
  'a reader that had enough ended %j with a stack',
  async (args) => {
    await praxis(['import', TWO_UNITS, '--data-dir', dataDirOf('listed')]);
    const listing = startPraxis(args);
    listing.child.stdout!.destroy();
    expect(await listing.finished).toMatchObject({ code: 0, stderr: '' });
  },
);

it('a folder that is not empty, and ids that no import tells, were told with a stack', async () => {
  const { code, stderr } = await praxis(['generate', '--out', folder]);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `praxis: ${folder} is not empty\nGive a new folder with --out, or replace what an earlier run left in this one with --overwrite.\n`,
  });

  const dataDir = dataDirOf('listed');
  await praxis(['import', TWO_UNITS, '--data-dir', dataDir]);
  const identity = await praxis(['identity', 'CV1', 'same', 'CV2', '--data-dir', dataDir]);
  expect(identity.code).toBe(1);
  expect(identity.stderr).toMatch(/^praxis: id: must be .*\nGive both ids as the report of the import tells them/);
  expect(identity.stderr).not.toMatch(/^\s+at /m);
});

describe('praxis import', () => {
  const dataDir = dataDirOf('imports');

  it('reports on every file, and ends with 0 when all was taken', async () => {
    const { code, stdout } = await praxis(['import', TWO_UNITS, '--data-dir', dataDir]);

    expect(code).toBe(0);
    expect(stdout).toMatch(/organisation\.csv/);
    expect(stdout).toMatch(/2 rows/);
  });

  it('changes nothing the second time', async () => {
    const { code, stdout } = await praxis(['import', TWO_UNITS, '--data-dir', dataDir, '--json']);

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ totals: { rows: 2, alreadyThere: 2, taken: 0, events: 0 } });
  });

  it('takes nothing of a file with a refused row where only whole files are to be taken', async () => {
    const { code, stdout } = await praxis(['import', ONE_BAD_ROW, '--whole-files-only', '--data-dir', dataDir]);

    expect(code).toBe(1);
    expect(stdout).toMatch(/bad\.csv \(organisation\): NOT TAKEN/);
    expect(stdout).toMatch(/0 facts written/);
  });

  it('ends with 1 when a row was refused, names it, and takes the others', async () => {
    const { code, stdout } = await praxis(['import', ONE_BAD_ROW, '--data-dir', dataDir]);

    expect(code).toBe(1);
    expect(stdout).toMatch(/bad\.csv \(organisation\): taken in part/);
    expect(stdout).toMatch(/1 of them left out/);
    expect(stdout).toMatch(/row 3, KIND/i);
    expect(stdout).toMatch(/1 fact written/);
  });

  it('a trial run in a folder that is not there made an installation of it', async () => {
    const mistyped = dataDirOf('mistyped');
    const temporary = join(folder, 'temporary');
    mkdirSync(join(folder, 'days', '2026-03-31'), { recursive: true });
    mkdirSync(temporary);
    for (const name of ['north', 'south']) {
      fileWith(join('days', '2026-03-31', `${name}.csv`), ownCsv('organisation', [unit(name)]));
    }
    const args = ['import', '--dry-run', join(folder, 'days', '2026-03-31'), '--data-dir', mistyped];
    const { code, stdout, stderr } = await praxis(args, { TMPDIR: temporary });

    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/2 files, 2 rows: 2 taken/) });
    expect(stderr).toContain(`There is no installation in ${mistyped}`);
    expect(stderr, 'which file of how many, and of which day').toContain('file 1 of 2, 2026-03-31/north.csv: reading');
    expect(existsSync(mistyped)).toBe(false);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('says that the clock is behind what is recorded, as a server does', async () => {
    const ahead = dataDirOf('ahead');
    const platform = await Platform.open({
      dataDir: ahead,
      now: () => new Date(Date.now() + 100 * 3_600_000).toISOString(),
    });
    await importPaths(platform, [{ path: TWO_UNITS }], { progress: new Progress() });
    await platform.close();
    const { code, stderr } = await praxis([
      'import',
      fileWith('more.csv', ownCsv('organisation', [unit('more')])),
      '--data-dir',
      ahead,
    ]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/The clock is (?:4 days 3 hours|4 days 4 hours|4 days) .*behind the last event of the log/);
  });

  it('takes an Excel workbook', async () => {
    const path = join(folder, 'units.xlsx');
    const file = await workbook([ownSheet('organisation', [unit('hill')])]);
    writeFileSync(path, Buffer.concat(await Array.fromAsync(file.open())));
    const { code, stdout } = await praxis(['import', path, '--data-dir', dataDir]);

    expect(stdout).toMatch(/units\.xlsx: organisation \(organisation\): taken/);
    expect(code).toBe(0);
  });

  it('takes a staff file of which a fifth is missing with --accept-fewer-people alone', async () => {
    const staff = async (people: number) => {
      const rows = Array.from({ length: people }, (_, at) => worker(`W${at + 1}`));
      return writtenTo(join(folder, 'staff.csv'), uploadFile('staff', rows));
    };
    const workplace = await writtenTo(join(folder, 'workplace.csv'), uploadFile('workplace', [home]));
    await praxis(['import', workplace, await staff(5), '--data-dir', dataDir]);

    const refused = await praxis(['import', await staff(4), '--data-dir', dataDir]);
    expect(refused.code).toBe(1);
    expect(refused.stdout).toMatch(/staff\.csv \(staff\): NOT TAKEN\n.* are 4, and of the last one were 5/);
    expect(refused.stdout).toMatch(/--accept-fewer-people/);
    const taken = await praxis(['import', await staff(4), '--accept-fewer-people', '--data-dir', dataDir]);
    expect(taken.code).toBe(0);
  });

  it('ends with 1 when a file was refused, and says why', async () => {
    const notUtf8 = fileWith('wide.csv', '');
    writeFileSync(notUtf8, Buffer.from('UNIT,FACT\n', 'utf16le'));

    const { code, stdout } = await praxis(['import', notUtf8, '--data-dir', dataDir]);

    expect(code).toBe(1);
    expect(stdout).toMatch(/UTF-16/);
  });

  it('ends with 1 for a file that is not there, and for a day of receipt that lies ahead', async () => {
    const missing = await praxis(['import', join(folder, 'none.csv'), '--data-dir', dataDir]);
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringMatching(/There is no file or folder/) });

    const ahead = await praxis(['import', TWO_UNITS, '--received', '2299-01-01', '--data-dir', dataDir]);
    expect(ahead).toMatchObject({ code: 1, stderr: expect.stringMatching(/after today/) });
    expect(ahead.stderr).not.toMatch(/^\s+at /m);

    const beyond = await praxis(['import', TWO_UNITS, '--received', '2999-01-01', '--data-dir', dataDir]);
    expect(beyond).toMatchObject({ code: 1, stderr: expect.stringMatching(/years 1900 to 2299/) });
  });
});

describe('praxis verify', () => {
  const dataDir = dataDirOf('verified');

  beforeAll(async () => {
    await praxis(['import', TWO_UNITS, '--data-dir', dataDir]);
  });

  it('ends with 1 while the tables are behind the log, and says what to do', async () => {
    const { code, stdout } = await praxis(['verify', '--data-dir', dataDir]);

    expect(code).toBe(1);
    expect(stdout).toMatch(/behind it .*praxis project/);
  });

  it('ends with 0 once they are filled', async () => {
    const filled = await praxis(['project', '--data-dir', dataDir]);
    expect(filled).toMatchObject({ code: 0, stderr: expect.stringMatching(/hold everything up to position \d+/) });

    const { code, stdout } = await praxis(['verify', '--data-dir', dataDir]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/equal a fresh fold of all \d+ events/);
  });

  it('“Projecting: 0” was told of tables that are whole: there is nothing to fill', async () => {
    const { code, stderr } = await praxis(['project', '--data-dir', dataDir]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^The tables hold everything up to position \d+\.\n$/);
  });

  it('ends with 1 and names the table after a row was taken out of it, until it is rebuilt', async () => {
    const tampered = physicalName(PROJECTIONS.find(({ name }) => name.startsWith('unit'))!.table);
    const analytics = await openAnalyticsStore({ kind: 'embedded', path: layoutOf(dataDir).analytics });
    await analytics.command(`ALTER TABLE ${tampered} DELETE WHERE unit_id = 'south' SETTINGS mutations_sync = 2`);
    await analytics.close();

    const { code, stdout } = await praxis(['verify', '--data-dir', dataDir]);
    expect(code).toBe(1);
    expect(stdout).toMatch(new RegExp(`DIFFERENT +${tampered}`));
    expect(stdout.match(/DIFFERENT/g)).toHaveLength(1);
    expect(stdout).toMatch(/praxis project --rebuild/);

    const projection = PROJECTIONS.find(({ name }) => name.startsWith('unit'))!.name;
    expect(await praxis(['project', '--rebuild', projection, '--data-dir', dataDir])).toMatchObject({ code: 0 });
    expect(await praxis(['verify', '--data-dir', dataDir])).toMatchObject({ code: 0 });
  });

  it('tells as JSON what a script wants to know', async () => {
    const { stdout } = await praxis(['verify', '--data-dir', dataDir, '--json']);

    expect(JSON.parse(stdout)).toMatchObject({ isEqual: true, isComplete: true, head: expect.stringMatching(/^\d+$/) });
  });

  it('refuses to rebuild what is no table', async () => {
    const { code, stderr } = await praxis(['project', '--rebuild', 'horoscopes', '--data-dir', dataDir]);

    expect(code).toBe(1);
    expect(stderr).toMatch(/There is no projection horoscopes/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('praxis serve', () => {
  const dataDir = dataDirOf('served');
  let first: PraxisProcess;

  beforeAll(async () => {
    mkdirSync(join(dataDir, 'files'), { recursive: true });
    // A smaller provider than the one that would be made: what is there already is loaded.
    await generateProvider({ seed: 2026, outDir: join(dataDir, 'files'), scale: 0.1, until: '2022-12-31' });
    first = startPraxis(['serve', '--demo', '--port', '0', '--data-dir', dataDir]);
  });
  afterAll(() => first.signal('SIGKILL'));

  it('loads the demonstration once, with progress, and says where it is', { timeout: 60_000 }, async () => {
    const { url } = await first.serving();

    expect(first.stderr).toMatch(/Loading the demonstration provider, once/);
    const status = async () => (await fetch(`${url}/api/status`)).json();
    expect(await status()).toMatchObject({ lag: 0, problem: null });
    await expect.poll(status).toMatchObject({ state: 'live' });
    expect((await fetch(`${url}/api/reports/overview`)).status).toBe(200);
  });

  it('is the only one on its data folder: a second process says so', async () => {
    for (const [command, ...args] of [['serve', '--port', '0'], ['verify'], ['import', TWO_UNITS]] as const) {
      const { code, stderr } = await praxis([command, ...args, '--data-dir', dataDir]);
      expect(code, command).toBe(1);
      expect(stderr, command).toMatch(/Stop the other process/);
      expect(stderr, command).toContain(WAYS[command]);
      expect(stderr, command).not.toMatch(/^\s+at /m);
    }
  });

  it('takes the requests that commands name while it has the folder', async () => {
    const { url } = await first.serving();
    const { paths } = (await (await fetch(`${url}/api/openapi.json`)).json()) as { readonly paths: object };
    const served = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const named = Object.values(WAYS).filter((way) => way.includes('/'));
    expect(named).toHaveLength(4);
    for (const way of named) expect(served).toContain(way.replace('/main/', '/{id}/'));
  });

  it('stops cleanly at Ctrl-C', async () => {
    const { code, stderr } = await first.signal('SIGINT');

    expect(code).toBe(0);
    expect(stderr).toMatch(/Stopped\.\n$/);
  });

  it('serves when started again, without loading again', async () => {
    const again = startPraxis(['serve', '--demo', '--port', '0', '--data-dir', dataDir]);
    try {
      const { url } = await again.serving();
      expect(again.stderr).not.toMatch(/Loading/);
      expect((await fetch(`${url}/api/reports/overview`)).status).toBe(200);
    } finally {
      expect(await again.signal('SIGTERM')).toMatchObject({ code: 0 });
    }
  });

  it('stops cleanly in the middle of loading', { timeout: 60_000 }, async () => {
    const interrupted = dataDirOf('interrupted');
    mkdirSync(interrupted);
    const loading = startPraxis(['serve', '--demo', '--demo-scale', '0.2', '--port', '0', '--data-dir', interrupted]);
    await loading.says(/Loading the demonstration provider/);
    await new Promise((resolve) => setTimeout(resolve, 1_500));

    const stopped = await loading.signal('SIGINT');
    expect(stopped).toMatchObject({ code: 0, stderr: expect.stringMatching(/Stopped\.\n$/) });
    expect(stopped.stderr).not.toMatch(/^\s+at /m);
  });

  it('the demonstration was loaded into an organisation of its own for good: it is kept out', async () => {
    const dataDir = dataDirOf('imports');
    const before = await praxis(['verify', '--json', '--data-dir', dataDir]);
    const { code, stderr } = await praxis(['serve', '--demo', '--port', '0', '--data-dir', dataDir]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /records of an organisation already: the demonstration was not loaded\n.*praxis -- serve.*--data-dir/,
    );
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(existsSync(join(dataDir, 'files'))).toBe(false);
    const { stdout } = await praxis(['verify', '--json', '--data-dir', dataDir]);
    expect(JSON.parse(stdout).head).toBe(JSON.parse(before.stdout).head);
  });

  it('names --port when the port is in use', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { port } = holder.address() as { port: number };
    try {
      const { code, stderr } = await praxis(['serve', '--port', String(port), '--data-dir', dataDirOf('port')]);
      expect(code).toBe(1);
      expect(stderr).toMatch(new RegExp(`Port ${port} is in use.*--port`));
      expect(stderr).not.toMatch(/^\s+at /m);
    } finally {
      holder.close();
    }
  });

  it('names --data-dir when the folder cannot be one', async () => {
    const { code, stderr } = await praxis(['serve', '--port', '0', '--data-dir', join(TWO_UNITS, 'inside-a-file')]);

    expect(code).toBe(1);
    expect(stderr).toMatch(/--data-dir/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('refuses a log that is not one, and leaves it alone', async () => {
    const other = dataDirOf('other');
    mkdirSync(other);
    writeFileSync(layoutOf(other).log, 'not a log at all, but long enough to be looked at. '.repeat(100));
    const before = readFileSync(layoutOf(other).log);

    const { code, stderr } = await praxis(['verify', '--data-dir', other]);

    expect(code).toBe(1);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(readFileSync(layoutOf(other).log)).toEqual(before);
  });
});

describe('praxis erase', () => {
  it('shreds the key and records it; said again, it changes nothing', async () => {
    const dataDir = dataDirOf('served');
    const platform = await Platform.open({ dataDir });
    const worker = platform.personal.pseudonym('w', 'ALDER-COURT/CV0009');
    await platform.close();

    for (const _time of [1, 2]) {
      const { code, stdout } = await praxis(['erase', worker, '--yes', '--data-dir', dataDir]);
      expect(code).toBe(0);
      expect(stdout).toMatch(/is erased/);
    }
    const after = await Platform.open({ dataDir });
    const events = await Array.fromAsync(after.store.readStream(`worker-${worker}`));
    expect(after.personal.isShredded(worker)).toBe(true);
    expect(events.filter(({ type }) => type === 'WorkerErased')).toHaveLength(1);
    await after.close();
  });

  it('asks first, and erases nobody without an answer', async () => {
    const dataDir = dataDirOf('served');
    const platform = await Platform.open({ dataDir });
    const worker = platform.personal.pseudonym('w', 'ALDER-COURT/CV0010');
    await platform.close();

    const { code, stdout } = await praxis(['erase', worker, '--data-dir', dataDir]);

    expect(code).toBe(1);
    expect(stdout).toMatch(/cannot be undone/);
    expect(stdout).toMatch(/Nothing was erased/);
    const after = await Platform.open({ dataDir });
    expect(after.personal.isShredded(worker)).toBe(false);
    await after.close();
  });

  it('asks for a worker who exists', async () => {
    const { code, stderr } = await praxis(['erase', 'w-nobody', '--yes', '--data-dir', dataDirOf('imports')]);

    expect(code).toBe(1);
    expect(stderr).toMatch(/There is no worker w-nobody/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
