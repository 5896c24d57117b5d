import { describe, expect, it } from 'vitest';
import { improvementFixture } from '../../testing/fixtures/improvement.fixture.js';
import { xmrKey, xmrOption } from './option.js';
import { prepareXmr, type SpcChart } from './prepare.js';

const { chart: found, indicator } = improvementFixture();
if (found === null || indicator === null) throw new Error('The fixture has no chart.');
const chart: SpcChart = found;
const prepare = (part: Partial<SpcChart> = {}, cpdFrom: string | null = '2025-09-01', target: number | null = 4) =>
  prepareXmr({ ...chart, ...part }, 'Falls', cpdFrom, target);

interface Line {
  readonly yAxis?: number;
  readonly xAxis?: number;
  readonly lineStyle: { readonly type: string };
}
interface Drawn {
  readonly series: readonly {
    readonly data: readonly {
      readonly value: number | '-';
      readonly symbol: string;
      readonly records: string | null;
    }[];
    readonly markLine: { readonly data: readonly Line[] };
    readonly markArea: { readonly data: readonly (readonly { readonly xAxis: number }[])[] };
  }[];
  readonly yAxis: { readonly min: number; readonly max: number; readonly interval: number };
}
const draw = (model = prepare()) => xmrOption(model) as unknown as Drawn;

describe('an XmR chart', () => {
  it('gives each kind of variation a shape of its own', () => {
    const shapes = new Map(
      chart.points.map((point, index) => [point.variation, draw().series[0]?.data[index]?.symbol]),
    );
    expect(Object.fromEntries(shapes)).toEqual({ 'common-cause': 'circle', concern: 'rect', improvement: 'diamond' });
    expect(new Set(xmrKey(prepare()).map((item) => item.shape)).size).toBe(5);
  });

  it('leaves a month that was not measured as a gap, and says so', () => {
    expect(draw().series[0]?.data[6]).toMatchObject({ value: '-', records: null });
    expect(prepare().description).toContain('1 month is a gap.');
  });

  it('draws mean, limits, near limits, target and the day the CPD began, each in its own line', () => {
    const lines = draw().series[0]?.markLine.data ?? [];
    expect(lines.filter((line) => line.yAxis !== undefined).map((line) => [line.yAxis, line.lineStyle.type])).toEqual([
      [6.42, 'solid'],
      [8.91, 'dashed'],
      [3.93, 'dashed'],
      [8.08, 'dotted'],
      [4.76, 'dotted'],
      [4, 'solid'],
    ]);
    expect(lines.find((line) => line.xAxis !== undefined)?.xAxis).toBe(10);
  });

  it('draws no CPD line when the CPD began outside the chart, and no target where there is none', () => {
    const lines = draw(prepare({}, '2019-01-01', null)).series[0]?.markLine.data ?? [];
    expect(lines).toHaveLength(5);
    expect(prepare({}, null).cpdAt).toBeNull();
  });

  it('shades the months that the limits come from: nine with a measurement, so ten with the gap', () => {
    expect(draw().series[0]?.markArea.data).toEqual([[{ xAxis: 0 }, { xAxis: 9 }]]);
    expect(prepare({ baselinePoints: 500 }).baselineTo).toBeNull();
  });

  it('states trial limits, screening, false flags and the target’s assurance', () => {
    expect(prepare().remarks).toEqual([
      'Limits from: the months before the CPD began (9 points), with no month set aside.',
      'Fewer than twelve points stand behind the limits: they are trial limits.',
      'About 23 in 100 charts like this one would flag something by chance alone.',
      'The target lies within ordinary variation: some months will meet it, some will not.',
    ]);
    expect(prepare({ trial: false, assurance: null, screened: true }).remarks).toEqual([
      'Limits from: the months before the CPD began (9 points), after setting aside unusually large moving ranges.',
      'About 23 in 100 charts like this one would flag something by chance alone.',
    ]);
  });

  it('is described in words that claim no cause', () => {
    const { description } = prepare();
    expect(description).toMatch(
      /^XmR chart of Falls, 23 months with a measurement\. Mean 6\.42, limits 3\.93 to 8\.91\. \d+ points show special variation\. The CPD began on 1 September 2025\./,
    );
    expect(description).not.toMatch(/caus|led to|because|thanks/i);
    expect(
      prepare({ points: chart.points.map((point) => ({ ...point, variation: 'common-cause' as const })) }).description,
    ).toContain('No point shows special variation.');
  });

  it('a column of rates could not be read down: 6.5 stood under 10.69', () => {
    const [point] = chart.points;
    const { table, description } = prepare({ mean: 6.5, lower: 0, upper: 13.004, points: [{ ...point!, value: 6.5 }] });
    const cell = (id: string) => table.rows[0]!.cells[table.columns.findIndex((column) => column.id === id)]!.text;
    expect([cell('value'), cell('mean'), cell('limits')]).toEqual(['6.50', '6.50', '0.00 to 13.00']);
    expect(description).toContain('Mean 6.50, limits 0.00 to 13.00.');
  });

  it('has an axis in even steps that holds everything drawn, below zero as well', () => {
    expect(draw().yAxis).toMatchObject({ min: 0, max: 10, interval: 2.5 });
    const below = draw(prepare({ lower: -3 })).yAxis;
    expect(below.min).toBeLessThanOrEqual(-3);
    expect(below.min % below.interval).toBeCloseTo(0, 9);
  });

  it('opens each point to its records', () => {
    expect(draw().series[0]?.data[0]?.records).toContain('figure=indicator');
  });
});
