import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { capabilitySearch, parseQuery, recordsSearch, reportSearch, stringifyQuery } from '../search/report-search.js';
import { NotFoundPage, PageFailed } from './failure-pages.js';
import { RootLayout } from './root-layout.js';

const root = createRootRoute({ component: RootLayout, notFoundComponent: NotFoundPage, errorComponent: PageFailed });

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import('../pages/overview/overview.page.js'), 'OverviewPage'),
});
const capability = createRoute({
  getParentRoute: () => root,
  path: '/capability',
  validateSearch: capabilitySearch,
  component: lazyRouteComponent(() => import('../pages/capability/capability.page.js'), 'CapabilityPage'),
});
const cpd = createRoute({
  getParentRoute: () => root,
  path: '/cpd',
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import('../pages/cpd/cpd.page.js'), 'CpdPage'),
});
const improvement = createRoute({
  getParentRoute: () => root,
  path: '/cpd/improvements/$id',
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import('../pages/improvement/improvement.page.js'), 'ImprovementPage'),
});
const checklist = createRoute({
  getParentRoute: () => root,
  path: '/checklist',
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import('../pages/checklist/checklist.page.js'), 'ChecklistPage'),
});
const records = createRoute({
  getParentRoute: () => root,
  path: '/records',
  validateSearch: recordsSearch,
  component: lazyRouteComponent(() => import('../pages/records/records.page.js'), 'RecordsPage'),
});
const glossary = createRoute({
  getParentRoute: () => root,
  path: '/glossary',
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import('../pages/glossary/glossary.page.js'), 'GlossaryPage'),
});

const routeTree = root.addChildren([overview, capability, cpd, improvement, checklist, records, glossary]);

export const router = createRouter({
  routeTree,
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
