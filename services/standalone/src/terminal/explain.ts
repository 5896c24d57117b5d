import { LogMismatch, RuleBroken } from '@praxis/event-sourcing';
import { isDiskFull } from '@praxis/http-problems/full-disk';
import { WHILE_SERVING } from './while-serving.js';

const OTHER_PROCESS = 'Stop the other process first, or give another folder with --data-dir.';

/** What the commands that fail for a known reason tell: the message, and what to do about it. */
const REMEDIES: Readonly<Record<string, string>> = {
  NotPrivate: 'Start as the user whom it belongs to, or make that user give it away: chown -R.',
  ProjectorLocked: 'Stop the other process first: only one may fill the tables.',
  AnalyticsStoreLocked: OTHER_PROCESS,
  LogDamaged:
    'Put back the last good copy of the log (events.db, with events.db-wal where there is one), then run praxis verify. See “When the log is damaged” in docs/how-to/verify-the-log.md.',
  LogMismatch: LogMismatch.remedy,
  UnusableLogFile:
    'Give the folder of a log of this release, or start the release that wrote it. Where it was one until now, its file is damaged: put back its last good copy. See “When the log is damaged” in docs/how-to/verify-the-log.md.',
  KeysLost:
    'Put the newest copy of keys.db and master.key back into the data folder. Where there is none: “Where the key store is lost” in docs/how-to/erase-a-person.md.',
  KeysOfAnotherLog:
    'Put keys.db and master.key of this data folder back, or give the folder, or the EventStoreDB, that they belong to. The log is not what is wrong: do not restore it. Nothing was written.',
  WrongMasterKey: 'Restore the master key that this key store was made with.',
  UnusableKeyStore: 'Restore the key store from its backup.',
  TableMismatch: 'Remove the folder of the tables: they are made again from the log.',
  FactsAheadOfLog: 'These tables belong to another log: give their own, or remove the folder of the tables.',
  HoldsOwnRecords:
    'Start without the demonstration: npm run praxis -- serve. For the demonstration give a folder of its own, with --data-dir.',
  StorageFull: 'Free space on the disk that holds the data folder, and start again: nothing recorded is lost.',
  AppendTooLarge: 'Raise MaxAppendSize of the EventStoreDB server, or record less at once.',
  EventStoreUnavailable: 'Check that EventStoreDB runs and that the connection string is right.',
  AnalyticsUnavailable: 'Check that ClickHouse runs and that its address is right.',
  OutputNotEmpty: 'Give a new folder with --out, or replace what an earlier run left in this one with --overwrite.',
  InvalidCommand:
    'Give both ids as the report of the import tells them, w-… or u-…: praxis identity --help has an example.',
  ImportInterrupted: 'Import the same files again: what was taken is not taken twice.',
};

/** What making or opening a folder fails with when it cannot be written, or cannot be one. */
const NOT_WRITABLE = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT', 'EEXIST'];

/** Names of errors that are thrown for the person at the terminal to read. */
const SAYS_IT_ALL = ['Error', 'PortRefused', 'InvalidArgumentError'];

/**
 * One line for an error that is foreseen and one for what to do about it, the stack for one that is not.
 *
 * @param command that was run: where the folder is in use, each has another way
 */
export function explain(error: unknown, command = ''): string {
  if (!(error instanceof Error)) return `praxis: ${String(error)}`;
  if (error instanceof RuleBroken) return `praxis: ${error.message}\n${error.options.remedy}`;
  const remedy = isDiskFull(error) ? fullDiskRemedy(error) : remedyOf(error, command);
  if (remedy !== undefined) return `praxis: ${error.message}\n${remedy}`;
  const code = (error as NodeJS.ErrnoException).code;
  if (code !== undefined && NOT_WRITABLE.includes(code)) {
    const option = command === 'generate' ? '--out' : '--data-dir';
    return `praxis: ${error.message}\nGive a folder that can be written, with ${option}.`;
  }
  return SAYS_IT_ALL.includes(error.name) ? `praxis: ${error.message}` : `praxis: ${error.stack ?? error.message}`;
}

/** What to do about it, where that is known. */
export function remedyOf(error: Error, command = ''): string | undefined {
  const { name, remedy } = error as Error & { readonly remedy?: unknown };
  if (typeof remedy === 'string') return remedy;
  if (name !== 'StoreLocked') return REMEDIES[name];
  const byCommand: Readonly<Record<string, string>> = WHILE_SERVING;
  return [OTHER_PROCESS, byCommand[command]].filter(Boolean).join(' ');
}

/** What was going on may have a remedy of its own besides. */
function fullDiskRemedy({ name }: Error): string {
  const own = name === 'StorageFull' ? undefined : REMEDIES[name];
  return [REMEDIES['StorageFull'], own].filter(Boolean).join('\n');
}
