import { setTimeout as pause } from 'node:timers/promises';
import { loadDemonstration } from '../demo/demonstration.js';
import { publishFrameworks } from '../platform/frameworks.js';
import type { PlatformConfig } from '../platform/platform.config.js';
import { Platform } from '../platform/platform.js';
import type { RunningServer } from '../server/http-server.js';
import { Announcing, showFilling } from '../terminal/announcing.js';
import { ENDING_MS, onEndingSignals } from '../terminal/cancelling.js';
import { Progress } from '../terminal/progress.js';

export interface ServeOptions {
  readonly port: number;
  readonly demo: boolean;
  /** Times the size of the demonstration provider; 1 unless told. */
  readonly demoScale?: number | undefined;
}

/**
 * Serves until it is told to stop by SIGINT or SIGTERM; told again, it ends at once.
 *
 * @throws {LogDamaged} part of the log cannot be read
 */
export async function serve(config: PlatformConfig, { port, demo, demoScale }: ServeOptions): Promise<void> {
  const progress = new Progress();
  const platform = await Platform.open(config);
  let server: RunningServer | undefined;
  const stopped = new AbortController();
  using _signals = onEndingSignals(() => stopped.abort());
  try {
    // The port is taken before the loading, so that a port in use is known at once and not after it.
    const announcing = new Announcing((line) => progress.say(line));
    const runner = await platform.project((status) => {
      showFilling(progress, status);
      announcing.look(status);
    });
    const { startServer } = await import('../server/http-server.js');
    server = await startServer(platform, port);
    const { url } = server;
    const work = async (): Promise<void> => {
      // Nothing is written before that is known.
      if (await platform.isOwnLog(stopped.signal)) {
        if (demo) await untilStopped(loadDemonstration(platform, progress, demoScale, stopped.signal), stopped.signal);
        else await publishFrameworks(await platform.entrance());
      }
      if (!stopped.signal.aborted) await runner.waitUntil(await platform.store.head(), { timeoutMs: 600_000 });
      if (!stopped.signal.aborted) {
        progress.say(`Praxis is at ${url}`);
        progress.say('Ctrl-C stops it.');
        await aborted(stopped.signal);
      }
    };
    await Promise.race([work(), platform.log.unreadable]);
    progress.say('Stopping …');
  } finally {
    await server?.close();
    await platform.close();
  }
  progress.say('Stopped.');
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Stopping in the middle of loading is fine: it ends at whole rows, and goes on where it was the next time. */
async function untilStopped(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const settled = work.catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  await Promise.race([settled, aborted(signal)]);
  await Promise.race([settled, pause(ENDING_MS, undefined, { ref: false })]);
}
