import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FixtureMode } from '../../dashboard/src/testing/fixtures/answers.fixture.js';
import type { RecordedStateName } from './recorded-states.js';
import { chartsDrawn, startDashboard, WIDE, type DashboardUnderTest } from './dashboard-under-test.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const ROUTES = [
  '/',
  '/capability',
  '/cpd',
  '/cpd/improvements/moving-and-handling',
  '/checklist',
  '/records?figure=capability',
  '/glossary',
];
const MODES: readonly FixtureMode[] = ['data', 'loading', 'empty', 'suppressed', 'error'];

let dashboard: DashboardUnderTest;
beforeAll(async () => {
  dashboard = await startDashboard();
});
afterAll(() => dashboard.close());

async function violations(): Promise<string[]> {
  await dashboard.page.addScriptTag({ path: AXE });
  return dashboard.page.evaluate(async (tags) => {
    const { axe } = window as unknown as { axe: { run(on: Document, options: object): Promise<AxeResults> } };
    const { violations: found } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
  }, TAGS);
}

/**
 * What can be pressed on the page, in every panel of its tabs, and is smaller than WCAG 2.5.8 wants: 24 by 24 CSS pixels,
 * without the exception for what stands far from anything else. A link within a sentence is as tall as the sentence.
 */
async function smallTargets(): Promise<string[]> {
  return dashboard.page.evaluate((least) => {
    const CONTROLS = 'a[href], button, input, select, textarea, summary, [role=tab], [tabindex="0"]';
    const hidden = [...document.querySelectorAll<HTMLElement>('[role=tabpanel][hidden]')];
    for (const panel of hidden) panel.hidden = false;
    const isInline = (element: Element) => getComputedStyle(element).display.startsWith('inline');
    const inSentence = (control: Element): boolean => {
      let block = control.parentElement;
      while (block !== null && isInline(block)) block = block.parentElement;
      const around = block?.cloneNode(true) as Element;
      for (const other of around.querySelectorAll(`${CONTROLS}, .govuk-visually-hidden`)) other.remove();
      return getComputedStyle(control).display === 'inline' && /\p{L}+\s+\p{L}+/u.test(around.textContent);
    };
    const boxesOf = (control: Element) => [...control.getClientRects()].filter(({ width }) => width > 0);
    const isSmall = (control: Element) =>
      !boxesOf(control).some(({ width, height }) => width >= least && height >= least);
    const small = [...document.querySelectorAll<HTMLElement>(CONTROLS)].filter((control) => {
      if (!isSmall(control) || inSentence(control)) return false;
      // Some, such as the link that skips to the content, have a size once they have the focus.
      control.focus({ preventScroll: true });
      return boxesOf(control).length > 0 && isSmall(control);
    });
    const found = small.map((control) => {
      const sizes = boxesOf(control).map(({ width, height }) => `${width.toFixed(1)} × ${height.toFixed(1)}`);
      return `${sizes.join(', ')}: ${control.outerHTML.slice(0, 120)}`;
    });
    for (const panel of hidden) panel.hidden = true;
    (document.activeElement as HTMLElement | null)?.blur();
    return found;
  }, 24);
}

describe('WCAG 2.2 AA by axe, with no rule switched off', () => {
  for (const route of ROUTES) {
    for (const mode of MODES) {
      it(`${route}, ${mode}`, async () => {
        await dashboard.open(route, mode);
        expect(await violations()).toEqual([]);
        expect(await smallTargets()).toEqual([]);
      });
    }
  }

  it('sees a fault that is planted, so that silence means something', async () => {
    await dashboard.open('/');
    await dashboard.page.evaluate(() => document.querySelector('main')?.append(document.createElement('select')));
    expect(await violations()).toEqual(['select-name: <select></select>']);
    await dashboard.page.evaluate(() => {
      const planted =
        '<a href="#a">in a sentence</a> of words <button style="block-size: 23px; min-block-size: 0">x</button>';
      document.querySelector('main')!.insertAdjacentHTML('beforeend', `<p>${planted}</p><p><a href="#b">b</a></p>`);
    });
    const size = /^[\d.]+ × [\d.]+: /.source;
    expect(await smallTargets()).toEqual([
      expect.stringMatching(`${size}<select>`),
      expect.stringMatching(`${size}<button style`),
      expect.stringMatching(`${size}<a href="#b">`),
    ]);
  });

  it('with drawn charts, and with all figures as tables', async () => {
    await dashboard.open('/capability');
    await chartsDrawn(dashboard.page);
    expect(await violations()).toEqual([]);
    await dashboard.open('/capability?view=table');
    expect(await violations()).toEqual([]);
  });

  it.each(
    Object.entries({
      'catching-up': ['Figures are catching up'],
      poisoned: ['Figures are not being updated', 'learning_facts', 'log position 7'],
      'damaged-log': ['The event log is damaged', 'log position 4 in organisation-main'],
      'log-out-of-reach': ['not being updated at the moment', 'cannot be reached'],
      'another-log': ['is not the one that the figures were made from', 'The log is empty', 'praxis project'],
    } satisfies Partial<Record<RecordedStateName, readonly string[]>>) as [RecordedStateName, string[]][],
  )('with the banner of a server that is %s', async (state, words) => {
    await dashboard.during(state, '/?asAt=2026-03-31', async () => {
      await dashboard.page.waitForSelector('.px-banner');
      const said = await dashboard.page.textContent('.px-banner');
      for (const word of words) expect(said).toContain(word);
      expect(await violations()).toEqual([]);
    });
  });

  it('with the banner of an earlier day, and none about a server that is healthy', async () => {
    await dashboard.open('/?asAt=2026-03-31');
    expect(await dashboard.page.textContent('.px-earlier')).toContain('31 March 2026');
    expect(await dashboard.page.$('.px-banner')).toBeNull();
    expect(await violations()).toEqual([]);
  });

  it('with a definition open, events unfolded and an error in the filters', async () => {
    const { page } = dashboard;
    await dashboard.open('/records?figure=capability');
    await page.click('.px-disclose >> nth=0');
    expect(await violations()).toEqual([]);
    await dashboard.open('/checklist');
    await page.click('role=tab[name="Definition"] >> nth=0');
    await page.selectOption('select[name=from]', '2026-05');
    await page.selectOption('select[name=to]', '2026-01');
    await page.click('text=Apply');
    await page.waitForSelector('.govuk-error-message');
    expect(await violations()).toEqual([]);
  });

  it('on pages that are not there', async () => {
    await dashboard.page.goto(`${dashboard.server.url}/nowhere`);
    await dashboard.page.waitForSelector('text=There is no page at this address');
    expect(await violations()).toEqual([]);
    await dashboard.page.goto(`${dashboard.server.url}/records`);
    await dashboard.page.waitForSelector('text=No figure was named');
    expect(await violations()).toEqual([]);
  });
});

describe('at 320 CSS pixels, which is 400 % zoom', () => {
  for (const route of [...ROUTES, '/capability?view=table']) {
    it(`${route} scrolls in one direction only`, async () => {
      const { page } = dashboard;
      await page.setViewportSize({ width: 320, height: 640 });
      await dashboard.open(route);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      const unreachable = await page.evaluate(
        () =>
          [...document.querySelectorAll<HTMLElement>('.px-scroll')].filter(
            (region) => region.scrollWidth > region.clientWidth + 1 && region.tabIndex !== 0,
          ).length,
      );
      const found = await violations();
      const small = await smallTargets();
      await page.setViewportSize(WIDE);
      expect({ width, unreachable, found, small }).toEqual({ width: 320, unreachable: 0, found: [], small: [] });
    });
  }
});

describe('for people who changed how things look', () => {
  it('text spacing of WCAG 1.4.12 cuts nothing off', async () => {
    const { page } = dashboard;
    await dashboard.open('/capability');
    await page.addStyleTag({
      content: '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }',
    });
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('h1, h2, p, button, label')]
        .filter((element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 2)
        .map((element) => element.textContent),
    );
    expect(cut).toEqual([]);
  });

  it('nothing moves when motion is reduced', async () => {
    const { page } = dashboard;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await dashboard.open('/', 'loading');
    const names = await page.$$eval('.px-skeleton', (blocks) =>
      blocks.map((block) => getComputedStyle(block).animationName),
    );
    await page.emulateMedia({ reducedMotion: null });
    expect(new Set(names)).toEqual(new Set(['none']));
  });

  it('print has the table of every chart, and no filters', async () => {
    const { page } = dashboard;
    await dashboard.open('/capability');
    await page.emulateMedia({ media: 'print' });
    const tables = await page.$$eval('.px-tabs__panel--table', (panels) =>
      panels.map((panel) => (panel as HTMLElement).offsetHeight > 0),
    );
    const filters = await page.$eval('.px-filters', (form) => getComputedStyle(form).display);
    await page.emulateMedia({ media: null });
    expect(tables.length).toBeGreaterThan(3);
    expect(tables.every(Boolean)).toBe(true);
    expect(filters).toBe('none');
  });
});

it('no page threw or logged an error on the way', () => {
  expect(dashboard.faults).toEqual([]);
});

describe('faults of the frame around the figures', () => {
  it('links to other views of a page were called the current page', async () => {
    const { page } = dashboard;
    for (const path of [
      '/cpd?view=table',
      '/checklist?unit=oak-house',
      '/records?figure=capability&offset=100',
      '/cpd/improvements/moving-and-handling',
    ]) {
      await dashboard.open(path);
      const current = await page.$$eval('a[aria-current=page]', (links) =>
        links.map((link) => new URL((link as HTMLAnchorElement).href).pathname + link.textContent),
      );
      const here = path.startsWith('/checklist')
        ? ['/checklistChecklist']
        : path.startsWith('/cpd?')
          ? ['/cpdCPD and impact']
          : [];
      expect({ path, current }).toEqual({ path, current: here });
    }
  });

  it('records opened by a link from elsewhere had a Back that led nowhere', async () => {
    const page = await dashboard.browser.newPage();
    await page.goto(`${dashboard.server.url}/records?figure=capability&unit=oak-house&month=2026-11`);
    await page.click('text=Back to the page of this figure');
    await page.waitForFunction(() => location.pathname === '/capability');
    expect(new URL(page.url()).search).toBe('?unit=oak-house');
    await page.close();
  });

  it.each(ROUTES)(
    'links of %s were called “156” and “84.6%%”: in a list of links, nothing tells of what',
    async (route) => {
      await dashboard.open(route);
      const { page } = dashboard;
      const named = await page.$$eval('a[href]', (links) =>
        links.map((link) => {
          const own = [...link.childNodes].filter((node) => (node as Element).ariaHidden !== 'true');
          return (link.ariaLabel ?? own.map(({ textContent }) => textContent).join('')).trim();
        }),
      );
      expect(named.length).toBeGreaterThan(5);
      expect(named.filter((name) => !/\p{L}{2}/u.test(name))).toEqual([]);
      const seen = await page.$$eval('a[aria-label]', (links) =>
        links.map((link) => [link.ariaLabel, (link as HTMLElement).innerText] as const),
      );
      for (const [name, text] of seen) expect(name).toContain(text.replace(/^\P{L}+(?=\p{L}{2})/u, ''));
      if (/^\/(?:checklist)?$/.test(route)) expect(seen.length).toBeGreaterThan(3);
    },
  );

  it('links of figures say what the reader who sees them finds beside them', async () => {
    const name = (selector: string) => dashboard.page.locator(selector).first().getAttribute('aria-label');
    await dashboard.open('/');
    expect(await name('.px-tile:has-text("Coverage") .px-tile__figure a')).toMatch(/^[\d.]+%, Coverage of assessment$/);
    await dashboard.open('/checklist');
    expect(await name('.px-counts a')).toMatch(/^\d+, actions open$/);
    expect(await name('.px-status a')).toMatch(/^[A-Z][a-z ]+, .+, .+$/);
    await dashboard.open('/capability?view=table');
    expect(await name('.px-table td a')).toMatch(/^[\d.]+%, Capability, .+$/);
    expect(await name('.px-matrix td a')).toMatch(/^[\d.]+%, .+, .+$/);
  });

  it('what a page is about ran together', async () => {
    const { page } = dashboard;
    await dashboard.open('/cpd/improvements/moving-and-handling');
    expect(await page.textContent('.px-frame')).toMatch(/^[A-Z][\w ]+ as at \d+ [A-Z][a-z]+ \d{4} known by \d/);
    await dashboard.open('/checklist?asAt=2026-06-30');
    expect(await page.textContent('.px-frame')).toMatch(
      /^[A-Z][\w ]+ [A-Z][a-z]+ \d{4} to [A-Z][a-z]+ \d{4} as at 30 June 2026 known by \d/,
    );
  });

  it('that figures are loading was said to screen readers alone', async () => {
    await dashboard.open('/checklist', 'loading');
    expect(await dashboard.page.isVisible('main >> text=Loading figures')).toBe(true);
    expect((await dashboard.page.locator('main >> text=Loading figures').boundingBox())?.height).toBeGreaterThan(10);
  });
});
