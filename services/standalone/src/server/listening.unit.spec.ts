import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import { describe, expect, it } from 'vitest';
import { explain } from '../terminal/explain.js';
import { listening, PortRefused } from './listening.js';

/** What the operating system answers somebody who may not have the port; the tests may well run as an administrator. */
class RefusingServer extends EventEmitter {
  constructor(private readonly code: string) {
    super();
  }
  listen(port: number): void {
    const error = Object.assign(new Error(`listen ${this.code}: 127.0.0.1:${port}`), { code: this.code });
    queueMicrotask(() => this.emit('error', error));
  }
}

const refusalOf = (code: string, port: number): Promise<unknown> =>
  listening(new RefusingServer(code) as unknown as Server, port).then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a port that cannot be had', () => {
  it('port 80 was refused with the advice to give another data folder', async () => {
    const refusal = await refusalOf('EACCES', 80);

    expect(refusal).toBeInstanceOf(PortRefused);
    expect(explain(refusal)).toMatch(/^praxis: Port 80 may be opened by an administrator only\..*--port 3000/);
    expect(explain(refusal)).not.toMatch(/folder|EACCES|\n/);
  });

  it('one that another program has says so', async () => {
    expect(explain(await refusalOf('EADDRINUSE', 3000))).toBe(
      'praxis: Port 3000 is in use. Stop the program that has it, or choose another with --port.',
    );
  });

  it('anything else stays what it is', async () => {
    expect(await refusalOf('EADDRNOTAVAIL', 3000)).toMatchObject({ code: 'EADDRNOTAVAIL', name: 'Error' });
  });
});
