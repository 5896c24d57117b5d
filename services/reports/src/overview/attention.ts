import type { OverviewReport } from '@praxis/contracts';
import {
  capabilityBreakdown,
  shiftDay,
  wilson,
  withheld,
  type CapabilityBreakdownRow,
  type ChecklistActionRow,
} from '@praxis/metrics';
import { labelOf, run, type ReportScope } from '../frame/report-scope.js';
import type { ReportPorts } from '../report-ports.js';

type Attention = OverviewReport['attention'];

/** A year's fall in capability from which a unit is named, in percentage points. */
const DECLINE = 10;
const MOST = 5;

const LONG_DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** What needs a decision: units whose capability fell over a year, and actions long overdue. Worst first. */
export async function attentionOf(
  scope: ReportScope,
  ports: ReportPorts,
  actions: readonly ChecklistActionRow[],
): Promise<Attention> {
  const overdue = actions
    .filter((action) => action.overdue === 1)
    .slice(0, MOST)
    .map((action) => ({
      text: `${labelOf(scope, action.unit)}: an action on checklist item ${action.item} has been due since ${LONG_DAY.format(Date.parse(action.due_on))}`,
      page: 'checklist',
      search: searchOf(scope, action.unit),
    }));
  return [...(await declines(scope, ports)), ...overdue];
}

async function declines(scope: ReportScope, ports: ReportPorts): Promise<Attention> {
  const earlier = shiftDay(scope.asAt, -12);
  const { asAt, knownBy, units, validityMonths } = scope;
  const itself = new Map(units.map((unit) => [unit, unit]));
  const asked = { asAt, knownBy, units, validityMonths, days: [asAt, earlier] };
  const rows = await run<CapabilityBreakdownRow>(ports.analytics, capabilityBreakdown(asked, itself), 'declines');
  const on = (day: string) => rows.filter((row) => row.grain === 'unit' && row.sample_day === day);
  const now = on(asAt);
  const hidden = withheld(now, scope.threshold);
  return now
    .flatMap((row, index) => {
      const before = on(earlier).find(({ unit }) => unit === row.unit);
      if (!before || hidden[index] || before.people < scope.threshold) return [];
      if (!fellBeyondChance(before, row)) return [];
      return [{ unit: row.unit, fall: 100 * (before.met / before.applicable - row.met / row.applicable) }];
    })
    .filter(({ fall }) => fall >= DECLINE)
    .sort((a, b) => b.fall - a.fall)
    .slice(0, MOST)
    .map(({ unit, fall }) => ({
      text: `${labelOf(scope, unit)}: capability fell by ${fall.toFixed(0)} percentage points in a year`,
      page: 'capability',
      search: searchOf(scope, unit),
    }));
}

/** The 95 % intervals of then and now do not overlap. */
function fellBeyondChance(before: CapabilityBreakdownRow, now: CapabilityBreakdownRow): boolean {
  if (before.applicable === 0 || now.applicable === 0) return false;
  return wilson(now.met, now.applicable).upper < wilson(before.met, before.applicable).lower;
}

/** Latest dates stay out of the address, so that a kept link goes on showing the latest. */
function searchOf(scope: ReportScope, unit: string): Record<string, string> {
  const { asAt, knownBy, today } = scope;
  return { unit, ...(asAt < today ? { asAt } : {}), ...(knownBy < today ? { knownBy } : {}) };
}
