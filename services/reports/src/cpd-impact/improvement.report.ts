import type { ImprovementReport, ImprovementSummary, ReportQuery } from '@praxis/contracts';
import { ProblemException, problemOf } from '@praxis/http-problems';
import {
  CATALOGUE,
  improvementFacts,
  programmeEntries,
  type ImprovementFactRow,
  type ProgrammeRow,
} from '@praxis/metrics';
import { frameOf, labelOf, resolveScope, run, type ReportScope } from '../frame/report-scope.js';
import type { ReportPorts } from '../report-ports.js';
import { impactChart } from './impact-chart.js';
import { compareImpact } from './impact-comparisons.js';
import { foldImprovements, type ImprovementRecord } from './improvement-fold.js';
import { indicatorSeries, type IndicatorSeries } from './indicator-series.js';

/** @throws {ProblemException} an improvement that is not known, or was not by then */
export async function improvementReport(
  id: string,
  query: ReportQuery,
  ports: ReportPorts,
): Promise<ImprovementReport> {
  const scope = await resolveScope(query, ports);
  const record = await findImprovement(scope, ports, id);
  if (!record) throw unknownImprovement(id, scope);
  const series = await seriesOf(scope, ports, record);
  const labels = record.indicator && (await ports.labels.indicator(record.indicator.unit, record.indicator.code));
  const impact = series && record.cpdFrom ? compareImpact(series, record.cpdFrom) : null;
  const entries = await entriesByProgramme(scope, ports);
  const summary = await summaryOf(scope, ports, record, entries.get(record.programme ?? '') ?? 0);
  return {
    frame: await frameOf(scope, [CATALOGUE.indicatorRate], 0),
    improvement: { ...summary, reading: impact?.conclusion ?? summary.reading },
    indicator:
      series && labels ? { ...labels, per: series.per, improvement: series.improvement, target: series.target } : null,
    chart: series ? impactChart(scope, series, id, record.cpdFrom) : null,
    comparisons: [...(impact?.comparisons ?? [])],
    evaluations: record.evaluations.map((fact) => ({
      on: fact.effective_on,
      level: fact.level,
      method: fact.code,
      judgedBy: fact.judged_by,
      finding: fact.finding,
    })),
    timeline: record.facts.map((fact) => ({
      on: fact.effective_on,
      kind: fact.kind,
      label: timelineLabel(fact),
      position: fact.fact_position,
    })),
    conclusion: impact?.conclusion ?? 'No CPD and indicator are linked yet, so there is nothing to compare.',
  };
}

/** Undefined when there is none, or was none by then. */
export async function findImprovement(
  scope: ReportScope,
  ports: ReportPorts,
  id: string,
): Promise<ImprovementRecord | undefined> {
  const everywhere = scope.tree.within('');
  const rows = await run<ImprovementFactRow>(ports.analytics, improvementFacts(scope, everywhere, id), 'improvement');
  return foldImprovements(rows)[0];
}

/** Entries of each programme in the scope's units, up to the as-at day. */
export async function entriesByProgramme(scope: ReportScope, ports: ReportPorts): Promise<ReadonlyMap<string, number>> {
  const rows = await run<ProgrammeRow>(ports.analytics, programmeEntries(scope), 'programmes');
  return new Map(rows.map(({ programme, entries }) => [programme, entries]));
}

export async function seriesOf(
  scope: ReportScope,
  ports: ReportPorts,
  record: ImprovementRecord,
): Promise<IndicatorSeries | null> {
  return record.indicator && indicatorSeries(scope, ports, record.indicator.unit, record.indicator.code);
}

export async function summaryOf(
  scope: ReportScope,
  ports: ReportPorts,
  record: ImprovementRecord,
  learningEntries: number,
): Promise<ImprovementSummary> {
  const indicator = record.indicator;
  return {
    id: record.id,
    title: await ports.labels.improvement(record.id),
    unit: { id: record.unit, label: labelOf(scope, record.unit) },
    stage: record.stage,
    programme: record.programme,
    indicator: indicator && {
      ...indicator,
      title: (await ports.labels.indicator(indicator.unit, indicator.code)).title,
    },
    cpdFrom: record.cpdFrom,
    learningEntries,
    evaluatedAt: [...new Set(record.evaluations.map(({ level }) => level))].sort(),
    reading: 'No CPD and indicator are linked yet.',
  };
}

function unknownImprovement(id: string, { asAt, knownBy }: ReportScope): ProblemException {
  const detail = `There is no improvement ${id} as at ${asAt}, known by ${knownBy}`;
  return new ProblemException(
    problemOf(404, 'UNKNOWN_IMPROVEMENT', 'There is no such improvement', detail, {
      remedy: 'Choose one of the list of improvements, or a later date.',
    }),
  );
}

const KINDS: Record<string, string> = {
  proposed: 'Proposed',
  started: 'Started',
  'cpd-linked': 'CPD began',
  'question-registered': 'Question registered before its result',
  'question-withdrawn': 'Question withdrawn',
  contribution: 'Contribution recognised',
  evaluated: 'Impact evaluated',
  shared: 'Learning shared',
  closed: 'Closed',
};

function timelineLabel(fact: ImprovementFactRow): string {
  const details = [fact.level && `level ${fact.level}`, fact.finding, fact.code].filter(Boolean).join(', ');
  const kind = KINDS[fact.kind] ?? fact.kind;
  return details ? `${kind}: ${details}` : kind;
}
