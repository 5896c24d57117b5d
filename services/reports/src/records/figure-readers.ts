import type { RecordsQuery } from '@praxis/contracts';
import { LEADERSHIP_FRAMEWORK } from '@praxis/frameworks';
import {
  capabilityRecords,
  checklistActions,
  checklistItems,
  headcountRecords,
  lastDayOf,
  learningRecords,
  measurements,
  monthOf,
  supervisionRecords,
  type CapabilityRecordRow,
  type ChecklistActionRow,
  type ChecklistItemRow,
  type HeadcountRecordRow,
  type LearningRecordRow,
  type MeasurementRow,
  type SupervisionRecordRow,
} from '@praxis/metrics';
import { findImprovement } from '../cpd-impact/improvement.report.js';
import { unknownFilter } from '../frame/known-filters.js';
import { begunAfter, refuseMonth } from '../frame/report-period.js';
import { labelOf, run, type ReportScope } from '../frame/report-scope.js';
import type { ReportPorts } from '../report-ports.js';

/** One thing that was counted, before its events are looked up. */
export interface CountedRecord {
  readonly key: string;
  readonly values: Record<string, string | number | null>;
  readonly inNumerator: boolean;
  readonly inDenominator: boolean;
  readonly amount: number;
  /** People in it, for suppression; the same person may stand in several. */
  readonly person: string | null;
  readonly positions: readonly string[];
}

export interface CountedFigure {
  readonly title: string;
  readonly columns: readonly { readonly name: string; readonly label: string }[];
  /** A share has a denominator; a count or a sum has none. */
  readonly isShare: boolean;
  readonly records: readonly CountedRecord[];
}

export type FigureReader = (scope: ReportScope, query: RecordsQuery, ports: ReportPorts) => Promise<CountedFigure>;

export const capabilityFigure =
  (title: string, counts: (row: CapabilityRecordRow) => boolean): FigureReader =>
  async (scope, query, { analytics }) => {
    const { asAt, knownBy, units, validityMonths } = scope;
    const { dimension, level, element } = query;
    const asked = { asAt, knownBy, units, validityMonths, days: [asAt], dimension, level };
    const rows = await run<CapabilityRecordRow>(analytics, capabilityRecords(asked, element ?? ''), 'records');
    const label = new Map(LEADERSHIP_FRAMEWORK.dimensions.flatMap((d) => d.elements).map((e) => [e.code, e.label]));
    return {
      title,
      isShare: true,
      columns: columns({
        worker: 'Worker',
        unit: 'Unit',
        element: 'Element',
        required: 'Required',
        rating: 'Rating',
        ratedOn: 'Rated on',
      }),
      records: rows.map((row) => ({
        key: `${row.worker_id} ${row.element}`,
        values: {
          worker: row.worker_id,
          unit: labelOf(scope, row.unit),
          element: `${row.element} ${label.get(row.element) ?? ''}`.trim(),
          required: row.required,
          rating: row.rated === 0 ? 'not assessed' : row.rated,
          ratedOn: row.rated_on || null,
        },
        inNumerator: counts(row),
        inDenominator: true,
        amount: counts(row) ? 1 : 0,
        person: row.worker_id,
        positions: row.positions,
      })),
    };
  };

export const learningFigure =
  (title: string, isShare: boolean, amount: (row: LearningRecordRow) => number): FigureReader =>
  async (scope, query, { analytics }) => {
    const { asAt, knownBy, units, months } = scope;
    if (query.month !== undefined && query.month > monthOf(asAt)) {
      refuseMonth('month', query.month, begunAfter(asAt), 'Give an earlier month.');
    }
    const first = query.month ?? months[0] ?? monthOf(asAt);
    const last = query.month ?? months.at(-1) ?? monthOf(asAt);
    const asked = { asAt, knownBy, units, from: `${first}-01`, to: lastDayOf(last) };
    const rows = await run<LearningRecordRow>(analytics, learningRecords(asked), 'records');
    return {
      title,
      isShare,
      columns: columns({
        worker: 'Worker',
        unit: 'Unit',
        on: 'Completed',
        kind: 'Kind',
        minutes: 'Minutes',
        participatory: 'Participatory minutes',
        reflected: 'Reflected on',
      }),
      records: rows
        .map((row) => ({
          key: `${row.worker_id} ${row.entry_id}`,
          values: {
            worker: row.worker_id,
            unit: labelOf(scope, row.unit),
            on: row.on_day,
            kind: row.kind,
            minutes: row.minutes,
            participatory: row.participatory,
            reflected: row.reflected === 1 ? 'yes' : 'no',
          },
          inNumerator: amount(row) > 0,
          inDenominator: isShare,
          amount: amount(row),
          person: row.worker_id,
          positions: row.positions,
        }))
        .filter((record) => isShare || record.inNumerator)
        .filter((record) => query.kind === undefined || record.values.kind === query.kind),
    };
  };

export const headcountFigure: FigureReader = async (scope, _query, { analytics }) => {
  const { asAt, knownBy, units } = scope;
  const rows = await run<HeadcountRecordRow>(
    analytics,
    headcountRecords({ asAt, knownBy, units, days: [asAt] }),
    'records',
  );
  return {
    title: 'People in post',
    isShare: false,
    columns: columns({ worker: 'Worker', unit: 'Unit', level: 'Leadership level' }),
    records: rows.map((row) => ({
      key: row.worker_id,
      values: { worker: row.worker_id, unit: labelOf(scope, row.unit), level: row.leadership_level || null },
      inNumerator: true,
      inDenominator: false,
      amount: 1,
      person: row.worker_id,
      positions: row.positions,
    })),
  };
};

export const supervisionFigure: FigureReader = async (scope, _query, { analytics }) => {
  const { asAt, knownBy, units } = scope;
  const asked = { asAt, knownBy, units, days: [asAt] };
  const rows = await run<SupervisionRecordRow>(analytics, supervisionRecords(asked), 'records');
  return {
    title: 'Supervision held within its interval',
    isShare: true,
    columns: columns({ worker: 'Worker', unit: 'Unit', interval: 'Interval in days', lastHeld: 'Last held' }),
    records: rows.map((row) => ({
      key: row.worker_id,
      values: {
        worker: row.worker_id,
        unit: labelOf(scope, row.unit),
        interval: row.interval_days,
        lastHeld: row.last_held_on || null,
      },
      inNumerator: row.held === 1,
      inDenominator: true,
      amount: row.held,
      person: row.worker_id,
      positions: row.positions,
    })),
  };
};

export const checklistFigure: FigureReader = async (scope, query, { analytics }) => {
  const { asAt, knownBy, units } = scope;
  const rows = await run<ChecklistItemRow>(
    analytics,
    checklistItems({ asAt, knownBy, units, days: [asAt] }),
    'records',
  );
  const wanted = rows.filter(
    (row) =>
      (query.item === undefined || row.item === query.item) &&
      (query.status === undefined || row.status === query.status),
  );
  return {
    title: 'Checklist items',
    isShare: false,
    columns: columns({ unit: 'Unit', item: 'Item', status: 'Status', since: 'Since' }),
    records: wanted.map((row) => ({
      key: `${row.unit} ${row.item}`,
      values: { unit: labelOf(scope, row.unit), item: row.item, status: row.status, since: row.since || null },
      inNumerator: true,
      inDenominator: false,
      amount: 1,
      person: null,
      positions: row.positions,
    })),
  };
};

export const actionsFigure =
  (title: string, counts: (row: ChecklistActionRow) => boolean): FigureReader =>
  async (scope, _query, { analytics }) => {
    const { asAt, knownBy, units } = scope;
    const rows = await run<ChecklistActionRow>(
      analytics,
      checklistActions({ asAt, knownBy, units, days: [asAt] }),
      'records',
    );
    return {
      title,
      isShare: false,
      columns: columns({
        unit: 'Unit',
        item: 'Item',
        plannedOn: 'Planned',
        firstDueOn: 'First due',
        dueOn: 'Due',
        slips: 'Times moved',
      }),
      records: rows.filter(counts).map((row) => ({
        key: `${row.unit} ${row.action_id}`,
        values: {
          unit: labelOf(scope, row.unit),
          item: row.item,
          plannedOn: row.planned_on,
          firstDueOn: row.first_due_on,
          dueOn: row.due_on,
          slips: row.slips,
        },
        inNumerator: true,
        inDenominator: false,
        amount: 1,
        person: null,
        positions: row.positions,
      })),
    };
  };

export const indicatorFigure: FigureReader = async (scope, query, ports) => {
  const record = await findImprovement(scope, ports, query.improvement ?? '');
  if (!record) throw unknownImprovement(query.improvement, scope);
  if (!record.indicator) return { title: 'Indicator', isShare: false, columns: [], records: [] };
  const { unit, code } = record.indicator;
  const rows = await run<MeasurementRow>(ports.analytics, measurements(scope, unit, code), 'records');
  const wanted = rows.filter((row) => query.period === undefined || row.period_start === query.period);
  if (query.period !== undefined && wanted.length === 0) throw unknownPeriod(query.period, rows);
  return {
    title: (await ports.labels.indicator(unit, code)).title,
    isShare: false,
    columns: columns({ from: 'From', to: 'To', numerator: 'Count', denominator: 'Exposure' }),
    records: wanted.map((row) => ({
      key: row.period_start,
      values: {
        from: row.period_start,
        to: row.period_end,
        numerator: Number(row.numerator),
        denominator: row.denominator === null ? null : Number(row.denominator),
      },
      inNumerator: true,
      inDenominator: false,
      amount: Number(row.numerator),
      person: null,
      positions: row.positions,
    })),
  };
};

function unknownImprovement(id: string | undefined, { asAt, knownBy }: ReportScope): Error {
  const detail =
    id === undefined ? 'No improvement was named' : `There is no improvement ${id} as at ${asAt}, known by ${knownBy}`;
  return unknownFilter('improvement', detail, 'Name one of the list of improvements, or give a later date.');
}

function unknownPeriod(period: string, rows: readonly MeasurementRow[]): Error {
  const known = rows.map(({ period_start }) => period_start).join(', ');
  const remedy = known === '' ? 'Leave the period out: nothing was measured.' : `Use the first day of one: ${known}.`;
  return unknownFilter('period', `No measurement begins on ${period}`, remedy);
}

function columns(labels: Record<string, string>): CountedFigure['columns'] {
  return Object.entries(labels).map(([name, label]) => ({ name, label }));
}
