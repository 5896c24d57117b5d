import type { ImprovementFactRow } from '@praxis/metrics';

/** What is known of one improvement, folded from its facts in order of position. */
export interface ImprovementRecord {
  readonly id: string;
  readonly unit: string;
  readonly stage: 'proposed' | 'started' | 'closed';
  readonly programme: string | null;
  readonly indicator: { readonly unit: string; readonly code: string } | null;
  readonly cpdFrom: string | null;
  readonly evaluations: readonly ImprovementFactRow[];
  readonly facts: readonly ImprovementFactRow[];
}

export function foldImprovements(rows: readonly ImprovementFactRow[]): ImprovementRecord[] {
  return [...Map.groupBy(rows, (row) => row.improvement_id)].flatMap(([id, facts]) => {
    const proposed = facts.find(({ kind }) => kind === 'proposed');
    return proposed ? [foldOne(id, proposed.unit_id, facts)] : [];
  });
}

function foldOne(id: string, unit: string, facts: readonly ImprovementFactRow[]): ImprovementRecord {
  const has = (kind: string) => facts.some((fact) => fact.kind === kind);
  const linked = facts.findLast(({ kind }) => kind === 'cpd-linked');
  return {
    id,
    unit,
    stage: has('closed') ? 'closed' : has('started') ? 'started' : 'proposed',
    programme: linked?.programme_id ?? null,
    indicator: linked ? { unit: linked.indicator_unit_id, code: linked.indicator } : null,
    cpdFrom: linked?.effective_on ?? null,
    evaluations: facts.filter(({ kind }) => kind === 'evaluated'),
    facts,
  };
}
