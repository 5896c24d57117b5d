import type { MetricDefinition } from '@praxis/contracts';

const UNITS: Readonly<Record<MetricDefinition['unit'], string>> = {
  percent: 'Per cent; changes are given in percentage points',
  minutes: 'Minutes',
  count: 'Number',
  rate: 'Rate: a count over what it could have happened to',
};
const MISSING: Readonly<Record<MetricDefinition['missing'], string>> = {
  zero: 'Nothing happened: zero',
  gap: 'Not known: a gap, never a zero',
};
const GOOD: Readonly<Record<MetricDefinition['directionOfGood'], string>> = {
  increase: 'A rise is an improvement',
  decrease: 'A fall is an improvement',
  neutral: 'Neither direction is good in itself',
};

function Row({ term, text }: { readonly term: string; readonly text: string }) {
  return (
    <div className="govuk-summary-list__row">
      <dt className="govuk-summary-list__key">{term}</dt>
      <dd className="govuk-summary-list__value">{text}</dd>
    </div>
  );
}

export function DefinitionRows({ definition }: { readonly definition: MetricDefinition }) {
  return (
    <dl className="govuk-summary-list px-definition__rows">
      <Row term="Counted" text={definition.numerator} />
      {definition.denominator === null ? null : <Row term="Out of" text={definition.denominator} />}
      <Row term="Left out" text={definition.exclusions} />
      <Row term="Unit" text={UNITS[definition.unit]} />
      <Row term="A month without records" text={MISSING[definition.missing]} />
      <Row term="Direction" text={GOOD[definition.directionOfGood]} />
      <Row term="Can be added up" text={definition.additive ? 'Yes' : 'No: parts do not add up to the whole'} />
      <Row term="Source" text={definition.source} />
      <Row term="Version" text={`${definition.id}, version ${definition.version}`} />
    </dl>
  );
}

export function DefinitionList({ definitions }: { readonly definitions: readonly MetricDefinition[] }) {
  return definitions.map((definition) => (
    <div key={definition.id} className="px-definition">
      <p className="px-definition__title">{definition.title}</p>
      <p className="govuk-body">{definition.description}</p>
      <DefinitionRows definition={definition} />
    </div>
  ));
}
