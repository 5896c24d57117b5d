import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDashboard, type DashboardUnderTest } from './dashboard-under-test.js';

/** Not a measure of speed: only what hangs takes as long. */
const PATIENCE_MS = 60_000;

type Counted = typeof window & { underWay: number };

/** In the page: a request is under way until the whole of its answer is there. */
function countRequests(): void {
  const counted = window as Counted;
  const { fetch } = window;
  counted.underWay = 0;
  window.fetch = async (...request) => {
    counted.underWay += 1;
    try {
      const response = await fetch(...request);
      await response.clone().arrayBuffer();
      return response;
    } finally {
      counted.underWay -= 1;
    }
  };
}

let dashboard: DashboardUnderTest;
let page: Page;
beforeAll(async () => {
  dashboard = await startDashboard();
});
afterAll(() => dashboard.close());
// With a clock of their own, which stands still but for `pass` and `until`: ten seconds need not be waited for, and a
// machine that stops for ten does not make the page believe that the server did.
beforeEach(async () => {
  page = await dashboard.browser.newPage({ locale: 'en-GB', timezoneId: 'Europe/London' });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.addInitScript(countRequests);
  await page.clock.install({ time: new Date('2026-11-21T14:03:19Z') });
  await page.clock.pauseAt(new Date('2026-11-21T14:03:20Z'));
});
afterEach(async () => {
  dashboard.server.gone = 'not';
  await page.close();
});

async function open(path: string): Promise<void> {
  await page.goto(dashboard.server.url + path);
  await until('.px-frame');
}
/** Requests under way, once the page has dealt with the answers that it has. */
const underWay = () =>
  page.evaluate(async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const { port1, port2 } = new MessageChannel();
      await new Promise((resolve) => {
        port1.onmessage = resolve;
        port2.postMessage(null);
      });
    }
    return (window as Counted).underWay;
  });
/** Time goes on second by second, and waits for answers where any will come: the page's clock must not outrun them. */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await page.clock.runFor(1_000);
    if (dashboard.server.gone === 'silent') await underWay();
    else await expect.poll(underWay, { timeout: PATIENCE_MS, interval: 5 }).toBe(0);
  }
}
/** Time goes on, but for the moments in which an answer is waited for, until it is there. */
async function until(selector: string): Promise<void> {
  const look = async () => {
    if ((await underWay()) === 0) await page.clock.runFor(20);
    return page.locator(selector).count();
  };
  await expect.poll(look, { timeout: PATIENCE_MS, interval: 5 }).toBeGreaterThan(0);
}
const banners = () => page.locator('.px-banner').allInnerTexts();
/** What comes of the last second is drawn a moment after it, by a clock of the browser's own. */
const soon = <Value>(look: () => Value) => expect.poll(look, { timeout: PATIENCE_MS, interval: 5 });

describe('the server stopped under an open page, and figures stayed as if they were those of now', () => {
  it.each(['closed', 'silent'] as const)(
    'within ten seconds the page says so and since when its figures are, until it is back (%s)',
    async (gone) => {
      await open('/checklist');
      await page.clock.fastForward(60_000);
      await pass(6);
      await soon(banners).toEqual([]);
      dashboard.server.gone = gone;
      await pass(10);

      await soon(banners).toEqual([expect.stringMatching(/^Praxis cannot be reached\s+It last answered at 14:04\. /)]);
      expect((await banners())[0]).toContain('The figures shown were read at 14:03; what was recorded after that');
      expect(await page.getAttribute('.px-banner > div', 'role')).toBe('alert');
      expect(await page.$$('.px-card')).not.toHaveLength(0);

      dashboard.server.gone = 'not';
      dashboard.server.asked.length = 0;
      await pass(10);
      await soon(banners).toEqual([]);
      await soon(() => dashboard.server.asked).toContain('/api/reports/checklist');
    },
  );
});

describe('a page that was not seen before ended in the error page of the browser, and notices stayed', () => {
  it('its place says so, and it comes by itself once the server is back', async () => {
    await open('/checklist');
    dashboard.server.gone = 'closed';
    await page.click('nav >> text=Glossary');
    await until('text=Praxis did not send the page');
    expect(await page.$$('nav >> text=Overview')).toHaveLength(1);

    await pass(6);
    dashboard.server.gone = 'not';
    await pass(6);
    await until('.px-glossary__lead');
    expect(new URL(page.url()).pathname).toBe('/glossary');
  });

  it('a report that the server did not answer is asked for again once it does', async () => {
    await open('/checklist');
    dashboard.server.gone = 'closed';
    await page.selectOption('select[name=unit]', 'oak-house');
    await page.click('text=Apply');
    await pass(2);
    await until('text=The report service did not answer');

    dashboard.server.gone = 'not';
    await pass(6);
    await until('.px-frame >> text=Oak House');
    expect(await page.$$('.govuk-error-summary')).toHaveLength(0);
  });
});
