import type { Headline } from '@praxis/contracts';

import { PageLink } from '../../app/page-link.js';
import { SparklineView } from '../../charts/sparkline/view.js';
import { FigureValue } from '../../figures/figure-value.js';
import { carriedOver } from '../../search/report-search.js';
import { prepareHeadline } from './headline.model.js';

const PAGES = { capability: '/capability', cpd: '/cpd', checklist: '/checklist' } as const;

export function HeadlineTileView({ headline }: { readonly headline: Headline }) {
  const tile = prepareHeadline(headline);
  return (
    <li className="px-tile">
      <h3 className="px-tile__title">
        {tile.page === null ? (
          tile.title
        ) : (
          <PageLink to={PAGES[tile.page]} search={carriedOver} className="govuk-link govuk-link--no-visited-state">
            {tile.title}
          </PageLink>
        )}
      </h3>
      <p className="px-tile__figure">
        <FigureValue cell={tile.figure} of={tile.title} />
        {tile.beside === null ? null : <span className="px-tile__of">{tile.beside}</span>}
      </p>
      <p className="px-tile__change">{tile.change}</p>
      <SparklineView values={tile.values} />
      <p className="px-tile__reading">{tile.reading}</p>
    </li>
  );
}
