import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { capabilitySearch, parseQuery, recordsSearch, reportSearch, stringifyQuery } from '../search/report-search.js';
import { NotFoundPage, PageFailed } from './failure-pages.js';
import { lazyPage } from './page-chunk.js';
import { RootLayout } from './root-layout.js';

const root = createRootRoute({ component: RootLayout, notFoundComponent: NotFoundPage, errorComponent: PageFailed });

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: reportSearch,
  component: lazyPage(() => import('../pages/overview/overview.page.js'), 'OverviewPage'),
});
const capability = createRoute({
  getParentRoute: () => root,
  path: '/capability',
  validateSearch: capabilitySearch,
  component: lazyPage(() => import('../pages/capability/capability.page.js'), 'CapabilityPage'),
});
const cpd = createRoute({
  getParentRoute: () => root,
  path: '/cpd',
  validateSearch: reportSearch,
  component: lazyPage(() => import('../pages/cpd/cpd.page.js'), 'CpdPage'),
});
const improvement = createRoute({
  getParentRoute: () => root,
  path: '/cpd/improvements/$id',
  validateSearch: reportSearch,
  component: lazyPage(() => import('../pages/improvement/improvement.page.js'), 'ImprovementPage'),
});
const checklist = createRoute({
  getParentRoute: () => root,
  path: '/checklist',
  validateSearch: reportSearch,
  component: lazyPage(() => import('../pages/checklist/checklist.page.js'), 'ChecklistPage'),
});
const records = createRoute({
  getParentRoute: () => root,
  path: '/records',
  validateSearch: recordsSearch,
  component: lazyPage(() => import('../pages/records/records.page.js'), 'RecordsPage'),
});
const glossary = createRoute({
  getParentRoute: () => root,
  path: '/glossary',
  validateSearch: reportSearch,
  component: lazyPage(() => import('../pages/glossary/glossary.page.js'), 'GlossaryPage'),
});

const routeTree = root.addChildren([overview, capability, cpd, improvement, checklist, records, glossary]);

export const router = createRouter({
  routeTree,
  // Header, navigation and banners stay when only the page within them fails.
  defaultErrorComponent: PageFailed,
  parseSearch: (text) => parseQuery(text),
  stringifySearch: stringifyQuery,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
