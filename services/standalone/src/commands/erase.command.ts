import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { worker as workerAggregate } from '@praxis/domain';
import { RuleBroken, streamIdOf } from '@praxis/event-sourcing';
import type { PlatformConfig } from '../platform/platform.config.js';
import { Platform } from '../platform/platform.js';

/**
 * Erases a worker by the same command as over HTTP: their key is shredded before it is recorded.
 *
 * @returns the exit code
 * @throws {RuleBroken} UNDER_LEGAL_HOLD; UNKNOWN_WORKER
 */
export async function eraseCommand(config: PlatformConfig, worker: string, yes: boolean): Promise<number> {
  const platform = await Platform.openExisting(config);
  try {
    await platform.requireOwnLog();
    await requireKnown(platform, worker);
    if (!yes && !(await confirmed(worker))) {
      process.stdout.write('Nothing was erased.\n');
      return 1;
    }
    const dayOf = await platform.ports.calendar();
    const on = dayOf(platform.ports.now());
    const envelope = {
      commandId: `erase-${worker}-${on}`,
      command: { type: 'EraseWorker', data: { on } },
      actor: { id: 'local', role: 'administrator' as const },
      source: 'cli',
    };
    const entrance = await platform.entrance();
    await entrance.execute({ aggregate: workerAggregate.name, id: worker, envelopes: [envelope] });
    process.stdout.write(`${worker} is erased: nothing personal about them can be read any more.\n`);
    return 0;
  } finally {
    await platform.close();
  }
}

/** Before anything is asked. @throws {RuleBroken} UNKNOWN_WORKER */
async function requireKnown({ store }: Platform, worker: string): Promise<void> {
  for await (const _event of store.readStream(streamIdOf(workerAggregate.name, worker))) return;
  throw new RuleBroken('UNKNOWN_WORKER', `There is no worker ${worker}`, { remedy: 'Check the id.' });
}

async function confirmed(worker: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    // An input that ends without an answer is a no.
    const ended = once(terminal, 'close').then(() => '');
    const answer = await Promise.race([
      terminal.question(`This cannot be undone. Type ${worker} to erase it: `),
      ended,
    ]);
    return answer.trim() === worker;
  } finally {
    terminal.close();
  }
}
