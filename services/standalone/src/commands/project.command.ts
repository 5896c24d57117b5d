import type { PlatformConfig } from '../platform/platform.config.js';
import { Platform } from '../platform/platform.js';
import { showFilling } from '../terminal/announcing.js';
import { Progress } from '../terminal/progress.js';

/**
 * Fills the tables up to where the log is now.
 *
 * @param rebuild the table to empty first, or `all`, which also makes this log theirs where it was another
 * @throws {LogMismatch} the log is not the one that the tables were filled from
 * @throws {Error} when a projection stands still
 */
export async function projectCommand(config: PlatformConfig, rebuild: string | undefined): Promise<void> {
  const progress = new Progress();
  const platform = await Platform.openExisting(config);
  try {
    const runner = await platform.project((status) => showFilling(progress, status));
    if (rebuild !== undefined) await runner.rebuild(rebuild);
    await platform.isOwnLog();
    if (platform.logMismatch) throw platform.logMismatch;
    const head = await platform.store.head();
    const done = await runner.waitUntil(head, { timeoutMs: 24 * 3_600_000 });
    const { problem } = runner.status();
    if (!done)
      throw new Error(
        problem
          ? `${problem.projection} stands still before position ${problem.position}: ${problem.error}`
          : 'The tables could not be filled',
      );
    progress.say(`The tables hold everything up to position ${head}.`);
  } finally {
    await platform.close();
  }
}
