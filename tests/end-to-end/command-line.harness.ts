import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../services/standalone/dist/main.js', import.meta.url));

export interface Finished {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `npm run praxis -- …`, as built. */
export class PraxisProcess {
  stdout = '';
  stderr = '';
  readonly finished: Promise<Finished>;

  constructor(
    readonly child: ChildProcess,
    readonly startedAt: number,
  ) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.finished = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, stdout: this.stdout, stderr: this.stderr }));
    });
  }

  /** Resolves with the address and the milliseconds it took until it was served. */
  async serving(): Promise<{ readonly url: string; readonly ms: number }> {
    const found = await this.says(/Praxis is at (http:\S+)/);
    return { url: found[1] ?? '', ms: performance.now() - this.startedAt };
  }

  /** Resolves when it has said so; rejects when it ended without. */
  says(what: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = what.exec(this.stderr);
        if (found) resolve(found);
      };
      this.child.stderr?.on('data', look);
      look();
      void this.finished.then(({ code, stderr }) => reject(new Error(`It ended with ${code}: ${stderr}`)), reject);
    });
  }

  signal(name: NodeJS.Signals): Promise<Finished> {
    this.child.kill(name);
    return this.finished;
  }
}

export function startPraxis(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): PraxisProcess {
  if (!existsSync(MAIN)) throw new Error('The command line is tested as built: npm run build first.');
  // Only what a bare shell would have: a developer's connection strings must not get into the tests.
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
  const env = { PATH, HOME, TMPDIR, ...environment };
  const startedAt = performance.now();
  return new PraxisProcess(
    spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] }),
    startedAt,
  );
}

export function praxis(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Finished> {
  return startPraxis(args, environment).finished;
}
