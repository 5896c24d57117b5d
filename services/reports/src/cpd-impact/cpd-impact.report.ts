import type { CpdImpactReport, ReportQuery } from '@praxis/contracts';
import {
  CATALOGUE,
  headcount,
  improvementFacts,
  lastDayOf,
  learningTotals,
  monthOf,
  sampleDay,
  type HeadcountRow,
  type ImprovementFactRow,
  type LearningRow,
} from '@praxis/metrics';
import { countOf, recordsPath, shareOf, Withholding } from '../frame/figures.js';
import { frameOf, resolveScope, run, type ReportScope } from '../frame/report-scope.js';
import type { ReportPorts } from '../report-ports.js';
import { compareImpact } from './impact-comparisons.js';
import { foldImprovements } from './improvement-fold.js';
import { entriesByProgramme, seriesOf, summaryOf } from './improvement.report.js';

const NONE: Omit<LearningRow, 'grain' | 'month' | 'kind'> = {
  minutes: '0',
  participatory: '0',
  entries: 0,
  without_minutes: 0,
  reflected: 0,
  with_impact: 0,
  people: 0,
  people_timed: 0,
  people_participating: 0,
  people_untimed: 0,
};

/** @throws {ProblemException} an unknown unit or period */
export async function cpdImpactReport(query: ReportQuery, ports: ReportPorts): Promise<CpdImpactReport> {
  const scope = await resolveScope(query, ports);
  const { asAt, knownBy, units, months } = scope;
  const sight = { asAt, knownBy, units };
  const from = `${months[0] ?? monthOf(asAt)}-01`;
  const to = lastDayOf(months.at(-1) ?? monthOf(asAt));
  const days = months.map((month) => sampleDay(month, asAt));
  const [learning, heads, improvements] = await Promise.all([
    run<LearningRow>(ports.analytics, learningTotals({ ...sight, from, to }), 'learning'),
    run<HeadcountRow>(ports.analytics, headcount({ ...sight, days }), 'headcount'),
    improvementSummaries(scope, ports),
  ]);
  const withholding = new Withholding();
  const figures = new LearningFigures(scope, withholding);
  const total = learning.find(({ grain }) => grain === 'total') ?? NONE;
  const report = {
    total: figures.of(total, {}),
    months: months.map((month) => {
      const row = learning.find((candidate) => candidate.grain === 'month' && candidate.month === month) ?? NONE;
      const people = heads.find(({ sample_day }) => sample_day === sampleDay(month, asAt))?.people ?? 0;
      return { month, complete: lastDayOf(month) <= asAt, ...figures.month(row, month, people) };
    }),
    byKind: learning
      .filter(({ grain }) => grain === 'kind')
      .map((row) => figures.kind(row))
      .sort((a, b) => (b.minutes.value ?? 0) - (a.minutes.value ?? 0)),
    improvements,
  };
  const { learningMinutes, learningPerHead, reflection, impactRecorded } = CATALOGUE;
  const definitions = [learningMinutes, learningPerHead, reflection, impactRecorded];
  return { frame: await frameOf(scope, definitions, withholding.total), ...report };
}

type Row = Omit<LearningRow, 'grain' | 'month' | 'kind'>;

class LearningFigures {
  constructor(
    private readonly scope: ReportScope,
    private readonly withholding: Withholding,
  ) {}

  of(row: Row, of: { month?: string }) {
    const period = of.month === undefined ? this.period() : of;
    const records = (figure: string) => recordsPath(this.scope, { figure, ...period });
    const hide = this.tooFew(row.people);
    const count = (value: number, figure: string, people: number) =>
      this.withholding.count(hide || this.tooFew(people), () => countOf(value, records(figure)));
    const share = (numerator: number, figure: string) =>
      this.withholding.share(hide, () => shareOf(numerator, row.entries, row.people, records(figure)));
    return {
      minutes: count(Number(row.minutes), 'learning-minutes', row.people_timed),
      participatoryMinutes: count(Number(row.participatory), 'participatory-minutes', row.people_participating),
      entries: count(row.entries, 'learning-entries', row.people),
      entriesWithoutMinutes: count(row.without_minutes, 'entries-without-minutes', row.people_untimed),
      reflection: share(row.reflected, 'reflection'),
      impactRecorded: share(row.with_impact, 'impact-recorded'),
    };
  }

  private tooFew(people: number): boolean {
    return people > 0 && people < this.scope.threshold;
  }

  /** The whole period, as the records are asked for it. */
  private period() {
    const { months, asAt } = this.scope;
    return { from: months[0] ?? monthOf(asAt), to: months.at(-1) ?? monthOf(asAt) };
  }

  month(row: Row, month: string, people: number) {
    const figures = this.of(row, { month });
    const shown = figures.minutes.status === 'ok' && people >= this.scope.threshold;
    return { ...figures, minutesPerHead: shown ? Number(row.minutes) / people : null };
  }

  kind(row: LearningRow) {
    const records = (figure: string) => recordsPath(this.scope, { figure, kind: row.kind, ...this.period() });
    const hide = this.tooFew(row.people);
    const hideTime = hide || this.tooFew(row.people_timed);
    return {
      kind: row.kind,
      minutes: this.withholding.count(hideTime, () => countOf(Number(row.minutes), records('learning-minutes'))),
      entries: this.withholding.count(hide, () => countOf(row.entries, records('learning-entries'))),
    };
  }
}

async function improvementSummaries(scope: ReportScope, ports: ReportPorts): Promise<CpdImpactReport['improvements']> {
  const [rows, entries] = await Promise.all([
    run<ImprovementFactRow>(ports.analytics, improvementFacts(scope, scope.units), 'improvements'),
    entriesByProgramme(scope, ports),
  ]);
  return Promise.all(
    foldImprovements(rows).map(async (record) => {
      const summary = await summaryOf(scope, ports, record, entries.get(record.programme ?? '') ?? 0);
      const series = await seriesOf(scope, ports, record);
      if (!series || !record.cpdFrom) return summary;
      return { ...summary, reading: compareImpact(series, record.cpdFrom).conclusion };
    }),
  );
}
