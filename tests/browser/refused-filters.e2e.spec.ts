import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site } from '../end-to-end/site.harness.js';
import { recordSmallOrganisation } from '../end-to-end/small-organisation.js';
import { buildDashboard, launchBrowser, WIDE } from './dashboard-under-test.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const NOTICE = '.govuk-error-summary';

let site: Site;
let browser: Browser;
let page: Page;
let dist: string;
beforeAll(async () => {
  dist = await buildDashboard();
  site = await openSite({ dashboard: dist });
  await recordSmallOrganisation(site);
  await site.settled();
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: WIDE, locale: 'en-GB' });
});
afterAll(async () => {
  await browser.close();
  await site.remove();
  await rm(dist, { recursive: true, force: true });
});

async function open(path: string, settled: string): Promise<void> {
  await page.goto(site.url + path);
  await page.waitForSelector(settled);
}
const words = async () => (await page.innerText(NOTICE)).replaceAll(/\s+/g, ' ');
const search = () => new URL(page.url()).search;

describe('a filter in the address that names nothing: the page showed the whole organisation', () => {
  it.each([
    ['/?unit=atlantis', 'Unit “atlantis” is not known. Choose one of the list of units, or a later day.'],
    ['/cpd?asAt=31%2F03%2F2026', 'As at “31/03/2026” is not a day. Write it like 2026-03-31.'],
    ['/checklist?from=2026-13', 'From “2026-13” must be a month such as 2026-03'],
    ['/?units=alder-court', '“units” is not a filter of this page: it has unit, from, to, asAt, knownBy'],
    ['/?unit=north&unit=south', 'Unit is given more than once, as “north” and “south”'],
    ['/records?figure=headcount&element=9.9', 'Element “9.9” does not narrow headcount. Leave element out.'],
    ['/cpd?view=nonsense', 'View “nonsense” is not known. Give “table”, or leave it out for charts.'],
    ['/glossary?unit=atlantis', 'Unit “atlantis” is not known. Choose one of the list of units, or a later day.'],
    ['/?asAt=2290-01-01', /As at “2290-01-01” is after [\d-]{10}, which is today. Give [\d-]{10} or an earlier day/],
    ['/cpd?knownBy=2290-01-01', /Known by “2290-01-01” is after [\d-]{10}, which is today. Give [\d-]{10} or an earl/],
    ['/glossary?asAt=2290-01-01', /As at “2290-01-01” is after [\d-]{10}, which is today/],
    ['/?to=2290-01', 'To “2290-01” ends a period of 24 months of which none has begun by'],
  ])('%s says so, shows no figure, and mends it by one link', async (path, said) => {
    await open(path, NOTICE);

    expect(await words()).toContain('There is a problem with the filters');
    expect((await words()).split('There is a problem with the filters ')[1]).toMatch(said);
    expect(await page.$$('.px-card, .px-tiles, .px-frame')).toHaveLength(0);
    expect(await page.$$(`${NOTICE} button`)).toHaveLength(0);
    await page.click(`${NOTICE} a`);
    // What is left may have something else to tell, as that so few people are not shown.
    await page.waitForFunction(
      ([notice = '', title = '']) => !document.querySelector(notice)?.textContent.includes(title),
      [NOTICE, 'There is a problem with the filters'],
    );
    expect(search()).toBe(path.includes('figure=headcount') ? '?figure=headcount' : '');
  });

  it('several at once are named together, and what was right stays', async () => {
    await open('/checklist?unit=north&asAt=yesterday&from=2026-13&view=table', NOTICE);

    expect(await page.locator(`${NOTICE} li`).allInnerTexts()).toEqual([
      'From “2026-13” must be a month such as 2026-03',
      'As at “yesterday” is not a day. Write it like 2026-03-31.',
    ]);
    await page.click(`${NOTICE} a`);
    await page.waitForSelector('.px-frame');
    expect(search()).toBe('?unit=north&view=table');
    expect(await page.innerText('.px-frame')).toContain('Unit north');
  });

  it('two wrong ones of different kinds: both were not told, and the field was empty', async () => {
    await open('/?unit=nowhere&asAt=yesterday', NOTICE);
    await page.waitForFunction((notice) => document.querySelectorAll(`${notice} li`).length > 1, NOTICE);

    expect(await page.locator(`${NOTICE} li`).allInnerTexts()).toEqual([
      'As at “yesterday” is not a day. Write it like 2026-03-31.',
      'Unit “nowhere” is not known',
    ]);
    expect(await page.inputValue('input[name=asAt]')).toBe('yesterday');
    expect(await page.getAttribute('input[name=asAt]', 'aria-invalid')).toBe('true');
  });

  it('the filters show what the address says, as not known, and choosing another mends it too', async () => {
    await open('/capability?unit=atlantis', NOTICE);
    await page.waitForFunction(() => document.querySelectorAll('select[name=unit] option').length > 3);

    expect(await page.inputValue('select[name=unit]')).toBe('atlantis');
    expect(await page.innerText('select[name=unit] option:checked')).toContain('“atlantis”: not known');
    await page.selectOption('select[name=unit]', 'south');
    await page.click('text=Apply');
    await page.waitForSelector('.px-frame');
    expect(await page.innerText('.px-frame')).toContain('Unit south');
  });

  it('an improvement that there is not was offered to be tried again', async () => {
    await open('/cpd/improvements/nothing', NOTICE);
    expect(await words()).toMatch(
      /^There is no such improvement There is no improvement nothing as at .+ Choose one of the list of improvements, or a later date\. Code: UNKNOWN_IMPROVEMENT, status 404$/,
    );
    expect(await page.$$(`${NOTICE} button`)).toHaveLength(0);
  });

  it('figures of the filters before do not stay behind it', async () => {
    await open('/checklist?unit=north', '.px-frame');
    await page.evaluate(() => {
      history.pushState({}, '', '/checklist?unit=atlantis');
      dispatchEvent(new PopStateEvent('popstate'));
    });
    await page.waitForSelector(NOTICE);
    expect(await page.$$('.px-card, .px-frame')).toHaveLength(0);
  });

  it('is announced, and WCAG 2.2 AA by axe has nothing against it', async () => {
    await open('/?unit=atlantis&asAt=2300-01-01', NOTICE);
    expect(await page.getAttribute(NOTICE, 'role')).toBe('alert');
    // Not as a script of the page: the server's content security policy lets in none but its own.
    await page.evaluate(readFileSync(AXE, 'utf8'));
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(on: Document, options: object): Promise<AxeResults> } };
      const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
      return (await axe.run(document, { runOnly: { type: 'tag', values } })).violations.map(({ id }) => id);
    });
    expect(violations).toEqual([]);
  });
});
