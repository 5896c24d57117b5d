import { argv } from 'node:process';
import { Argument, Command, InvalidArgumentError } from 'commander';
import type { PlatformConfig } from './platform/platform.config.js';
import { outliveReaders } from './terminal/closed-output.js';
import { WHILE_SERVING, type CommandOfFolder } from './terminal/while-serving.js';
import { VERSION } from './version.js';

// The engine reads files on this pool; it has to be large enough before anything uses it.
process.env['UV_THREADPOOL_SIZE'] ??= '16';

interface DataOptions {
  dataDir?: string;
  eventStore?: string;
  clickhouse?: string;
}

/** A command that opens a data folder. @param more to be said at the end of its help */
function withData(name: CommandOfFolder, more = ''): Command {
  return program
    .command(name)
    .addHelpText('after', `\n${WHILE_SERVING[name]}${more}`)
    .option('--data-dir <folder>', 'where the log, the keys and the tables are kept (default: var/site)')
    .option('--event-store <url>', 'EventStoreDB connection string, esdb://… (default: the log in the data folder)')
    .option('--clickhouse <url>', 'ClickHouse server, http://… (default: the engine in the process)');
}

function configOf({ dataDir, eventStore, clickhouse }: DataOptions, fallback = 'var/site'): PlatformConfig {
  return {
    dataDir: dataDir ?? process.env['PRAXIS_DATA_DIR'] ?? fallback,
    eventStore: eventStore ?? process.env['EVENTSTORE_URL'],
    clickhouse: clickhouse ?? process.env['CLICKHOUSE_URL'],
    masterKey: process.env['PRAXIS_MASTER_KEY'],
  };
}

function port(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
}

function day(text: string): string {
  const time = /^(19|2[0-2])\d{2}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  // Written again, so that the 30th of February is not taken for the 2nd of March.
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError('A day is written as 2026-03-31, and lies in the years 1900 to 2299.');
}

function positive(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('It has to be a number above 0.');
}

function scale(text: string): number {
  const value = positive(text);
  if (value <= 200) return value;
  throw new InvalidArgumentError('It is at most 200.');
}

function seed(text: string): number {
  const value = Number(text);
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('A seed is a whole number, such as 7.');
}

const program = new Command('praxis')
  .description('An event-sourced record of workforce development, and what it did for the service.')
  .version(VERSION)
  .showHelpAfterError('(praxis --help lists the commands)')
  .addHelpText(
    'after',
    '\nEnvironment: PRAXIS_DATA_DIR, EVENTSTORE_URL, CLICKHOUSE_URL, PRAXIS_MASTER_KEY (base64, 32 bytes), PORT',
  );

withData('serve')
  .description('serve commands, projector, reports and dashboard on 127.0.0.1')
  .option('--port <number>', 'port to listen on (default: PORT, or 3000)', port)
  .option('--demo', 'use var/demo, filled with the demonstration provider the first time')
  .option('--demo-scale <factor>', 'size of the demonstration provider, 1 for some 300 workers', scale)
  .action(async (options: DataOptions & { port?: number; demo?: boolean; demoScale?: number }) => {
    const chosen = options.port ?? (process.env['PORT'] === undefined ? 3000 : port(process.env['PORT']));
    const { serve } = await import('./commands/serve.js');
    await serve(configOf(options, options.demo ? 'var/demo' : undefined), {
      port: chosen,
      demo: options.demo === true,
      demoScale: options.demoScale,
    });
  });

withData(
  'import',
  '\n\nEnds with 0 when every file was taken whole, and with 1 when a row or a file was refused. Ctrl-C (130) or SIGTERM\n' +
    '(143) ends it at whole rows, and the report lists them; the same files again finish it. A second one ends it at once.',
)
  .description('import CSV files, Excel workbooks or folders of them; see docs/reference/import-formats.md')
  .argument('<paths...>', 'files or folders')
  .option('--received <day>', 'day on which the files were received (default: today)', day)
  .option('--dry-run', 'say what would be taken, and write nothing')
  .option('--accept-valid-rows', 'take the rows without errors of a file that has rows with errors (the default)')
  .option('--whole-files-only', 'take nothing of a file that has a row with an error')
  .option('--accept-fewer-people', 'ASC-WDS: take a staff file that lists a fifth fewer people than the last one')
  .option(
    '--remove-absent <most>',
    'ASC-WDS: remove people and training an upload no longer has, at most so many',
    positive,
  )
  .option('--json', 'print the report as JSON')
  .action(async (paths: string[], options) => {
    const { importCommand } = await import('./commands/import.command.js');
    process.exitCode = await importCommand(configOf(options), paths, options);
  });

withData('project')
  .description('bring the tables up to date with the log, then stop')
  .option('--rebuild <table>', 'empty one table, or all, first and fill it again')
  .action(async (options: DataOptions & { rebuild?: string }) => {
    const { projectCommand } = await import('./commands/project.command.js');
    await projectCommand(configOf(options), options.rebuild);
  });

withData('verify')
  .description('check the whole log, fold it afresh, and compare every row of every table with it')
  .option('--against <head>', 'a head that was noted elsewhere: whether the log still holds exactly what it stands for')
  .option('--json', 'print the result as JSON')
  .action(async (options: DataOptions & { against?: string; json?: boolean }) => {
    const { verifyCommand } = await import('./commands/verify.command.js');
    process.exitCode = await verifyCommand(configOf(options), options);
  });

withData(
  'identity',
  '\n\nExample, for two ids of an import’s report that are one person:\n' +
    '  praxis identity w-aaaajuqknthfrzfio3dqxc5nox same w-htuw2xkq5v7dzn3f6cshlgb4ye\n' +
    'Import the file again then: its rows are taken.',
)
  .description('answer whether an id of a file names somebody who is known: rows are held until that is answered')
  .argument('<id>', 'the id that the import’s report gives, w-… or u-…')
  .addArgument(new Argument('<answer>', 'whether both are one').choices(['same', 'different']))
  .argument('<known>', 'the worker, or the unit, that is known')
  .action(async (id: string, answer: 'same' | 'different', known: string, options: DataOptions) => {
    const { identityCommand } = await import('./commands/identity.command.js');
    await identityCommand(configOf(options), id, answer, known);
  });

withData('labels')
  .description('list every label and id of reference data, and tell which hold the name of somebody known')
  .option('--json', 'print the list as JSON')
  .action(async (options: DataOptions & { json?: boolean }) => {
    const { labelsCommand } = await import('./commands/labels.command.js');
    process.exitCode = await labelsCommand(configOf(options), options);
  });

withData('erase')
  .description('shred the key of a worker: everything personal about them becomes unreadable for ever')
  .argument('<worker>', 'the worker’s id, such as w-…')
  .option('--yes', 'do it without asking')
  .action(async (worker: string, options: DataOptions & { yes?: boolean }) => {
    const { eraseCommand } = await import('./commands/erase.command.js');
    process.exitCode = await eraseCommand(configOf(options), worker, options.yes === true);
  });

program
  .command('generate')
  .description('write the demonstration provider as files of the import formats')
  .requiredOption('--out <folder>', 'folder to write to')
  .option('--seed <number>', 'another seed gives another provider', seed, 2026)
  .option('--scale <factor>', 'n times as many services and workers', scale, 1)
  .option('--overwrite', 'replace what an earlier run left in the folder')
  .action(async (options: { out: string; seed: number; scale: number; overwrite?: boolean }) => {
    const { generateCommand } = await import('./commands/generate.command.js');
    await generateCommand(options);
  });

/** Asked for the help of what is no command, Commander answers with the general help, as if all were well. */
function withoutHelpForNoCommand(args: readonly string[]): readonly string[] {
  const [first, second] = args.filter((each) => !each.startsWith('-'));
  const name = first === 'help' ? second : first;
  return name === undefined || program.commands.some((each) => each.name() === name) ? args : [name];
}

let running = '';
program.hook('preAction', (_program, command) => void (running = command.name()));
outliveReaders();
try {
  await program.parseAsync(withoutHelpForNoCommand(argv.slice(2)), { from: 'user' });
} catch (error) {
  const { explain } = await import('./terminal/explain.js');
  process.stderr.write(`${explain(error, running)}\n`);
  process.exitCode = 1;
}
