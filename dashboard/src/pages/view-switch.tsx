import { useSearch } from '@tanstack/react-router';
import { PageLink } from '../app/page-link.js';
import { questionOf, recordsSearch, reportSearch } from '../search/report-search.js';

const withCharts = (search: object) => questionOf(recordsSearch(search));
const withTables = (search: object) => ({ ...recordsSearch(search), view: 'table' as const });

/** Which face every figure of the page opens with: a preference that stays in the address, and so over pages. */
export function ViewSwitch() {
  const view = useSearch({ strict: false, select: (search) => reportSearch(search).view });
  const asTables = view === 'table';
  return (
    <p className="px-view">
      Figures open as {asTables ? 'tables' : 'charts'}.{' '}
      <PageLink
        to="."
        search={asTables ? withCharts : withTables}
        replace
        className="govuk-link govuk-link--no-visited-state"
      >
        Open all as {asTables ? 'charts' : 'tables'}
      </PageLink>
    </p>
  );
}
