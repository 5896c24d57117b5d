import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line between a client and the double that can go dead without either side being told, as behind a firewall. */
export interface Line {
  readonly port: number;
  /** Nothing more gets through on the connections there are. New ones work. */
  goDead(): void;
  close(): Promise<void>;
}

export async function layLine(toPort: number): Promise<Line> {
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((near) => {
    const far = connect(toPort, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    near.pipe(far).pipe(near);
    for (const end of pair) {
      end.on('error', () => undefined);
      end.on('close', () => {
        pairs.delete(pair);
        for (const each of pair) each.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    goDead: () => {
      for (const [near, far] of pairs) {
        near.unpipe(far).pause();
        far.unpipe(near).pause();
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const pair of pairs) for (const end of pair) end.destroy();
      }),
  };
}
