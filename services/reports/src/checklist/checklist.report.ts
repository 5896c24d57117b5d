import type { ChecklistReport, ChecklistStatusName, Count, ReportQuery } from '@praxis/contracts';
import { CPD_CHECKLIST_ITEMS } from '@praxis/frameworks';
import {
  CATALOGUE,
  checklistActions,
  checklistCounts,
  checklistItems,
  checklistReviews,
  lastDayOf,
  sampleDay,
  type ChecklistActionRow,
  type ChecklistCountRow,
  type ChecklistItemRow,
  type ChecklistReviewRow,
} from '@praxis/metrics';
import { countOf, recordsPath } from '../frame/figures.js';
import { frameOf, labelOf, resolveScope, run, type ReportScope } from '../frame/report-scope.js';
import type { ReportPorts } from '../report-ports.js';

const STATUSES = ['in-place', 'some-progress', 'not-started', 'not-applicable', 'not-assessed'] as const;
type StatusCounts = Record<ChecklistStatusName, Count>;

/** @throws {ProblemException} an unknown unit or period */
export async function checklistReport(query: ReportQuery, ports: ReportPorts): Promise<ChecklistReport> {
  const scope = await resolveScope(query, ports);
  const { asAt, knownBy, units } = scope;
  const days = [...new Set([...scope.months.map((month) => sampleDay(month, asAt)), asAt])];
  const all = { asAt, knownBy, units, days };
  const now = { ...all, days: [asAt] };
  const [counts, items, reviews, actions] = await Promise.all([
    run<ChecklistCountRow>(ports.analytics, checklistCounts(all), 'checklist-counts'),
    run<ChecklistItemRow>(ports.analytics, checklistItems(now), 'checklist-items'),
    run<ChecklistReviewRow>(ports.analytics, checklistReviews({ asAt, knownBy, units }), 'checklist-reviews'),
    run<ChecklistActionRow>(ports.analytics, checklistActions(now), 'checklist-actions'),
  ]);
  const counted = new CountedItems(scope, counts);
  return {
    frame: await frameOf(scope, [CATALOGUE.checklistItems, CATALOGUE.openActions, CATALOGUE.overdueActions], 0),
    checklists: new Set(items.map(({ unit }) => unit)).size,
    now: counted.statuses(asAt),
    trend: scope.months.map((month) => ({
      month,
      complete: lastDayOf(month) <= asAt,
      ...counted.statuses(sampleDay(month, asAt)),
    })),
    items: itemRows(scope, counted, items, actions),
    units: unitRows(scope, items, reviews),
    actions: actionSummary(scope, actions),
  };
}

/** The counts by day, item and status, and the figures made of them. */
class CountedItems {
  readonly #byDay: ReadonlyMap<string, readonly ChecklistCountRow[]>;

  constructor(
    private readonly scope: ReportScope,
    rows: readonly ChecklistCountRow[],
  ) {
    this.#byDay = Map.groupBy(rows, (row) => row.sample_day);
  }

  /** Of one item, or of all eleven together. */
  statuses(day: string, item?: number): StatusCounts {
    const entries = STATUSES.map((status) => {
      const of = { figure: 'checklist-items', asAt: day, status, ...(item === undefined ? {} : { item }) };
      return [status, countOf(this.count(day, status, item), recordsPath(this.scope, of))] as const;
    });
    return Object.fromEntries(entries) as StatusCounts;
  }

  count(day: string, status?: string, item?: number): number {
    return (this.#byDay.get(day) ?? [])
      .filter((row) => (status === undefined || row.status === status) && (item === undefined || row.item === item))
      .reduce((sum, { checklists }) => sum + checklists, 0);
  }
}

function itemRows(
  scope: ReportScope,
  counted: CountedItems,
  items: readonly ChecklistItemRow[],
  actions: readonly ChecklistActionRow[],
): ChecklistReport['items'] {
  const hasAction = new Set(actions.map(({ unit, item }) => `${unit} ${item}`));
  return CPD_CHECKLIST_ITEMS.map(({ code, label }) => {
    const item = Number(code);
    const inProgress = items.filter((row) => row.item === item && row.status === 'some-progress');
    return {
      item,
      label,
      now: counted.statuses(scope.asAt, item),
      history: scope.months.map((month) => {
        const day = sampleDay(month, scope.asAt);
        return { month, inPlace: counted.count(day, 'in-place', item), of: counted.count(day, undefined, item) };
      }),
      gaps: inProgress.filter((row) => !hasAction.has(`${row.unit} ${item}`)).length,
    };
  });
}

function unitRows(
  scope: ReportScope,
  items: readonly ChecklistItemRow[],
  reviews: readonly ChecklistReviewRow[],
): ChecklistReport['units'] {
  return [...Map.groupBy(items, ({ unit }) => unit)].map(([unit, rows]) => ({
    id: unit,
    label: labelOf(scope, unit),
    lastReviewed: reviews.find((review) => review.unit === unit)?.last_reviewed ?? null,
    items: rows.map((row) => ({
      item: row.item,
      status: row.status as ChecklistStatusName,
      since: row.since === '' ? null : row.since,
      records: recordsPath(scope, { figure: 'checklist-items', unit, item: row.item, status: row.status }),
    })),
  }));
}

function actionSummary(scope: ReportScope, actions: readonly ChecklistActionRow[]): ChecklistReport['actions'] {
  const overdue = actions.filter((action) => action.overdue === 1);
  const slipped = actions.filter(({ slips }) => slips > 0);
  const figure = (id: string) => recordsPath(scope, { figure: id });
  return {
    open: countOf(actions.length, figure('actions-open')),
    overdue: countOf(overdue.length, figure('actions-overdue')),
    slipped: countOf(slipped.length, figure('actions-slipped')),
    list: actions.map((action) => ({
      id: action.action_id,
      unit: action.unit,
      unitLabel: labelOf(scope, action.unit),
      item: action.item,
      plannedOn: action.planned_on,
      dueOn: action.due_on,
      firstDueOn: action.first_due_on,
      slips: action.slips,
      state: action.overdue === 1 ? ('overdue' as const) : ('open' as const),
      daysOverdue: action.overdue === 1 ? daysBetween(action.due_on, scope.asAt) : 0,
    })),
  };
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
