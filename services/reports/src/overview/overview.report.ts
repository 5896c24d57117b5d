import type { Headline, OverviewReport, ReportQuery, Share } from '@praxis/contracts';
import {
  capabilityTrend,
  CATALOGUE,
  checklistActions,
  checklistCounts,
  headcount,
  learningTotals,
  overdueCounts,
  lastDayOf,
  monthOf,
  sampleDay,
  shiftDay,
  supervisionHeld,
  xmr,
  type CapabilityTrendRow,
  type ChecklistActionRow,
  type ChecklistCountRow,
  type HeadcountRow,
  type LearningRow,
  type OverdueCountRow,
  type Metric,
  type SupervisionRow,
} from '@praxis/metrics';
import { countOf, recordsPath, shareOf, Withholding } from '../frame/figures.js';
import { frameOf, resolveScope, run, type ReportScope } from '../frame/report-scope.js';
import type { ReportPorts } from '../report-ports.js';
import { attentionOf } from './attention.js';

/** @throws {ProblemException} an unknown unit or period */
export async function overviewReport(query: ReportQuery, ports: ReportPorts): Promise<OverviewReport> {
  const scope = await resolveScope(query, ports);
  const data = await readOverview(scope, ports);
  const withholding = new Withholding();
  const headlines = headlinesOf(scope, data, withholding);
  const { headcount: people, capability, coverage, supervisionHeld: supervision } = CATALOGUE;
  const { learningPerHead, checklistItems, overdueActions } = CATALOGUE;
  const definitions = [people, capability, coverage, supervision, learningPerHead, checklistItems, overdueActions];
  const attention = await attentionOf(scope, ports, data.actions);
  return { frame: await frameOf(scope, definitions, withholding.total), headlines, attention };
}

interface OverviewData {
  readonly days: readonly string[];
  readonly heads: readonly HeadcountRow[];
  readonly capability: readonly CapabilityTrendRow[];
  readonly supervision: readonly SupervisionRow[];
  readonly learning: readonly LearningRow[];
  readonly checklist: readonly ChecklistCountRow[];
  readonly overdue: readonly OverdueCountRow[];
  /** Open on the as-at day. */
  readonly actions: readonly ChecklistActionRow[];
}

async function readOverview(scope: ReportScope, { analytics }: ReportPorts): Promise<OverviewData> {
  const { asAt, knownBy, units, months, validityMonths } = scope;
  const days = [...new Set([...months.map((month) => sampleDay(month, asAt)), asAt, shiftDay(asAt, -3)])];
  const sight = { asAt, knownBy, units };
  const from = `${months[0] ?? monthOf(asAt)}-01`;
  const to = lastDayOf(months.at(-1) ?? monthOf(asAt));
  const [heads, capability, supervision, learning, checklist, overdue, actions] = await Promise.all([
    run<HeadcountRow>(analytics, headcount({ ...sight, days }), 'headcount'),
    run<CapabilityTrendRow>(analytics, capabilityTrend({ ...sight, days, validityMonths }), 'capability-trend'),
    run<SupervisionRow>(analytics, supervisionHeld({ ...sight, days }), 'supervision'),
    run<LearningRow>(analytics, learningTotals({ ...sight, from, to }), 'learning'),
    run<ChecklistCountRow>(analytics, checklistCounts({ ...sight, days }), 'checklist-counts'),
    run<OverdueCountRow>(analytics, overdueCounts({ ...sight, days }), 'overdue'),
    run<ChecklistActionRow>(analytics, checklistActions({ ...sight, days: [asAt] }), 'checklist-actions'),
  ]);
  return { days, heads, capability, supervision, learning, checklist, overdue, actions };
}

function headlinesOf(scope: ReportScope, data: OverviewData, withholding: Withholding): Headline[] {
  const build = new Headlines(scope, withholding);
  const people = (day: string) => data.heads.find(({ sample_day }) => sample_day === day)?.people ?? 0;
  const cells = (day: string) => data.capability.find(({ sample_day }) => sample_day === day);
  const sessions = (day: string) => data.supervision.find(({ sample_day }) => sample_day === day);
  const learning = (month: string) => data.learning.find((row) => row.grain === 'month' && row.month === month);
  const inPlace = (day: string) =>
    data.checklist
      .filter((row) => row.sample_day === day && row.status === 'in-place')
      .reduce((sum, { checklists }) => sum + checklists, 0);
  const overdue = (day: string) => data.overdue.find(({ sample_day }) => sample_day === day)?.overdue ?? 0;
  const lastFull = scope.months.findLast((month) => lastDayOf(month) <= scope.asAt) ?? monthOf(scope.asAt);
  return [
    build.count('headcount', CATALOGUE.headcount, people, null),
    build.share(
      'capability',
      CATALOGUE.capability,
      (day) => [cells(day)?.met, cells(day)?.applicable, cells(day)?.people],
      'capability',
    ),
    build.share(
      'coverage',
      CATALOGUE.coverage,
      (day) => [cells(day)?.assessed, cells(day)?.applicable, cells(day)?.people],
      'capability',
    ),
    build.share(
      'supervision-held',
      CATALOGUE.supervisionHeld,
      (day) => [sessions(day)?.held, sessions(day)?.due, sessions(day)?.due],
      null,
    ),
    build.perHead(CATALOGUE.learningPerHead, lastFull, learning, people),
    build.count(
      'checklist-in-place',
      { ...CATALOGUE.checklistItems, title: 'Checklist items in place', directionOfGood: 'increase' },
      inPlace,
      'checklist',
      { status: 'in-place' },
    ),
    build.count('actions-overdue', CATALOGUE.overdueActions, overdue, 'checklist'),
  ];
}

type Page = Headline['page'];
const FIGURES: Partial<Record<Headline['id'], string>> = { 'checklist-in-place': 'checklist-items' };

class Headlines {
  constructor(
    private readonly scope: ReportScope,
    private readonly withholding: Withholding,
  ) {}

  share(
    id: Headline['id'],
    metric: Metric,
    at: (day: string) => readonly (number | undefined)[],
    page: Page,
  ): Headline {
    const read = (day: string): Share => {
      const [numerator = 0, denominator = 0, people = 0] = at(day);
      const hide = people > 0 && people < this.scope.threshold;
      return this.withholding.share(hide, () =>
        shareOf(numerator, denominator, people, recordsPath(this.scope, { figure: id, asAt: day })),
      );
    };
    const series = this.series((day) => read(day).value);
    const now = read(this.scope.asAt);
    const before = read(shiftDay(this.scope.asAt, -3)).value;
    return { ...this.base(id, metric, series, before, now.value, page), unit: 'percent', share: now, count: null };
  }

  count(
    id: Headline['id'],
    metric: Metric,
    at: (day: string) => number,
    page: Page,
    of: { status?: string } = {},
  ): Headline {
    // Of the counts here only people are withheld: checklist items and actions are the organisation's.
    const tooFew = (value: number) => id === 'headcount' && value > 0 && value < this.scope.threshold;
    const shown = (day: string) => (tooFew(at(day)) ? null : at(day));
    const { asAt } = this.scope;
    const records = recordsPath(this.scope, { figure: FIGURES[id] ?? id, ...of });
    const count = this.withholding.count(tooFew(at(asAt)), () => countOf(at(asAt), records));
    const head = this.base(id, metric, this.series(shown), shown(shiftDay(asAt, -3)), shown(asAt), page);
    return { ...head, unit: 'count', share: null, count };
  }

  perHead(
    metric: Metric,
    month: string,
    learning: (month: string) => LearningRow | undefined,
    people: (day: string) => number,
  ): Headline {
    const of = (which: string) => {
      const heads = people(sampleDay(which, this.scope.asAt));
      const { minutes = '0', people_timed: timed = 0 } = learning(which) ?? {};
      const tooFew = heads < this.scope.threshold || (timed > 0 && timed < this.scope.threshold);
      return tooFew ? null : Number(minutes) / heads;
    };
    const series = this.scope.months
      .filter((which) => which <= month)
      .map((which) => ({ month: which, value: of(which) }));
    const now = of(month);
    const before = series.at(-4)?.value ?? null;
    const records = recordsPath(this.scope, { figure: 'learning-minutes', month });
    const head = this.base('learning-minutes-per-head', metric, series, before, now, 'cpd');
    const count =
      now === null ? { status: 'none' as const, value: null, records: null } : countOf(Math.round(now), records);
    return { ...head, unit: 'minutes', share: null, count };
  }

  private series(at: (day: string) => number | null): Headline['series'] {
    return this.scope.months.map((month) => ({ month, value: at(sampleDay(month, this.scope.asAt)) }));
  }

  private base(
    id: Headline['id'],
    metric: Metric,
    series: Headline['series'],
    before: number | null,
    now: number | null,
    page: Page,
  ) {
    const { title, directionOfGood } = metric;
    return { id, title, directionOfGood, before, series, reading: reading(metric, series, before, now), page };
  }
}

/** Plain words on the change; more than "usual variation" is said only when a rule of the XmR chart fires. */
function reading(metric: Metric, series: Headline['series'], before: number | null, now: number | null): string {
  if (now === null) return 'No figure can be given.';
  if (before === null) return 'There is no figure for three months before.';
  const change = now - before;
  const percent = metric.unit === 'percent';
  const size = Math.abs(percent ? change * 100 : change);
  if (size < (percent ? 0.05 : 0.5)) return 'Unchanged on three months before.';
  const amount = percent ? `${size.toFixed(1)} percentage points` : size.toFixed(0);
  const moved = `${change > 0 ? 'Up' : 'Down'} ${amount} on three months before`;
  const values = series.map(({ value }) => value);
  const chart = xmr(values, { improvement: metric.directionOfGood });
  if (chart.trialLimits) return `${moved}; too few months to tell usual variation.`;
  const rule = chart.points.findLast(({ value }) => value !== null)?.rule ?? null;
  return rule === null ? `${moved}; within usual variation.` : `${moved}; more than usual variation.`;
}
