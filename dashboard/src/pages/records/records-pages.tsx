import type { FigureRecords } from '@praxis/contracts';

import { PageLink } from '../../app/page-link.js';
import { whole } from '../../format/figure.format.js';
import type { RecordsSearch } from '../../search/report-search.js';

const PAGE_SIZE = 100;

const at = (search: RecordsSearch, offset: number): RecordsSearch => {
  const { offset: _offset, ...kept } = search;
  return offset > 0 ? { ...kept, offset } : kept;
};

export function RecordsPages({ report, search }: { readonly report: FigureRecords; readonly search: RecordsSearch }) {
  const { offset, total, records } = report;
  const end = offset + records.length;
  return (
    <nav className="govuk-pagination px-pages" aria-label="Pages of records">
      {offset === 0 ? null : (
        <div className="govuk-pagination__prev">
          <PageLink
            className="govuk-link govuk-pagination__link"
            to="/records"
            search={at(search, Math.max(0, offset - PAGE_SIZE))}
            rel="prev"
          >
            <span className="govuk-pagination__link-title">
              Previous<span className="govuk-visually-hidden"> page</span>
            </span>
          </PageLink>
        </div>
      )}
      <p className="px-pages__where">
        Records {whole(offset + 1)} to {whole(end)} of {whole(total)}
      </p>
      {end >= total ? null : (
        <div className="govuk-pagination__next">
          <PageLink className="govuk-link govuk-pagination__link" to="/records" search={at(search, end)} rel="next">
            <span className="govuk-pagination__link-title">
              Next<span className="govuk-visually-hidden"> page</span>
            </span>
          </PageLink>
        </div>
      )}
    </nav>
  );
}
