import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { PageLink } from './page-link.js';
import { referenceQuery, statusQuery } from '../api/report-queries.js';
import { carriedOver } from '../search/report-search.js';
import { Announcer } from './announcer.js';
import { StatusBanner } from './status-banner.js';

const PAGES = [
  { to: '/', label: 'Overview' },
  { to: '/capability', label: 'Capability' },
  { to: '/cpd', label: 'CPD and impact' },
  { to: '/checklist', label: 'Checklist' },
  { to: '/glossary', label: 'Glossary' },
] as const;

function Mark() {
  return (
    <svg width="30" height="30" viewBox="0 0 32 32" aria-hidden="true" focusable="false" className="px-header__mark">
      <path
        d="M4 24 12 15l6 5L28 8"
        fill="none"
        stroke="currentColor"
        strokeWidth="3.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="28" cy="8" r="3.5" fill="#f8b26a" />
    </svg>
  );
}

function Header() {
  const { data } = useQuery(referenceQuery());
  return (
    <header className="govuk-generic-header px-header">
      <div className="govuk-generic-header__container govuk-width-container px-header__row">
        <div className="govuk-generic-header__logo">
          <PageLink to="/" search={carriedOver} className="govuk-generic-header__homepage-link px-header__name">
            <Mark />
            Praxis
          </PageLink>
        </div>
        {data === undefined ? null : <p className="px-header__organisation">{data.organisation}</p>}
      </div>
    </header>
  );
}

function Navigation() {
  const { pathname } = useLocation();
  return (
    <div className="govuk-service-navigation px-navigation">
      <div className="govuk-width-container">
        <nav aria-label="Pages" className="govuk-service-navigation__wrapper">
          <ul className="govuk-service-navigation__list">
            {PAGES.map((page) => {
              const isHere = pathname === page.to;
              const isWithin = isHere || (page.to !== '/' && pathname.startsWith(`${page.to}/`));
              return (
                <li
                  key={page.to}
                  className={`govuk-service-navigation__item${isWithin ? ' govuk-service-navigation__item--active' : ''}`}
                >
                  <PageLink
                    to={page.to}
                    search={carriedOver}
                    className="govuk-service-navigation__link"
                    {...(isWithin ? { 'aria-current': isHere ? ('page' as const) : ('true' as const) } : {})}
                  >
                    {page.label}
                  </PageLink>
                </li>
              );
            })}
          </ul>
        </nav>
      </div>
    </div>
  );
}

function Footer() {
  const { data } = useQuery(statusQuery());
  return (
    <footer className="govuk-footer px-footer">
      <div className="govuk-width-container">
        <p>
          Every figure opens to the records behind it. Figures of few people are withheld. Things that moved together
          are said to have moved together, and no more.
        </p>
        {data === undefined ? null : (
          <p>
            Praxis {data.version} · event store: {data.eventStore} · analytics store: {data.analyticsStore}
          </p>
        )}
      </div>
    </footer>
  );
}

/** After a page turn, the reader starts at the top of the new page; a changed filter leaves them where they are. */
function useFocusOnPageTurn() {
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const previous = useRef(pathname);
  useEffect(() => {
    if (previous.current === pathname) return;
    previous.current = pathname;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [pathname]);
  return main;
}

export function RootLayout() {
  const main = useFocusOnPageTurn();
  return (
    <Announcer>
      <a href="#main" className="govuk-skip-link">
        Skip to main content
      </a>
      <Header />
      <Navigation />
      <StatusBanner />
      <main id="main" className="govuk-width-container govuk-main-wrapper px-main" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
      <Footer />
    </Announcer>
  );
}
