import type { OverviewReport } from '@praxis/contracts';
import { AppLink } from '../../figures/app-link.js';
import { carriedOver, stringifyQuery, type ReportSearch } from '../../search/report-search.js';
import { OVERVIEW_WORDING as words } from './overview.wording.js';

type Entry = OverviewReport['attention'][number];

/** The page that an entry names, with the filters it names added to those that are set. */
export function attentionHref(entry: Entry, search: ReportSearch): string {
  const path = entry.page.startsWith('/') ? entry.page : `/${entry.page}`;
  return `${path}${stringifyQuery({ ...carriedOver(search), ...entry.search })}`;
}

export function AttentionList({
  entries,
  search,
}: {
  readonly entries: readonly Entry[];
  readonly search: ReportSearch;
}) {
  if (entries.length === 0) return <p className="govuk-body">{words.attentionNone}</p>;
  return (
    <ol className="px-attention">
      {entries.map((entry) => (
        <li key={entry.text}>
          <AppLink href={attentionHref(entry, search)} className="govuk-link govuk-link--no-visited-state">
            {entry.text}
          </AppLink>
        </li>
      ))}
    </ol>
  );
}
