import { problemFor } from '@praxis/http-problems';
import { describe, expect, it } from 'vitest';
import { ReportTurns } from './report-turns.js';

const stays = new AbortController().signal;
const outcomeOf = (promise: Promise<unknown>) =>
  promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );

/** Work that is done when told. */
function job(name: string, log: string[]) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const work = () => {
    log.push(name);
    return promise;
  };
  return { work, done: () => resolve(name), fail: () => reject(new Error(name)) };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('so many run at once, the rest in the order of asking', async () => {
    const log: string[] = [];
    const turns = new ReportTurns(2, 10);
    const jobs = ['a', 'b', 'c', 'd'].map((name) => job(name, log));
    const answers = jobs.map(({ work }) => turns.take(stays, work));
    await settled();
    expect(log).toEqual(['a', 'b']);
    jobs[1]?.done();
    await settled();
    expect(log).toEqual(['a', 'b', 'c']);
    for (const { done } of jobs) done();
    expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('one that fails gives its turn on', async () => {
    const log: string[] = [];
    const turns = new ReportTurns(1, 10);
    const [first, second] = [job('first', log), job('second', log)];
    const failing = outcomeOf(turns.take(stays, first.work));
    const waiting = turns.take(stays, second.work);
    first.fail();
    second.done();
    expect(await failing).toMatchObject({ error: { message: 'first' } });
    expect(await waiting).toBe('second');
    expect(await turns.take(stays, async () => 'third')).toBe('third');
  });

  it('too many waiting: one more is told to come back, and those who wait are not disturbed', async () => {
    const log: string[] = [];
    const turns = new ReportTurns(1, 2);
    const jobs = ['a', 'b', 'c'].map((name) => job(name, log));
    const answers = jobs.map(({ work }) => turns.take(stays, work));
    const refused = await outcomeOf(turns.take(stays, async () => 'd'));
    expect(problemFor((refused as { error: unknown }).error)).toMatchObject({ status: 503, code: 'TOO_MANY_REPORTS' });
    for (const { done } of jobs) done();
    expect(await Promise.all(answers)).toEqual(['a', 'b', 'c']);
  });

  it('who gave up while waiting is never begun, and makes room', async () => {
    const log: string[] = [];
    const turns = new ReportTurns(1, 1);
    const [running, next] = [job('running', log), job('next', log)];
    const answer = turns.take(stays, running.work);
    const gone = new AbortController();
    const abandoned = outcomeOf(turns.take(gone.signal, async () => log.push('abandoned')));
    gone.abort();
    expect(await abandoned).toMatchObject({ error: { name: 'AbortError' } });
    const waiting = turns.take(stays, next.work);
    running.done();
    next.done();
    expect(await Promise.all([answer, waiting])).toEqual(['running', 'next']);
    expect(log).toEqual(['running', 'next']);
  });

  it('who has gone before asking takes no turn', async () => {
    const gone = AbortSignal.abort();
    const turns = new ReportTurns(1, 0);
    expect(await outcomeOf(turns.take(gone, async () => 'never'))).toMatchObject({ error: { name: 'AbortError' } });
    expect(await turns.take(stays, async () => 'served')).toBe('served');
  });
});
