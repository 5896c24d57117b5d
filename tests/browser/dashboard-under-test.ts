import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { FixtureMode } from '../../dashboard/src/testing/fixtures/answers.fixture.js';
import { startFixtureServer, type FixtureServer } from './fixture-server.js';
import { recordedState, type RecordedStateName } from './recorded-states.js';

const require = createRequire(import.meta.url);
const DASHBOARD = fileURLToPath(new URL('../../dashboard/', import.meta.url));
const PLACES = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const WIDE = { width: 1280, height: 900 };

function browserPath(): string {
  const found = PLACES.find((place) => place !== undefined && existsSync(place));
  if (found === undefined) throw new Error('Chromium is needed for these tests: set CHROMIUM_PATH to the program.');
  return found;
}

/** Builds what the sources say now: a `dist` left from another day would be tested for something it is not. */
export async function buildDashboard(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'praxis-dashboard-'));
  const vite = join(require.resolve('vite/package.json'), '..', 'bin', 'vite.js');
  await promisify(execFile)(process.execPath, [vite, 'build', '--outDir', folder, '--logLevel', 'error'], {
    cwd: DASHBOARD,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return `${folder}/`;
}

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: browserPath(), args: ARGUMENTS });

export interface DashboardUnderTest {
  readonly dist: string;
  readonly server: FixtureServer;
  readonly browser: Browser;
  readonly page: Page;
  /** Errors that pages threw or logged, since the last look. */
  readonly faults: string[];
  open(path: string, mode?: FixtureMode): Promise<void>;
  /** The same while the server says that it is in a state; afterwards it is healthy again. */
  during(state: RecordedStateName, path: string, look: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** What each mode looks like once it is there. */
const SETTLED: Readonly<Record<FixtureMode, string>> = {
  data: '[aria-busy="false"] >> nth=0',
  empty: '[aria-busy="false"] >> nth=0',
  suppressed: '[aria-busy="false"] >> nth=0',
  loading: '.px-skeleton >> nth=0',
  error: '.govuk-error-summary',
};

export async function startDashboard(): Promise<DashboardUnderTest> {
  const dist = await buildDashboard();
  const server = await startFixtureServer(dist);
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: WIDE, locale: 'en-GB' });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // That the fixture answers 503 on purpose is no fault of the page.
    if (message.type() === 'error' && !message.text().includes('status of 503')) faults.push(message.text());
  });
  return {
    dist,
    server,
    browser,
    page,
    faults,
    async open(path, mode = 'data') {
      server.mode = mode;
      await page.goto(server.url + path);
      // The glossary needs no report: it looks the same in every mode.
      await page.waitForSelector(path.startsWith('/glossary') ? SETTLED.data : SETTLED[mode]);
    },
    async during(state, path, look) {
      server.state = state;
      try {
        await page.goto(server.url + path);
        await page.waitForSelector(recordedState(state).overview.status === 200 ? SETTLED.data : SETTLED.error);
        await look();
      } finally {
        server.state = 'healthy';
      }
    },
    async close() {
      await browser.close();
      await server.close();
      await rm(dist, { recursive: true, force: true });
    },
  };
}

/** All charts on the page are drawn. */
export async function chartsDrawn(page: Page): Promise<void> {
  await page.waitForSelector('.px-chart--drawn svg path', { state: 'attached' });
  await page.waitForFunction(() => document.querySelector('.px-chart--loading') === null);
}
