import { afterEach, describe, expect, it, vi } from 'vitest';
import { PROBLEM } from '../testing/fixtures/answers.fixture.js';
import { addressOf, fetchAnswer } from './report-client.js';
import { isRefusal, ReportProblem, unreachable, unreadable } from './report-problem.js';

afterEach(() => vi.unstubAllGlobals());

const answering = (body: string, status = 200) =>
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status })));
const problemOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof ReportProblem ? error.problem : error),
  );
const ask = () => fetchAnswer<{ frame: object }>('/api/reports/overview', 'frame', new AbortController().signal);

describe('asking the report API', () => {
  it('the same question has the same address', () => {
    expect(addressOf('/a', { to: '2026-01', from: '2025-01', unit: undefined, level: '' })).toBe(
      '/a?from=2025-01&to=2026-01',
    );
    expect(addressOf('/a', {})).toBe('/a');
  });

  it('a report is handed on', async () => {
    answering('{"frame":{}}');
    expect(await ask()).toEqual({ frame: {} });
  });

  it('a problem document keeps its words', async () => {
    answering(JSON.stringify(PROBLEM), 503);
    expect(await problemOf(ask())).toEqual(PROBLEM);
  });

  it('a problem document keeps the fields it names, and those only that can be read', async () => {
    const errors = [{ field: 'unit', reason: 'is not known', remedy: 'Ask.' }, null, 'text', { field: 7, reason: 'x' }];
    answering(JSON.stringify({ ...PROBLEM, errors }), 422);
    expect(await problemOf(ask())).toMatchObject({
      errors: [{ field: 'unit', reason: 'is not known', remedy: 'Ask.' }],
    });
  });

  it.each([
    ['the page of a proxy', '<html>Bad gateway</html>', 502],
    ['an error without a title', '{"message":"no"}', 500],
    ['an answer that is no report', '{"ok":true}', 200],
    ['an answer that is no object', 'null', 200],
  ])('%s becomes a problem with a remedy', async (_, body, status) => {
    answering(body, status);
    expect(await problemOf(ask())).toMatchObject({ code: 'unreadable-answer', status, remedy: expect.any(String) });
  });

  it('a server that is not there is told from one that fails', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
    expect(await problemOf(ask())).toMatchObject({ code: 'unreachable', status: 0 });
  });

  it('a request that was given up is no problem to show', async () => {
    const control = new AbortController();
    vi.stubGlobal('fetch', () => Promise.reject(new DOMException('gone', 'AbortError')));
    control.abort();
    expect(await problemOf(fetchAnswer<{ frame: object }>('/a', 'frame', control.signal))).toBeInstanceOf(DOMException);
  });
});

describe('what was refused was offered to be tried again', () => {
  const isRefused = (status: number) => isRefusal({ ...PROBLEM, status });

  it('a refusal of what was asked is one, a failure is none', () => {
    expect([400, 403, 404, 422].map(isRefused)).toEqual([true, true, true, true]);
    expect([500, 503, 507].map(isRefused)).toEqual([false, false, false]);
    expect(isRefusal(unreachable())).toBe(false);
  });

  it('what is about the moment is none, nor what something between here and Praxis said', () => {
    expect([408, 425, 429].map(isRefused)).toEqual([false, false, false]);
    expect([404, 403].map((status) => isRefusal(unreadable(status)))).toEqual([false, false]);
  });
});
