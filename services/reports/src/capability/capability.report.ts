import type { CapabilityQuery, CapabilityReport, Share } from '@praxis/contracts';
import { LEADERSHIP_FRAMEWORK, LEADERSHIP_LEVELS } from '@praxis/frameworks';
import {
  CATALOGUE,
  capabilityBreakdown,
  capabilityTrend,
  lastDayOf,
  sampleDay,
  shiftDay,
  withheld,
  type CapabilityBreakdownRow,
  type CapabilityCount,
  type CapabilityScope,
  type CapabilityTrendRow,
} from '@praxis/metrics';
import { shareOf, recordsPath, Withholding, type RecordsOf } from '../frame/figures.js';
import { requireKnown } from '../frame/known-filters.js';
import { frameOf, labelOf, resolveScope, run, type ReportScope } from '../frame/report-scope.js';
import type { ReportPorts } from '../report-ports.js';

type Pair = { capability: Share; coverage: Share };
const NOBODY: CapabilityCount = { met: 0, assessed: 0, applicable: 0, people: 0 };

/** @throws {ProblemException} an unknown unit, dimension, level or period */
export async function capabilityReport(query: CapabilityQuery, ports: ReportPorts): Promise<CapabilityReport> {
  const { dimension, level } = query;
  requireKnown({ dimension, level });
  const scope = await resolveScope(query, ports);
  const asked = askedOf(scope, query);
  const days = scope.months.map((month) => sampleDay(month, scope.asAt));
  const earlier = shiftDay(scope.asAt, -3);
  const [trendRows, breakdownRows] = await Promise.all([
    run<CapabilityTrendRow>(
      ports.analytics,
      capabilityTrend({ ...asked, days: [...new Set([...days, scope.asAt, earlier])] }),
      'capability-trend',
    ),
    run<CapabilityBreakdownRow>(
      ports.analytics,
      capabilityBreakdown({ ...asked, days: [scope.asAt, earlier] }, scope.tree.grouped(scope.unit)),
      'capability-breakdown',
    ),
  ]);
  const withholding = new Withholding();
  const report = shape(scope, query, { trendRows, rows: breakdownRows }, withholding);
  return { frame: await frameOf(scope, [CATALOGUE.capability, CATALOGUE.coverage], withholding.total), ...report };
}

export function askedOf(scope: ReportScope, query: CapabilityQuery): Omit<CapabilityScope, 'days'> {
  const { asAt, knownBy, units, validityMonths } = scope;
  return { asAt, knownBy, units, validityMonths, dimension: query.dimension, level: query.level };
}

function shape(
  scope: ReportScope,
  query: CapabilityQuery,
  { trendRows, rows }: { trendRows: readonly CapabilityTrendRow[]; rows: readonly CapabilityBreakdownRow[] },
  withholding: Withholding,
): Omit<CapabilityReport, 'frame'> {
  const earlier = shiftDay(scope.asAt, -3);
  const figures = new CapabilityFigures(scope, query, withholding);
  const onDay = (day: string) => trendRows.find((row) => row.sample_day === day) ?? NOBODY;
  const breakdown = new Breakdown(rows, scope.asAt, earlier);
  return {
    now: figures.pair(onDay(scope.asAt), {}),
    before: figures.pair(onDay(earlier), { asAt: earlier }),
    trend: scope.months.map((month) => {
      const day = sampleDay(month, scope.asAt);
      return { month, complete: lastDayOf(month) <= scope.asAt, ...figures.pair(onDay(day), { asAt: day }) };
    }),
    byUnit: unitRows(scope, breakdown, figures),
    byDimension: dimensionRows(breakdown, figures),
    byLevel: levelRows(breakdown, figures),
    byElement: elementRows(breakdown, figures),
    matrix: matrixRows(scope, breakdown, figures),
  };
}

/** Turns counts into shares with the records behind them, withheld where the people are too few. */
class CapabilityFigures {
  constructor(
    readonly scope: ReportScope,
    private readonly query: CapabilityQuery,
    private readonly withholding: Withholding,
  ) {}

  pair(count: CapabilityCount, of: Partial<RecordsOf>, hide = this.tooFew(count)): Pair {
    return { capability: this.share('capability', count, of, hide), coverage: this.share('coverage', count, of, hide) };
  }

  share(figure: 'capability' | 'coverage', count: CapabilityCount, of: Partial<RecordsOf>, hide = this.tooFew(count)) {
    const numerator = figure === 'capability' ? count.met : count.assessed;
    const { dimension, level } = this.query;
    const records = recordsPath(this.scope, { ...defined({ dimension, level }), ...of, figure });
    return this.withholding.share(hide, () => shareOf(numerator, count.applicable, count.people, records));
  }

  tooFew({ people }: CapabilityCount): boolean {
    return people > 0 && people < this.scope.threshold;
  }
}

function defined(fields: { dimension: string | undefined; level: string | undefined }): Partial<RecordsOf> {
  return {
    ...(fields.dimension === undefined ? {} : { dimension: fields.dimension }),
    ...(fields.level === undefined ? {} : { level: fields.level }),
  };
}

/** The breakdown's rows by grain and key, now and three months before. */
class Breakdown {
  readonly #rows = new Map<string, CapabilityBreakdownRow>();

  constructor(
    rows: readonly CapabilityBreakdownRow[],
    private readonly asAt: string,
    private readonly earlier: string,
  ) {
    for (const row of rows) this.#rows.set(keyOf(row.sample_day, row.grain, row), row);
  }

  now(grain: CapabilityBreakdownRow['grain'], key: Partial<CapabilityBreakdownRow>): CapabilityCount {
    return this.#rows.get(keyOf(this.asAt, grain, key)) ?? NOBODY;
  }

  before(grain: CapabilityBreakdownRow['grain'], key: Partial<CapabilityBreakdownRow>): CapabilityCount {
    return this.#rows.get(keyOf(this.earlier, grain, key)) ?? NOBODY;
  }

  get earlierDay(): string {
    return this.earlier;
  }
}

function keyOf(day: string, grain: string, row: Partial<CapabilityBreakdownRow>): string {
  const { unit = '', dimension = '', level = '', element = '' } = row;
  const parts = {
    unit: [unit],
    dimension: [dimension],
    level: [level],
    element: [element],
    'unit-dimension': [unit, dimension],
  };
  return [day, grain, ...(parts[grain as keyof typeof parts] ?? [])].join('|');
}

function shownUnits(scope: ReportScope): readonly string[] {
  const children = scope.tree.childrenOf(scope.unit);
  return children.length > 0 ? children : scope.units;
}

/** Which units' figures to withhold, now and before alike, so that no difference between them tells. */
function unitsWithheld(units: readonly string[], breakdown: Breakdown, threshold: number): boolean[] {
  const now = withheld(
    units.map((unit) => breakdown.now('unit', { unit })),
    threshold,
  );
  const before = withheld(
    units.map((unit) => breakdown.before('unit', { unit })),
    threshold,
  );
  return now.map((hide, index) => hide || (before[index] ?? false));
}

function unitRows(scope: ReportScope, breakdown: Breakdown, figures: CapabilityFigures): CapabilityReport['byUnit'] {
  const units = shownUnits(scope);
  const hidden = unitsWithheld(units, breakdown, scope.threshold);
  return units.map((unit, index) => {
    const hide = hidden[index] ?? false;
    const earlier = { unit, asAt: breakdown.earlierDay };
    return {
      id: unit,
      label: labelOf(scope, unit),
      ...figures.pair(breakdown.now('unit', { unit }), { unit }, hide),
      before: figures.share('capability', breakdown.before('unit', { unit }), earlier, hide),
    };
  });
}

function dimensionRows(breakdown: Breakdown, figures: CapabilityFigures): CapabilityReport['byDimension'] {
  return LEADERSHIP_FRAMEWORK.dimensions.map(({ code, label }) => {
    const dimension = { dimension: code };
    const before = breakdown.before('dimension', dimension);
    return {
      code,
      label,
      ...figures.pair(breakdown.now('dimension', dimension), dimension),
      before: figures.share('capability', before, { ...dimension, asAt: breakdown.earlierDay }),
    };
  });
}

function levelRows(breakdown: Breakdown, figures: CapabilityFigures): CapabilityReport['byLevel'] {
  const levels = LEADERSHIP_LEVELS.map(({ id }) => ({ level: id }));
  const threshold = figures.scope.threshold;
  const now = withheld(
    levels.map((level) => breakdown.now('level', level)),
    threshold,
  );
  const before = withheld(
    levels.map((level) => breakdown.before('level', level)),
    threshold,
  );
  return LEADERSHIP_LEVELS.map(({ id, label }, index) => {
    const level = { level: id };
    const hide = now[index] === true || before[index] === true;
    const earlier = { ...level, asAt: breakdown.earlierDay };
    return {
      code: id,
      label,
      ...figures.pair(breakdown.now('level', level), level, hide),
      before: figures.share('capability', breakdown.before('level', level), earlier, hide),
    };
  });
}

function elementRows(breakdown: Breakdown, figures: CapabilityFigures): CapabilityReport['byElement'] {
  const rows = LEADERSHIP_FRAMEWORK.dimensions.flatMap((dimension) =>
    dimension.elements.map(({ code, label }) => ({
      code,
      label,
      dimension: dimension.code,
      ...figures.pair(breakdown.now('element', { element: code }), { element: code }),
    })),
  );
  const order = ({ capability }: Pair) => capability.value ?? Number.POSITIVE_INFINITY;
  return rows.filter(({ capability }) => capability.status !== 'none').sort((a, b) => order(a) - order(b));
}

function matrixRows(scope: ReportScope, breakdown: Breakdown, figures: CapabilityFigures): CapabilityReport['matrix'] {
  const units = shownUnits(scope);
  const hidden = unitsWithheld(units, breakdown, scope.threshold);
  return units.map((unit, index) => ({
    unit,
    label: labelOf(scope, unit),
    cells: LEADERSHIP_FRAMEWORK.dimensions.map(({ code }) => {
      const count = breakdown.now('unit-dimension', { unit, dimension: code });
      const hide = hidden[index] === true || figures.tooFew(count);
      return { dimension: code, capability: figures.share('capability', count, { unit, dimension: code }, hide) };
    }),
  }));
}
