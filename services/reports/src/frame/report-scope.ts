import type { MetricDefinition, ReportFrame, ReportQuery } from '@praxis/contracts';
import { counted, endOfDay, type DayOf } from '@praxis/event-sourcing';
import {
  dataTo,
  monthOf,
  policiesInForce,
  unitTree,
  type AnalyticsReader,
  type DataToRow,
  type PolicyRow,
  type Sight,
  type Statement,
  type UnitRow,
} from '@praxis/metrics';
import type { ReportPorts } from '../report-ports.js';
import { requireDaysThatHaveCome } from './known-days.js';
import { unknownFilter } from './known-filters.js';
import { monthsOf } from './report-period.js';
import { UnitTree } from './unit-tree.js';

const DEFAULT_SUPPRESSION_THRESHOLD = 5;
const DEFAULT_VALIDITY_MONTHS = 12;

/** Everything that is the same for every report: which units, which months, which two dates, which policies. */
export interface ReportScope extends Sight {
  /** `''` for the whole organisation. */
  readonly unit: string;
  readonly units: readonly string[];
  readonly tree: UnitTree;
  readonly names: ReadonlyMap<string, string>;
  readonly months: readonly string[];
  readonly validityMonths: number;
  readonly threshold: number;
  readonly today: string;
  readonly organisation: string;
  /** The last event that is in all tables that were asked until then, of those known by the day. */
  readonly data: () => Promise<{ readonly position: string; readonly recordedOn: string | null }>;
}

export function run<Row>(analytics: AnalyticsReader, statement: Statement, tag: string): Promise<Row[]> {
  return analytics.query<Row>(statement.sql, statement.parameters, { tag });
}

/** @throws {ProblemException} a day to come, an unknown unit, a period that is upside down or too long */
export async function resolveScope(query: ReportQuery, ports: ReportPorts): Promise<ReportScope> {
  const [now, dayOf] = await Promise.all([ports.today(), ports.calendar()]);
  requireDaysThatHaveCome(query, now);
  const today = now.day;
  const asAt = query.asAt ?? today;
  const knownBy = query.knownBy ?? today;
  const sight = { asAt, knownBy, knownUntil: endOfDay(knownBy, dayOf) };
  const months = monthsOf(query, asAt);
  const [units, policies, organisation] = await Promise.all([
    run<UnitRow>(ports.analytics, unitTree(sight), 'unit-tree'),
    run<PolicyRow>(ports.analytics, policiesInForce(sight), 'policies'),
    ports.labels.organisation(),
  ]);
  const tree = new UnitTree(units);
  const unit = query.unit ?? '';
  if (unit !== '' && !tree.has(unit)) refuseUnit(unit, sight);
  const policy = (kind: string) => policies.find((row) => row.kind === kind)?.value;
  return {
    ...sight,
    unit,
    units: tree.within(unit),
    tree,
    names: organisation.units,
    organisation: organisation.name,
    months,
    validityMonths: policy('assessment-validity-months') ?? DEFAULT_VALIDITY_MONTHS,
    threshold: policy('suppression-threshold-people') ?? DEFAULT_SUPPRESSION_THRESHOLD,
    today,
    data: () => dataOf(sight, ports, dayOf),
  };
}

async function dataOf(sight: Sight, { analytics, tables }: ReportPorts, dayOf: DayOf): ReturnType<ReportScope['data']> {
  const [row] = await run<DataToRow>(analytics, dataTo(sight, tables.upTo), 'data-to');
  if (!row || row.events === 0) return { position: row?.last_position ?? '0', recordedOn: null };
  return { position: row.last_position, recordedOn: dayOf(`${row.last_recorded_at.replace(' ', 'T')}Z`) };
}

export function labelOf(scope: ReportScope, unit: string): string {
  return unit === '' ? scope.organisation : (scope.names.get(unit) ?? unit);
}

/** Once everything else is read. */
export async function frameOf(
  scope: ReportScope,
  definitions: readonly MetricDefinition[],
  withheld: number,
): Promise<ReportFrame> {
  const { unit, months, asAt, knownBy, today, threshold } = scope;
  const data = await scope.data();
  return {
    unit: { id: unit === '' ? null : unit, label: labelOf(scope, unit) },
    period: { from: months[0] ?? monthOf(asAt), to: months.at(-1) ?? monthOf(asAt) },
    asAt,
    knownBy,
    latest: asAt === today && knownBy === today,
    logPosition: data.position,
    dataTo: data.recordedOn,
    definitions: [...definitions],
    suppression: {
      threshold,
      withheld,
      note: `Figures about fewer than ${counted(threshold, 'person', 'people')} are withheld, and so is what would give them away.`,
    },
  };
}

function refuseUnit(unit: string, { asAt, knownBy }: Sight): never {
  const remedy = 'Choose one of the list of units, or a later day.';
  throw unknownFilter('unit', `There is no unit ${unit} as at ${asAt}, known by ${knownBy}`, remedy);
}
