import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../services/standalone/dist/main.js', import.meta.url));

/** `praxis serve --demo` in a process of its own, as `npm start` runs it: on the built packages. */
export class ServingProcess {
  readonly #child: ChildProcess;
  #said = '';

  constructor(dataDir: string, scale: number) {
    const args = [MAIN, 'serve', '--demo', '--data-dir', dataDir, '--port', '0', '--demo-scale', String(scale)];
    this.#child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#said += text));
    }
  }

  /** Resolves when everything is loaded and shown. @throws when it ends before */
  async serving(): Promise<void> {
    while (!this.#said.includes('Praxis is at')) {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) throw new Error(`It ended: ${this.#said}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  get isServing(): boolean {
    return this.#said.includes('Praxis is at');
  }

  async end(signal: 'SIGKILL' | 'SIGINT'): Promise<number | null> {
    const ended = once(this.#child, 'exit');
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill(signal);
    else return this.#child.exitCode;
    const [code] = (await ended) as [number | null];
    return code;
  }
}
