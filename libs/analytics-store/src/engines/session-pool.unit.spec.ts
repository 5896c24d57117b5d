import type { Session } from 'chdb';
import { describe, expect, it } from 'vitest';
import { AnalyticsQueryCancelled, AnalyticsUnavailable } from '../errors.js';
import { SessionPool } from './session-pool.js';

class FakeSession {
  closed = false;
  close(): void {
    this.closed = true;
  }
}

function poolOf(size: number) {
  const opened: FakeSession[] = [];
  const failures: Error[] = [];
  const pool = new SessionPool(async () => {
    const failure = failures.pop();
    if (failure !== undefined) throw failure;
    const session = new FakeSession();
    opened.push(session);
    return session as unknown as Session;
  }, size);
  return { pool, opened, failures };
}

const rejectionOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('the session pool', () => {
  it('opens no more than it needs, and lends again what comes back unscathed', async () => {
    const { pool, opened } = poolOf(2);
    const first = await pool.borrow();
    pool.giveBack(first, true);
    expect(await pool.borrow()).toBe(first);
    expect(opened).toHaveLength(1);
  });

  it('does not lend a session again on which something failed', async () => {
    const { pool, opened } = poolOf(1);
    const first = await pool.borrow();
    const waiting = pool.borrow();
    pool.giveBack(first, false);
    expect(await waiting).not.toBe(first);
    expect(opened.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it('serves those who wait in the order of asking', async () => {
    const { pool } = poolOf(1);
    const session = await pool.borrow();
    const order: number[] = [];
    const turns = [1, 2, 3].map(async (turn) => {
      const mine = await pool.borrow();
      order.push(turn);
      pool.giveBack(mine, true);
    });
    pool.giveBack(session, true);
    await Promise.all(turns);
    expect(order).toEqual([1, 2, 3]);
  });

  it('lets go of who is aborted while waiting', async () => {
    const { pool } = poolOf(1);
    const session = await pool.borrow();
    const controller = new AbortController();
    const aborted = rejectionOf(pool.borrow(controller.signal));
    const patient = pool.borrow();
    controller.abort();
    expect(await aborted).toBeInstanceOf(AnalyticsQueryCancelled);
    pool.giveBack(session, true);
    expect(await patient).toBe(session);
  });

  it('who was aborted while a session was being opened for them kept it for ever: it goes to the next', async () => {
    const { pool, opened } = poolOf(1);
    const controller = new AbortController();
    const first = rejectionOf(pool.borrow(controller.signal));
    controller.abort();
    expect(await first).toBeInstanceOf(AnalyticsQueryCancelled);
    const session = await pool.borrow();
    const later = new AbortController();
    const aborted = rejectionOf(pool.borrow(later.signal));
    const [next, last] = [pool.borrow(), pool.borrow()];
    pool.giveBack(session, false);
    later.abort();

    expect(await aborted).toBeInstanceOf(AnalyticsQueryCancelled);
    pool.giveBack(await next, true);
    pool.giveBack(await last, true);
    await pool.close();
    expect(opened.every((one) => one.closed)).toBe(true);
  });

  it('fails only the borrower for whom no session could be opened', async () => {
    const { pool, failures } = poolOf(1);
    failures.push(new Error('cannot open'));
    expect(await rejectionOf(pool.borrow())).toMatchObject({ message: 'cannot open' });
    const session = await pool.borrow();
    const [doomed, served] = [rejectionOf(pool.borrow()), pool.borrow()];
    failures.push(new Error('cannot open'));
    pool.giveBack(session, false);
    expect(await doomed).toMatchObject({ message: 'cannot open' });
    expect(await served).toBeDefined();
  });

  it('waits for lent sessions when it is closed, and refuses everyone else', async () => {
    const { pool, opened } = poolOf(1);
    const session = await pool.borrow();
    const waiting = rejectionOf(pool.borrow());
    let closed = false;
    const closing = pool.close().then(() => (closed = true));
    expect(await waiting).toBeInstanceOf(AnalyticsUnavailable);
    expect(await rejectionOf(pool.borrow())).toBeInstanceOf(AnalyticsUnavailable);
    expect(closed).toBe(false);
    pool.giveBack(session, true);
    await closing;
    expect(opened.every((one) => one.closed)).toBe(true);
  });
});
