/** What the commands that fail for a known reason tell: the message, and what to do about it. */
const REMEDIES: Readonly<Record<string, string>> = {
  StoreLocked:
    'Stop the other process, or give another folder with --data-dir. A running server takes imports at POST /api/imports.',
  ProjectorLocked: 'Stop the other process first: only one may fill the tables.',
  AnalyticsStoreLocked: 'Stop the other process first, or give another folder with --data-dir.',
  UnusableLogFile: 'Give the folder of a log of this release, or start the release that wrote it.',
  WrongMasterKey: 'Restore the master key that this key store was made with.',
  UnusableKeyStore: 'Restore the key store from its backup.',
  TableMismatch: 'Remove the folder of the tables: they are made again from the log.',
  FactsAheadOfLog: 'These tables belong to another log: give their own, or remove the folder of the tables.',
  StorageFull: 'Free space on the disk that holds the data folder, and start again: nothing recorded is lost.',
  EventStoreUnavailable: 'Check that EventStoreDB runs and that the connection string is right.',
  AnalyticsUnavailable: 'Check that ClickHouse runs and that its address is right.',
  ImportInterrupted: 'Import the same files again: what was taken is not taken twice.',
};

/** One line for an error that is foreseen, the stack for one that is not. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return `praxis: ${String(error)}`;
  const remedy = REMEDIES[error.name];
  if (remedy !== undefined) return `praxis: ${error.message}\n${remedy}`;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EACCES' || code === 'EROFS') {
    return `praxis: ${error.message}\nGive a folder that can be written, with --data-dir.`;
  }
  return error.name === 'Error' || error.name === 'PortInUse'
    ? `praxis: ${error.message}`
    : `praxis: ${error.stack ?? error.message}`;
}
