import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDashboard, type DashboardUnderTest } from './dashboard-under-test.js';

let dashboard: DashboardUnderTest;
let page: Page;
let underWay = 0;
beforeAll(async () => {
  dashboard = await startDashboard();
});
afterAll(() => dashboard.close());
// With a clock of their own: ten seconds need not be waited for.
beforeEach(async () => {
  page = await dashboard.browser.newPage({ locale: 'en-GB', timezoneId: 'Europe/London' });
  underWay = 0;
  page.on('request', () => (underWay += 1));
  for (const end of ['requestfinished', 'requestfailed'] as const)
    page.on(end as 'requestfinished', () => (underWay -= 1));
  await page.clock.install({ time: new Date('2026-11-21T14:03:20Z') });
});
afterEach(async () => {
  dashboard.server.gone = 'not';
  await page.close();
});

async function open(path: string): Promise<void> {
  await page.goto(dashboard.server.url + path);
  await page.waitForSelector('.px-frame');
}
const moment = () => new Promise((resolve) => setTimeout(resolve, 20));
/** Time goes on second by second, and waits for answers where any will come: the page's clock must not outrun them. */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await page.clock.runFor(1_000);
    await moment();
    for (let waited = 0; waited < 25 && underWay > 0 && dashboard.server.gone !== 'silent'; waited += 1) await moment();
    await moment();
  }
}
const banners = () => page.locator('.px-banner').allInnerTexts();

describe('the server stopped under an open page, and figures stayed as if they were those of now', () => {
  it.each(['closed', 'silent'] as const)(
    'within ten seconds the page says so and since when its figures are, until it is back (%s)',
    async (gone) => {
      await open('/checklist');
      await page.clock.fastForward(60_000);
      await pass(6);
      expect(await banners()).toEqual([]);
      dashboard.server.gone = gone;
      await pass(10);

      expect(await banners()).toEqual([
        expect.stringMatching(/^Praxis cannot be reached\s+It last answered at 14:04\. /),
      ]);
      expect((await banners())[0]).toContain('The figures shown were read at 14:03; what was recorded after that');
      expect(await page.getAttribute('.px-banner > div', 'role')).toBe('alert');
      expect(await page.$$('.px-card')).not.toHaveLength(0);

      dashboard.server.gone = 'not';
      dashboard.server.asked.length = 0;
      await pass(10);
      expect(await banners()).toEqual([]);
      expect(dashboard.server.asked).toContain('/api/reports/checklist');
    },
  );
});

describe('a page that was not seen before ended in the error page of the browser, and notices stayed', () => {
  it('its place says so, and it comes by itself once the server is back', async () => {
    await open('/checklist');
    dashboard.server.gone = 'closed';
    await page.click('nav >> text=Glossary');
    await page.waitForSelector('text=Praxis did not send the page');
    expect(await page.$$('nav >> text=Overview')).toHaveLength(1);

    await pass(6);
    dashboard.server.gone = 'not';
    await pass(6);
    await page.waitForSelector('.px-glossary__lead');
    expect(new URL(page.url()).pathname).toBe('/glossary');
  });

  it('a report that the server did not answer is asked for again once it does', async () => {
    await open('/checklist');
    dashboard.server.gone = 'closed';
    await page.selectOption('select[name=unit]', 'oak-house');
    await page.click('text=Apply');
    await pass(2);
    await page.waitForSelector('text=The report service did not answer');

    dashboard.server.gone = 'not';
    await pass(6);
    await page.waitForSelector('.px-frame >> text=Oak House');
    expect(await page.$$('.govuk-error-summary')).toHaveLength(0);
  });
});
