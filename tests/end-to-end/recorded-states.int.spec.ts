import { overviewReport, problem, type SystemStatus } from '@praxis/contracts';
import { layoutOf } from '@praxis/standalone';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  pathOfRecorded,
  recordedState,
  type RecordedState,
  type RecordedStateName,
} from '../browser/recorded-states.js';
import { startEventStoreDbDouble } from '../eventstoredb-double/index.js';
import { meddleWith } from '../projections/meddling.js';
import { recordLearningThatFitsNoTable } from './learning-that-fits-no-table.js';
import { newFolder, openSite, type Site } from './site.harness.js';
import { recordSmallOrganisation } from './small-organisation.js';

const leftOvers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const clear of leftOvers.splice(0).reverse()) await clear();
});

async function opened(options: Parameters<typeof openSite>[0] = {}): Promise<Site> {
  const site = await openSite(options);
  leftOvers.push(() => site.remove());
  return site;
}

async function doubled() {
  const double = await startEventStoreDbDouble();
  leftOvers.push(() => double.stop());
  return double;
}

const filled = newFolder('recorded');
beforeAll(async () => {
  const site = await openSite({ dataDir: filled });
  await recordSmallOrganisation(site);
  await site.settled();
  await site.stop();
});
afterAll(() => rmSync(filled, { recursive: true, force: true }));

/** A folder with a small organisation, its tables filled. */
function filledFolder(): string {
  const dataDir = newFolder('recorded');
  leftOvers.push(() => rmSync(dataDir, { recursive: true, force: true }));
  cpSync(filled, dataDir, { recursive: true });
  return dataDir;
}

const statusOf = async (site: Site): Promise<SystemStatus> => (await site.http.get('/api/status')).body as SystemStatus;

/** How a real server gets there, and how it is seen that it has. */
const MAKE: Readonly<Record<RecordedStateName, () => Promise<readonly [Site, (status: SystemStatus) => boolean]>>> = {
  async healthy() {
    const site = await opened({ dataDir: filledFolder() });
    return [site, ({ state, log, head }) => state === 'live' && log.checked === head];
  },
  async 'catching-up'() {
    const double = await doubled();
    const site = await opened({ eventStore: double.connectionString, project: false });
    await recordSmallOrganisation(site);
    double.faults.latencyMs = 150;
    leftOvers.push(() => void (double.faults.latencyMs = 0));
    await site.platform.project();
    return [site, ({ lag }) => lag! > 0];
  },
  async poisoned() {
    const site = await opened();
    await recordSmallOrganisation(site);
    await site.settled();
    await recordLearningThatFitsNoTable(site);
    return [site, ({ state, applied, head }) => state === 'stopped' && applied === '6' && head === '7'];
  },
  async 'damaged-log'() {
    const dataDir = filledFolder();
    meddleWith(layoutOf(dataDir).log, `UPDATE event SET effective_at = '2024-01-09' WHERE position = 4`);
    return [await opened({ dataDir }), ({ state, log }) => state === 'damaged' && log.damage.length > 0];
  },
  async 'log-out-of-reach'() {
    const double = await doubled();
    const site = await opened({ eventStore: double.connectionString, tuning: { wakeUpMs: 200 } });
    await recordSmallOrganisation(site);
    await site.settled();
    await site.report('overview');
    await double.stop();
    return [site, ({ state, head }) => state === 'held' && head === null];
  },
  async 'another-log'() {
    const dataDir = filledFolder();
    rmSync(layoutOf(dataDir).log);
    return [await opened({ dataDir }), ({ log }) => log.mismatch !== null];
  },
};

async function record(name: RecordedStateName): Promise<RecordedState> {
  const [site, isThere] = await MAKE[name]();
  let status = await statusOf(site);
  const look = async () => isThere((status = await statusOf(site)));
  await expect.poll(look, { timeout: 15_000, interval: 20 }).toBe(true);
  const { status: code, type, body } = await site.http.get('/api/reports/overview');
  return JSON.parse(steady(JSON.stringify({ status, overview: { status: code, type, body } }))) as RecordedState;
}

/** Without what is another each time: ports, ids, folders, hours. */
function steady(json: string): string {
  return json
    .replaceAll(/"wholeAt":"[^"]*"/g, '"wholeAt":null')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:2113')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '00000000-0000-4000-8000-000000000000')
    .replaceAll(/[^" ]*praxis-(site|recorded)-\w+/g, '/data');
}

/** The names of all members and what kind of value each has. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (typeof value !== 'object' || value === null) return value === null ? null : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]));
}

describe('what pages are tried with is what a server answers', () => {
  it.each(Object.keys(MAKE) as RecordedStateName[])('when it is %s', { timeout: 60_000 }, async (name) => {
    const now = await record(name);
    if (process.env['UPDATE_RECORDED'] === '1') writeFileSync(pathOfRecorded(name), JSON.stringify(now, undefined, 2));
    const recorded = recordedState(name);
    const again = 'The server answers otherwise than when it was recorded: npm run record:states';
    expect(shapeOf(now.status), again).toEqual(shapeOf(recorded.status));
    expect(now.status.state, again).toBe(recorded.status.state);
    expect([now.status.log.mismatch, now.status.log.damage], again).toEqual([
      recorded.status.log.mismatch,
      recorded.status.log.damage,
    ]);
    expect(now.overview.status, again).toBe(recorded.overview.status);
    if (now.overview.status !== 200) expect(now.overview.body, again).toEqual(recorded.overview.body);
    const contract = now.overview.status === 200 ? overviewReport : problem;
    expect(contract.safeParse(now.overview.body).error?.issues ?? []).toEqual([]);
  });
});
