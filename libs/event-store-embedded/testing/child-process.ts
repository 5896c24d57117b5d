import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

export interface LogChild {
  readonly process: ChildProcessByStdio<null, Readable, null>;
  /** Whole lines printed so far. */
  lines(): string[];
  /** Ends the process as a power switch would, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts `event-log.child.ts` and waits until it has the log open. */
export async function startLogChild(mode: 'write' | 'hold' | 'leave', path: string): Promise<LogChild> {
  const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(
    process.execPath,
    [
      '--experimental-transform-types',
      '--disable-warning=ExperimentalWarning',
      '--conditions=development',
      '--import',
      file('./run-from-source.mjs'),
      file('./event-log.child.ts'),
      mode,
      path,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
  );
  let printed = '';
  const opened = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes('open\n')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the child ended with ${code}`)));
  });
  await opened;
  return {
    process: child,
    lines: () => printed.split('\n').slice(1, -1),
    kill: async () => {
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    },
  };
}

/** A path for a log in a directory of its own, and how to remove it. */
export function temporaryLog(): { readonly path: string; readonly directory: string; remove(): void } {
  const directory = mkdtempSync(join(tmpdir(), 'praxis-log-'));
  return { path: join(directory, 'log.sqlite'), directory, remove: () => rmSync(directory, { recursive: true }) };
}
