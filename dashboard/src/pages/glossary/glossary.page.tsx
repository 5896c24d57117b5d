import type { MetricDefinition } from '@praxis/contracts';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { referenceQuery } from '../../api/report-queries.js';
import { useAnnouncement } from '../../app/announcer.js';
import { DefinitionRows } from '../../figures/definition-list.js';
import { NONE_SYMBOL, SUPPRESSED_SYMBOL, counted } from '../../format/figure.format.js';
import { questionOf, reportSearch } from '../../search/report-search.js';
import { PageHeading } from '../page-heading.js';
import { ProblemNotice, RefusedFilters, useRefusedFilters } from '../problem-notice.js';
import { DATES, GLOSSARY_WORDING as words, SYMBOLS } from './glossary.wording.js';

function Terms({ title, terms }: { readonly title: string; readonly terms: readonly (readonly [string, string])[] }) {
  return (
    <section className="px-card">
      <h2 className="px-card__question">{title}</h2>
      <dl className="govuk-summary-list px-definition__rows">
        {terms.map(([term, text]) => (
          <div key={term} className="govuk-summary-list__row">
            <dt className="govuk-summary-list__key">{term}</dt>
            <dd className="govuk-summary-list__value">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Definitions({ definitions }: { readonly definitions: readonly MetricDefinition[] }) {
  return definitions
    .toSorted((one, other) => one.title.localeCompare(other.title, 'en-GB'))
    .map((definition) => (
      <section key={definition.id} id={definition.id} className="px-card" aria-labelledby={`${definition.id}-title`}>
        <h2 className="px-card__question" id={`${definition.id}-title`}>
          {definition.title}
        </h2>
        <p className="px-card__reading">{definition.description}</p>
        <DefinitionRows definition={definition} />
      </section>
    ));
}

/** Definitions are the same whatever is asked for; what the address asks for is judged here as on every other page. */
export function GlossaryPage() {
  const search = useSearch({ from: '/glossary', select: reportSearch });
  const { data, error, refetch } = useQuery(referenceQuery(questionOf(search)));
  const faults = useRefusedFilters(error);
  const shown = faults.length === 0 ? data : undefined;
  useAnnouncement(shown === undefined ? null : `Showing ${counted(shown.definitions.length, 'definition')}`);
  return (
    <>
      <PageHeading title={words.title} question={words.question} />
      <p className="govuk-body px-glossary__lead">{words.lead}</p>
      {faults.length > 0 ? (
        <RefusedFilters faults={faults} />
      ) : (
        <>
          {error !== null && data === undefined ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
          <div className="px-grid" aria-busy={data === undefined && error === null}>
            <Terms title={words.dates} terms={DATES} />
            <Terms
              title={words.symbols}
              terms={[[SUPPRESSED_SYMBOL, SYMBOLS.suppressed], [NONE_SYMBOL, SYMBOLS.none], ...SYMBOLS.others]}
            />
            {data === undefined ? null : <Definitions definitions={data.definitions} />}
          </div>
        </>
      )}
    </>
  );
}
