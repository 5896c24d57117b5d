import type {
  CapabilityReport,
  ChecklistReport,
  Comparison,
  FigureRecords,
  ImprovementReport,
  Share,
} from '@praxis/contracts';
import { format } from 'prettier';
import { expect, it } from 'vitest';
import { prepareRatioInterval } from '../../dashboard/src/charts/ratio-interval/prepare.js';
import { longDay, longMonth } from '../../dashboard/src/format/date.format.js';
import { percent, shareText, whole } from '../../dashboard/src/format/figure.format.js';
import { compare, write } from '../reference/documents.js';
import { END, type Demonstration } from './demonstration.harness.js';

type Row = readonly string[];
type Query = Readonly<Record<string, string>>;

const COMPARED: Readonly<Record<Comparison['id'], string>> = {
  'last-two-months': 'the two months before',
  'six-months-each-side': 'six months each side',
  'all-months': 'all months before',
  'without-trigger-months': 'without the three before',
  'same-months': 'same calendar months',
};

const DOCUMENT = { file: 'tests/demonstration-provider/README.md', part: 'figures' };
const WIDTH = { parser: 'markdown', printWidth: 120 } as const;

/** The demonstration's document gives figures as the pages show them. Must be called during collection. */
export function plantedFigureCases(opened: () => Demonstration): void {
  it('the document of what is planted gave figures that no page shows', async () => {
    const tables = [...(await improvementTable(opened())), '', ...(await otherTable(opened()))];
    const text = (await format(tables.join('\n'), WIDTH)).trim();
    const document = { ...DOCUMENT, render: () => text };
    if (process.env['UPDATE_DOCS'] === '1') write(document, compare(document).right);
    const { now, right } = compare(document);
    expect(now, 'UPDATE_DOCS=1 npm run spec tests/end-to-end/demonstration writes its figures anew').toBe(right);
  });
}

const table = (head: Row, rows: readonly Row[]): string[] =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);

/** As an address of the dashboard. Both dates are the demonstration's last day where none is given. */
const page = (path: string, query: Query = {}) =>
  `\`${path}${Object.keys(query).length === 0 ? '' : `?${new URLSearchParams(query)}`}\``;

async function improvementTable({ site, truths }: Demonstration): Promise<string[]> {
  const rows: Row[] = [];
  for (const [index, truth] of [truths.real, truths.regressionToTheMean, truths.season, truths.none].entries()) {
    const path = `improvements/${truth.improvementId}`;
    const { chart, comparisons } = await site.report<ImprovementReport>(path, END);
    const ratios = Object.keys(COMPARED).map((id) => {
      const found = comparisons.find((comparison) => comparison.id === id);
      return found === undefined ? 'none' : prepareRatioInterval(found).ratio;
    });
    const [, before = '?', after = '?'] = /(\d+) of them up to the CPD and (\d+) after it/.exec(chart!.summary) ?? [];
    rows.push([`${index + 1}`, page(`/cpd/${path}`), ...ratios, `${before}, then ${after}`]);
  }
  return table(['', 'page', ...Object.values(COMPARED), 'months flagged'], rows);
}

async function otherTable(demonstration: Demonstration): Promise<string[]> {
  const rows = [
    ...(await decline(demonstration)),
    ...(await checklist(demonstration)),
    ...(await lateRating(demonstration)),
  ];
  return table(['', 'page', 'figure', 'shows'], rows);
}

const outOf = (share: Share) => `${shareText(share)}: ${whole(share.numerator!)} of ${whole(share.denominator!)}`;

async function decline({ site, truths }: Demonstration): Promise<Row[]> {
  const days = ['2023-04-30', '2025-04-30', '2025-10-31', '2026-04-30', END.asAt];
  const rows: Row[] = [];
  for (const [name, of] of [
    ['the team', { unit: truths.decline.unitId }],
    ['the organisation', {}],
  ] as const) {
    for (const asAt of days) {
      const query = { ...of, asAt };
      const { now } = await site.report<CapabilityReport>('workforce-capability', { ...END, ...query });
      rows.push(['5', page('/capability', query), `capability of ${name}, ${longDay(asAt)}`, outOf(now.capability)]);
    }
  }
  return rows;
}

async function checklist({ site, truths }: Demonstration): Promise<Row[]> {
  const { stalledUnitId, overdueActionId } = truths.checklist;
  const from = '2022-12';
  const { trend, units, actions } = await site.report<ChecklistReport>('checklist', { ...END, from });
  const stalled = units.find(({ id }) => id === stalledUnitId)!;
  const inPlace = stalled.items.filter(({ status }) => status === 'in-place').length;
  const recorded = site.platform.personal.pseudonym('action', overdueActionId);
  const { item, unitLabel, daysOverdue } = actions.list.find(({ id }) => id === recorded)!;
  const months = trend.filter(({ month }) => month === from || month.endsWith('-10'));
  const whereabouts = page('/checklist');
  return [
    ...months.map((row) => [
      '6',
      page('/checklist', { from }),
      `items in place, ${longMonth(row.month)}`,
      whole(row['in-place'].value!),
    ]),
    ['6', whereabouts, `items in place at ${stalled.label}`, `${inPlace} of ${stalled.items.length}`],
    ['6', whereabouts, 'actions overdue', whole(actions.overdue.value!)],
    ['6', whereabouts, `days overdue, the action on item ${item} at ${unitLabel}`, whole(daysOverdue)],
  ];
}

async function lateRating({ site, truths }: Demonstration): Promise<Row[]> {
  const { unitId, element, late } = truths.lateRating;
  const asAt = '2025-06-30';
  const rows: Row[] = [];
  for (const knownBy of [asAt, late.recorded]) {
    const query = { figure: 'capability', unit: unitId, element, asAt, knownBy };
    const { figure } = await site.report<FigureRecords>('records', query);
    const [met, of] = [figure.numerator!, figure.denominator!];
    const name = `capability in ${element}, known by ${longDay(knownBy)}`;
    rows.push(['7', page('/records', query), name, `${percent(met / of)}: ${met} of ${of}`]);
  }
  return rows;
}
