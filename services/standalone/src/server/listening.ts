import type { Server } from 'node:http';

/** A port that cannot be had: another program has it, or only an administrator may open it. */
export class PortRefused extends Error {
  override readonly name = 'PortRefused';
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use. Stop the program that has it, or choose another with --port.',
  EACCES:
    'may be opened by an administrator only. Choose one above 1023 with --port, such as --port 3000, and let a proxy on this machine forward to it if it has to be that one.',
};

/**
 * On the loopback address. Not through Nest, which would print the error's stack as well.
 *
 * @throws {PortRefused}
 */
export function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = REASONS[error.code ?? ''];
      reject(reason === undefined ? error : new PortRefused(`Port ${port} ${reason}`, { cause: error }));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}
