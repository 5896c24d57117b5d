import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Writer {
  /** End of the last batch that it saw acknowledged. */
  acknowledged(): bigint;
  /** Resolves when it has seen so many batches acknowledged. */
  untilBatches(count: number): Promise<void>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

const fileBeside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/**
 * Starts a process that has the data directory open and inserts batches into the table of that name.
 *
 * @param rows in each batch; 0 for a process that only holds the directory
 */
export async function spawnWriter(path: string, name = 'held', rows = 0): Promise<Writer> {
  const child = spawn(
    process.execPath,
    [fileBeside('../../../infra/scripts/run-source.mjs'), fileBeside('writer.main.ts'), path, name, String(rows)],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, UV_THREADPOOL_SIZE: '8' } },
  );
  const gone = once(child, 'exit');
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const lines = createInterface({ input: child.stdout });
  let [ready, batches, acknowledged] = [false, 0, 0n];
  lines.on('line', (line) => {
    if (line === 'ready') ready = true;
    else [batches, acknowledged] = [batches + 1, BigInt(line)];
  });
  const until = async (reached: () => boolean): Promise<void> => {
    while (!reached()) {
      const ended = await Promise.race([once(lines, 'line').then(() => false), gone.then(() => true)]);
      if (ended && !reached()) throw new Error(`The writer ended by itself: ${said}`);
    }
  };
  await until(() => ready);
  return {
    acknowledged: () => acknowledged,
    untilBatches: (count) => until(() => batches >= count),
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
