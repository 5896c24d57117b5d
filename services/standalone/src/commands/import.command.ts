import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportInterrupted, renderImportReport, type ImportReport } from '@praxis/imports';
import { hasInstallation, requireInstallation } from '../platform/installation.js';
import { layoutOf, type PlatformConfig } from '../platform/platform.config.js';
import { Platform } from '../platform/platform.js';
import { CancelledBySignals } from '../terminal/cancelling.js';
import { Progress } from '../terminal/progress.js';
import { importPaths, requireFiles } from './import-paths.js';

export interface ImportCommandOptions {
  readonly received?: string;
  readonly dryRun?: boolean;
  readonly wholeFilesOnly?: boolean;
  readonly acceptFewerPeople?: boolean;
  readonly removeAbsent?: number;
  readonly json?: boolean;
}

/**
 * @returns the exit code: 0 when every file, and every sheet that is a table of ours, was taken whole, 1 when any row or
 * file was refused, 130 or 143 when it was cancelled by SIGINT or SIGTERM
 * @throws {Error} there is nothing to import: then nothing was opened
 * @throws {NoInstallation} of a trial run over a log that others have, without its keys
 * @throws {ImportInterrupted} something else than the files' content stopped it; how far it came is printed
 */
export async function importCommand(
  config: PlatformConfig,
  paths: readonly string[],
  options: ImportCommandOptions,
): Promise<number> {
  await requireFiles(paths);
  if (options.dryRun !== true || hasInstallation(config)) return imported(config, paths, options);
  // A trial run makes no keys for a log that others have.
  if (config.eventStore) requireInstallation(config);
  // A mistyped folder must not become an installation by being looked at.
  process.stderr.write(
    `There is no installation in ${layoutOf(config.dataDir).root}: this trial run is as for a new one, and leaves none.\n`,
  );
  const dataDir = mkdtempSync(join(tmpdir(), 'praxis-trial-'));
  try {
    return await imported({ ...config, dataDir }, paths, options);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function imported(
  config: PlatformConfig,
  paths: readonly string[],
  options: ImportCommandOptions,
): Promise<number> {
  const json = options.json === true;
  const platform = await Platform.open(config);
  const progress = new Progress();
  using cancelled = new CancelledBySignals((line) => progress.say(line));
  try {
    await platform.requireOwnLog();
    const dayOf = await platform.ports.calendar();
    if (options.received !== undefined && options.received > dayOf(platform.ports.now()))
      throw new Error(`Nothing was received on ${options.received}: it is after today`);
    const { received, dryRun = false, wholeFilesOnly = false, acceptFewerPeople = false, removeAbsent } = options;
    const [report] = await importPaths(
      platform,
      paths.map((path) => ({ path })),
      {
        progress,
        signal: cancelled.signal,
        dryRun,
        acceptValidRows: !wholeFilesOnly,
        acceptFewerPeople,
        workFolder: platform.layout.uploads,
        ...(received === undefined ? {} : { received }),
        ...(removeAbsent === undefined ? {} : { removeAbsent: { atMost: removeAbsent } }),
      },
    );
    if (report) print(report, json);
    if (report?.cancelled) return cancelled.exitCode;
    return report?.files.every(({ status }) => status === 'taken' || status === 'left-out') ? 0 : 1;
  } catch (error) {
    // Why it stopped is told beside how far it came.
    if (error instanceof ImportInterrupted) print(error.report, json);
    throw error;
  } finally {
    await platform.close();
  }
}

function print(report: ImportReport, json: boolean): void {
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : `${renderImportReport(report)}\n`);
}
