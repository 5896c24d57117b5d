import { EventStoreUnavailable } from '@praxis/event-sourcing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PROJECTIONS } from '../all-projections.js';
import { NO_EVENTS } from '../log-chain/log-fold.js';
import { ProjectedTable } from './projected-table.js';
import { RunnerMonitor } from './runner-monitor.js';

const away = new EventStoreUnavailable('EventStoreDB cannot be reached');

let table: ProjectedTable;
let monitor: RunnerMonitor;
beforeEach(() => {
  vi.useFakeTimers();
  table = new ProjectedTable(PROJECTIONS[0]!);
  monitor = new RunnerMonitor([table], () => NO_EVENTS, undefined);
  monitor.sawHead(7n);
  table.startFrom(7n);
  monitor.atTheEnd();
});
afterEach(() => vi.useRealTimers());

/** A question to the log, and how to answer it. */
function asked(): { readonly answer: (head: bigint) => void; readonly fail: (error: Error) => void } {
  const { promise, resolve, reject } = Promise.withResolvers<bigint>();
  monitor.hearing(() => promise).catch(() => undefined);
  return { answer: resolve, fail: reject };
}

it('does not pass off tables that nobody has looked at yet for empty ones', () => {
  const another = new ProjectedTable(PROJECTIONS[1]!);
  const both = new RunnerMonitor([table, another], () => NO_EVENTS, undefined);
  both.sawHead(7n);
  expect(both.status()).toMatchObject({ isAppliedKnown: false, lag: 7n });
  another.startFrom(7n);
  expect(both.status()).toMatchObject({ isAppliedKnown: true, lag: 0n });
});

describe('a runner that has written everything', () => {
  it('is live', () => {
    expect(monitor.status()).toMatchObject({ state: 'live', head: 7n, lag: 0n, problems: [] });
  });

  it('is not called live while the log cannot be reached', () => {
    monitor.trouble(away);
    expect(monitor.status()).toMatchObject({
      state: 'held',
      head: 7n,
      problem: { projection: '*', position: 8n, retrying: true, error: expect.stringContaining('cannot be reached') },
    });
    monitor.trouble(undefined);
    expect(monitor.status()).toMatchObject({ state: 'live', problems: [] });
  });

  it('is not called live while the log is silent, which no error tells', async () => {
    const question = asked();
    await vi.advanceTimersByTimeAsync(3_900);
    expect(monitor.status().state).toBe('live');
    await vi.advanceTimersByTimeAsync(200);
    expect(monitor.status()).toMatchObject({ state: 'held', problem: { error: 'The event log does not answer' } });
    question.answer(7n);
    await vi.advanceTimersByTimeAsync(0);
    expect(monitor.status()).toMatchObject({ state: 'live', problems: [] });
    // A rest after an answer is no silence.
    await vi.advanceTimersByTimeAsync(60_000);
    expect(monitor.status().state).toBe('live');
  });

  it('does not give an old end of the log for the present one once the log has been silent about it', async () => {
    const { promise, resolve } = Promise.withResolvers<bigint>();
    void monitor.lookAtHead({ head: () => promise });
    await vi.advanceTimersByTimeAsync(3_900);
    expect(monitor.status()).toMatchObject({ head: 7n, isHeadKnown: true });
    await vi.advanceTimersByTimeAsync(200);
    expect(monitor.status().isHeadKnown).toBe(false);
    resolve(9n);
    await vi.advanceTimersByTimeAsync(0);
    expect(monitor.status()).toMatchObject({ head: 9n, lag: 2n, isHeadKnown: true });
  });

  it('counts the silence anew after a question that failed', async () => {
    const question = asked();
    await vi.advanceTimersByTimeAsync(3_900);
    question.fail(away);
    await vi.advanceTimersByTimeAsync(3_900);
    expect(monitor.status().state).toBe('live');
  });

  it('is not called live while a table cannot be written', () => {
    table.hold(new Error('no answer'));
    expect(monitor.status()).toMatchObject({ state: 'held', problem: { projection: table.name, retrying: true } });
    table.advance(7n);
    expect(monitor.status().state).toBe('live');
  });

  it('is stopped, not held, once nothing goes on by itself', () => {
    monitor.trouble(away);
    monitor.stopped();
    expect(monitor.status().state).toBe('stopped');
  });
});
