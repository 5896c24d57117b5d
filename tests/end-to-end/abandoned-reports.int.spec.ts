import { once } from 'node:events';
import { get, type ClientRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Session } from 'chdb';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { expectProblem, openSite, type Site } from './site.harness.js';
import { recordSmallOrganisation } from './small-organisation.js';

/** Goes on until it is stopped: reading it to the end is not the point. */
const ENDLESS = 'SELECT count() AS endless FROM system.numbers';
const ABANDONED = 100;
/** How many reports are worked out side by side, and how many may wait for that. */
const AT_ONCE = 4;
const MOST_WAITING = 40;
const SOON = { timeout: 10_000 };

let site: Site;
/** Beside the store's own, which the reports under test occupy. */
let session: Session;
beforeAll(async () => {
  site = await openSite();
  await recordSmallOrganisation(site);
  await site.settled();
  await site.report('overview');
  session = new Session(join(site.dataDir, 'analytics'));
});
afterAll(async () => {
  session.close();
  await site.remove();
});
afterEach(() => vi.restoreAllMocks());

/** Every statement of a report takes for ever; others are left alone. */
async function withEndlessReports() {
  const analytics = await site.platform.analytics();
  const query = analytics.query.bind(analytics);
  let begun = 0;
  let open = 0;
  vi.spyOn(analytics, 'query').mockImplementation(async (_sql, _parameters, options) => {
    begun += 1;
    open += 1;
    try {
      return await query(ENDLESS, {}, options);
    } finally {
      open -= 1;
    }
  });
  const running = async () => {
    const sql = "SELECT count() AS running FROM system.processes WHERE position(query, concat('AS ', 'endless')) > 0";
    return Number((await session.queryAsync(`${sql} FORMAT TSV`)).text());
  };
  return { running, counts: () => ({ begun, open }) };
}

function ask(onAnswer: (status: number | undefined) => void = () => undefined): ClientRequest {
  const request = get(`${site.url}/api/reports/overview`, (response) => {
    response.resume();
    onAnswer(response.statusCode);
  });
  request.on('error', () => undefined);
  return request;
}

describe('a hundred reports that nobody waited for held up the next one', () => {
  it('those who gave up leave nothing running in the engine, and the next is served', async () => {
    const { running, counts } = await withEndlessReports();
    const statuses: (number | undefined)[] = [];
    const requests = Array.from({ length: ABANDONED }, () => ask((status) => statuses.push(status)));
    await expect.poll(() => statuses.length, SOON).toBe(ABANDONED - AT_ONCE - MOST_WAITING);
    await expect.poll(running, SOON).toBeGreaterThan(0);
    for (const request of requests) request.destroy();

    await expect.poll(counts, SOON).toMatchObject({ open: 0 });
    await expect.poll(running, SOON).toBe(0);
    // Only those whose turn it was began, each with the first statements of a report.
    expect(counts().begun).toBeLessThanOrEqual(AT_ONCE * 3);
    vi.restoreAllMocks();
    await site.report('overview');
  });

  it('nor do those who gave up in the moment of asking: they are not begun', async () => {
    const { counts } = await withEndlessReports();
    const { port, hostname } = new URL(site.url);
    for (let asked = 0; asked < 20; asked++) {
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      socket.write(`GET /api/reports/overview HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`);
      socket.destroy();
    }
    vi.restoreAllMocks();
    await site.report('overview');
    expect(counts()).toEqual({ begun: 0, open: 0 });
  });

  it('and when they all go on waiting, one more is told when to come back', async () => {
    const { counts } = await withEndlessReports();
    const statuses: (number | undefined)[] = [];
    const requests = Array.from({ length: ABANDONED }, () => ask((status) => statuses.push(status)));
    await expect.poll(() => statuses.length, SOON).toBe(ABANDONED - AT_ONCE - MOST_WAITING);
    expect(new Set(statuses)).toEqual(new Set([503]));

    const refused = await site.http.get('/api/reports/overview');
    expectProblem(refused, { status: 503, code: 'TOO_MANY_REPORTS' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    // What is no report does not wait for them.
    await site.http.get('/api/status').expect(200);
    for (const request of requests) request.destroy();
    await expect.poll(counts, SOON).toMatchObject({ open: 0 });
  });

  it('is no fault of the server: nothing is logged', async () => {
    const errors = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { running, counts } = await withEndlessReports();
    const request = ask();
    await expect.poll(running, SOON).toBeGreaterThan(0);
    request.destroy();
    await expect.poll(counts, SOON).toMatchObject({ open: 0 });
    expect(errors.mock.calls.flat().join('')).not.toMatch(/Problem/);
  });
});
