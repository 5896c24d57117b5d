import { UnavailableError } from '@eventstore/db-client';
import { EventStoreUnavailable } from '@praxis/event-sourcing';
import { afterEach, describe, expect, it } from 'vitest';
import { SharedConnection } from './shared.connection.js';

const NOBODY = 'esdb+discover://127.0.0.1:9?tls=false&maxDiscoverAttempts=1&discoveryInterval=1&gossipTimeout=1';

interface Internals {
  getChannel(): Promise<unknown>;
  handleError(client: unknown, error: Error): Promise<void>;
}

describe('shared connection', () => {
  const acquired: SharedConnection[] = [];
  const acquire = (connectionString = NOBODY): SharedConnection => {
    const connection = SharedConnection.acquire(connectionString);
    acquired.push(connection);
    return connection;
  };
  afterEach(async () => {
    for (const connection of acquired.splice(0)) await connection.release();
  });

  it('is one for all who name the same server', async () => {
    const [first, second] = [acquire(), acquire()];
    expect(second).toBe(first);
    expect(acquire(`${NOBODY}&connectionName=other`)).not.toBe(first);
    expect((await first.session()).client).toBe((await second.session()).client);
  });

  it('refuses a connection string that the client cannot read', () => {
    expect(() => SharedConnection.acquire('esdb://127.0.0.1:port')).toThrow(/port number/);
  });

  it('replaces a client once, however many complain about it', async () => {
    const connection = acquire();
    const condemned = await connection.session();
    connection.discard(condemned);
    expect(condemned.retired.aborted).toBe(true);
    const next = await connection.session();
    expect(next.client).not.toBe(condemned.client);
    connection.discard(condemned);
    expect(await connection.session()).toBe(next);
  });

  it('gives nothing to those who have let go of it', async () => {
    const connection = SharedConnection.acquire(NOBODY);
    const session = await connection.session();
    await connection.release();
    expect(session.retired.aborted).toBe(true);
    await expect(connection.session()).rejects.toBeInstanceOf(EventStoreUnavailable);
  });

  it('keeps the client from failing unheard when it reconnects while discovery fails', async () => {
    const { client } = await acquire().session();
    const internals = client as unknown as Internals;
    const discovering = internals.getChannel().catch((error: unknown) => String(error));
    const unavailable = new UnavailableError(Object.assign(new Error('dropped'), { code: 14 }) as never);
    await internals.handleError({ getChannel: () => ({}) }, unavailable);
    expect(await discovering).toContain('Failed to discover');
  });

  it('lets twelve appends through at a time, in order, and tells those that wait too long', async () => {
    const connection = acquire();
    const finish: (() => void)[] = [];
    let running = 0;
    let most = 0;
    const append = () =>
      connection.appending(1_000, async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => finish.push(resolve));
        running -= 1;
      });
    const appends = Array.from({ length: 30 }, append);
    await expect(connection.appending(20, () => Promise.resolve())).rejects.toBeInstanceOf(EventStoreUnavailable);
    for (let finished = 0; finished < 30; finished += 1) {
      await expect.poll(() => finish.length).toBeGreaterThan(0);
      finish.shift()!();
    }
    await Promise.all(appends);
    expect([most, running]).toEqual([12, 0]);
  });
});
