import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chartsDrawn, startDashboard, type DashboardUnderTest } from './dashboard-under-test.js';

let dashboard: DashboardUnderTest;
beforeAll(async () => {
  dashboard = await startDashboard();
});
afterAll(() => dashboard.close());
beforeEach(() => {
  dashboard.server.asked.length = 0;
});

const search = (): string => new URL(dashboard.page.url()).search;
const announced = () => dashboard.page.textContent('#announcements');
const focused = () =>
  dashboard.page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.id ?? element?.textContent;
  });

/** Presses Tab until the element that has focus answers `isIt`; fails when it cannot be reached. */
async function tabTo(selector: string): Promise<void> {
  const { page } = dashboard;
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  throw new Error(`Tab does not reach ${selector}.`);
}

describe('by keyboard alone', () => {
  it('skip link, filter, table, records, and back', async () => {
    const { page } = dashboard;
    await dashboard.open('/capability');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to main content');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('main');

    await tabTo('select[name=unit]');
    await page.keyboard.type('Willow');
    await tabTo('.px-filters button');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.search.includes('unit=willow-court'));
    await page.waitForFunction(() => document.querySelector('.px-frame')?.textContent?.includes('Willow Court'));
    expect(dashboard.server.asked).toContain('/api/reports/workforce-capability?unit=willow-court');
    expect(await announced()).toBe('Showing Willow Court, December 2024 to November 2026, as at 21 November 2026');

    await tabTo('[role=tab][aria-selected=true]');
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Table');
    await tabTo('tbody a');
    const figure = await page.evaluate(() => document.activeElement?.textContent);
    expect(figure).toMatch(/^\d+\.\d%$/);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.pathname === '/records');
    expect(await focused()).toBe('main');
    await page.waitForSelector('.px-records');
    expect(search()).toBe('?figure=capability&month=2026-11');

    await page.goBack();
    await page.waitForFunction(() => location.pathname === '/capability');
    expect(await page.inputValue('select[name=unit]')).toBe('willow-court');
  });

  it('arrows, Home and End move between tabs, and only the chosen one is a stop', async () => {
    const { page } = dashboard;
    await dashboard.open('/capability');
    await page.focus('[role=tab] >> nth=0');
    await page.keyboard.press('End');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Definition');
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Chart');
    const stops = await page.$$eval('.px-tabs__list >> nth=0 >> [role=tab]', (tabs) =>
      tabs.map((tab) => (tab as HTMLElement).tabIndex),
    );
    expect(stops).toEqual([0, -1, -1]);
  });
});

it('a filter applied by keyboard dropped the focus: it stays in the field, or on Apply', async () => {
  const { page } = dashboard;
  const focus = () =>
    page.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.textContent);
  await dashboard.open('/checklist?from=2026-01');
  await page.waitForFunction(() => document.querySelectorAll('select[name=unit] option').length > 2);
  await page.fill('input[name=asAt]', '2026-09-30');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.search.includes('asAt'));
  await expect.poll(focus).toBe('asAt');
  await page.selectOption('select[name=unit]', 'oak-house');
  await page.focus('.px-filters button');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.search.includes('unit'));
  await expect.poll(focus).toBe('Apply');
  await page.focus('text=Reset');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.search === '');
  await expect.poll(focus).toBe('Apply');
});

describe('filters are the address', () => {
  it('an address sets the form; Apply, Back, Forward and Reset move between addresses', async () => {
    const { page } = dashboard;
    await dashboard.open('/checklist?unit=oak-house&from=2026-01&asAt=2026-09-30');
    await page.waitForFunction(() => document.querySelectorAll('select[name=unit] option').length > 2);
    expect(await page.inputValue('select[name=unit]')).toBe('oak-house');
    expect(await page.inputValue('select[name=from]')).toBe('2026-01');
    expect(await page.inputValue('input[name=asAt]')).toBe('2026-09-30');
    expect(await page.textContent('.px-earlier')).toContain('30 September 2026');

    await page.selectOption('select[name=unit]', 'oak-house-nights');
    await page.click('text=Apply');
    await page.waitForFunction(() => location.search.includes('oak-house-nights'));
    expect(search()).toBe('?unit=oak-house-nights&from=2026-01&asAt=2026-09-30');
    await page.goBack();
    await page.waitForFunction(() => !location.search.includes('nights'));
    expect(await page.inputValue('select[name=unit]')).toBe('oak-house');
    await page.goForward();
    await page.waitForFunction(() => location.search.includes('nights'));
    await page.click('text=Reset');
    await page.waitForFunction(() => location.search === '');
    expect(await page.inputValue('select[name=unit]')).toBe('');
  });

  it('they stay when turning pages, but for those that only one page knows', async () => {
    const { page } = dashboard;
    await dashboard.open('/capability?unit=oak-house&dimension=2&view=table');
    await page.click('nav >> text=Checklist');
    await page.waitForFunction(() => location.pathname === '/checklist');
    expect(search()).toBe('?unit=oak-house&view=table');
  });

  it('an empty filter and an empty view are left out, and do not break the page', async () => {
    await dashboard.open('/capability?view=&unit=');
    expect(dashboard.server.asked.filter((address) => address.includes('capability'))).toEqual([
      '/api/reports/workforce-capability',
    ]);
  });

  it('a date of which only a part was typed is refused at the field', async () => {
    const { page } = dashboard;
    await dashboard.open('/cpd');
    await page.focus('input[name=asAt]');
    await page.keyboard.type('1');
    await page.click('text=Apply');
    expect(await page.textContent('.govuk-error-message')).toContain('must be a whole date');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('asAt');
    expect(search()).toBe('');
  });

  it('a period that ends before it begins is refused at the field', async () => {
    const { page } = dashboard;
    await dashboard.open('/cpd');
    await page.selectOption('select[name=from]', '2026-05');
    await page.selectOption('select[name=to]', '2026-01');
    await page.click('text=Apply');
    expect(await page.textContent('.govuk-error-message')).toContain('must not be before the first month');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('to');
    expect(search()).toBe('');
  });
});

describe('what is on the page', () => {
  it('each page has its own title, and the live region says what is shown', async () => {
    const { page } = dashboard;
    const titles: string[] = [];
    for (const path of ['/', '/capability', '/cpd', '/checklist', '/glossary', '/records?figure=capability']) {
      await dashboard.open(path);
      titles.push(await page.title());
      expect(await announced()).toMatch(/^Showing /);
    }
    expect(titles).toEqual([
      'Overview – Praxis',
      'Workforce capability – Praxis',
      'CPD and its impact – Praxis',
      'Organisational checklist – Praxis',
      'Glossary – Praxis',
      'Records: Capability – Praxis',
    ]);
  });

  it('every number written in a chart is in its table', async () => {
    const { page } = dashboard;
    for (const path of ['/capability', '/cpd', '/cpd/improvements/moving-and-handling', '/checklist']) {
      await dashboard.open(path);
      await chartsDrawn(page);
      const missing = await page.$$eval('.px-card', (cards) =>
        cards.flatMap((card) => {
          const table = card.querySelector('.px-tabs__panel--table')?.textContent ?? '';
          // What belongs to the data is written in ink; the numbers along the axes are quieter.
          return [...card.querySelectorAll('.px-chart svg text')]
            .filter((text) => text.getAttribute('fill') === '#0b0c0c')
            .flatMap((text) => text.textContent?.match(/\d[\d,]*(?:\.\d+)?/g) ?? [])
            .filter((text) => !table.includes(text));
        }),
      );
      expect({ path, missing }).toEqual({ path, missing: [] });
    }
  });

  it('a click on a point of a chart opens its records', async () => {
    const { page } = dashboard;
    await dashboard.open('/cpd');
    await chartsDrawn(page);
    await page.click('.px-chart >> nth=0', { position: { x: 80, y: 230 } });
    await page.waitForFunction(() => location.pathname === '/records');
    expect(search()).toMatch(/^\?figure=participatory-minutes&month=20\d\d-\d\d$/);
  });

  it('tables sort by their headers; what is withheld stays last', async () => {
    const { page } = dashboard;
    await dashboard.open('/capability?view=table');
    const table = page.locator('table', { hasText: 'Capability by unit' }).first();
    const column = () => table.locator('tbody tr td:nth-child(2)').allTextContents();
    await table.locator('th button', { hasText: 'Now' }).click();
    expect(await table.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('descending');
    const descending = await column();
    expect(descending.at(-1)).toContain('withheld');
    await table.locator('th button', { hasText: 'Now' }).click();
    const ascending = await column();
    expect(ascending.at(-1)).toContain('withheld');
    expect(ascending.slice(0, -1)).toEqual(descending.slice(0, -1).toReversed());
  });

  it('records: the figure, whether they add up, their events, and the next page', async () => {
    const { page } = dashboard;
    await dashboard.open('/records?figure=capability&dimension=2');
    expect(await page.textContent('.px-records__summary')).toMatch(/85\.4%: 205 of 240.*Leading people.*Adds up/s);
    await page.click('.px-disclose >> nth=0');
    expect(await page.textContent('.px-events >> nth=0')).toMatch(
      /ElementRated.*12 May 2026.*14 May 2026, 09:21:07 UTC.*performance-review-0, revision 4/s,
    );
    await page.click('text=Next');
    await page.waitForFunction(() => location.search.includes('offset=100'));
    await page.waitForSelector('text=Records 101 to 200 of 240');
    expect(dashboard.server.asked).toContain('/api/reports/records?dimension=2&figure=capability&offset=100');
  });
});

describe('when it does not go well', () => {
  it('a failure says what happened and what to do, and trying again works', async () => {
    const { page } = dashboard;
    await dashboard.open('/capability', 'error');
    expect(await page.textContent('[role=alert]')).toMatch(
      /The figures cannot be read at the moment.*did not answer within 10 seconds.*Try again in a minute/s,
    );
    dashboard.server.mode = 'data';
    await page.click('role=button[name="Try again"]');
    await page.waitForSelector('.px-card');
    expect(await page.$('[role=alert]')).toBeNull();
  });

  it('figures of the filters before stay, marked as busy, until the new ones come', async () => {
    const { page } = dashboard;
    await dashboard.open('/capability');
    dashboard.server.mode = 'loading';
    await page.selectOption('select[name=unit]', 'willow-court');
    await page.click('text=Apply');
    await page.waitForSelector('.px-report--stale[aria-busy=true]');
    expect(await page.$$('.px-card')).not.toHaveLength(0);
    expect(await announced()).toBe('Loading figures');
  });

  it('none recorded, filtered out and withheld are told apart', async () => {
    const { page } = dashboard;
    await dashboard.open('/capability', 'empty');
    expect(await page.textContent('.px-empty__title')).toBe('Nothing has been recorded yet');
    await dashboard.open('/capability?unit=oak-house', 'empty');
    expect(await page.textContent('.px-empty__title')).toBe('No records match the filters');
    await dashboard.open('/capability', 'suppressed');
    expect(await page.textContent('.px-empty__title')).toBe('Withheld: too few people');
    expect(await page.textContent('main')).not.toMatch(/\d\.\d%/);
  });
});

it('no page threw or logged an error on the way', () => {
  expect(dashboard.faults).toEqual([]);
});
