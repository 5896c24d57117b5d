import { describe, expect, it } from 'vitest';
import { textsOf, type TableModel } from '../figures/table.model.js';
import { percent, twoDecimals, whole } from '../format/figure.format.js';
import { capabilityFixture } from '../testing/fixtures/capability.fixture.js';
import { checklistFixture } from '../testing/fixtures/checklist.fixture.js';
import { cpdImpactFixture } from '../testing/fixtures/cpd-impact.fixture.js';
import { improvementFixture } from '../testing/fixtures/improvement.fixture.js';
import type { Variant } from '../testing/fixtures/numbers.fixture.js';
import { capabilityTrendOption } from './capability-trend/option.js';
import { prepareCapabilityTrend } from './capability-trend/prepare.js';
import type { ChartOption } from './chart.option.js';
import { checklistStatusOption } from './checklist-status/option.js';
import { prepareChecklistStatus } from './checklist-status/prepare.js';
import { learningMinutesOption } from './learning-minutes/option.js';
import { prepareLearningMinutes } from './learning-minutes/prepare.js';
import { learningSharesOption } from './learning-shares/option.js';
import { prepareLearningShares } from './learning-shares/prepare.js';
import { minutesPerHeadOption } from './minutes-per-head/option.js';
import { prepareMinutesPerHead } from './minutes-per-head/prepare.js';
import { nowAndBeforeOption } from './now-and-before/option.js';
import { prepareNowAndBefore } from './now-and-before/prepare.js';
import { xmrOption } from './xmr/option.js';
import { prepareXmr } from './xmr/prepare.js';

interface Drawn {
  readonly option: ChartOption;
  readonly table: TableModel;
  /** How the table prints a number that the chart draws. */
  readonly printed: (value: number) => string;
}

const asPercent = (value: number): string => percent(value / 100);

const CHARTS: Readonly<Record<string, (variant: Variant) => Drawn>> = {
  'capability trend': (variant) => {
    const model = prepareCapabilityTrend(capabilityFixture(variant));
    return { option: capabilityTrendOption(model), table: model.table, printed: asPercent };
  },
  'now and before': (variant) => {
    const model = prepareNowAndBefore(capabilityFixture(variant).byUnit, 'unit');
    return { option: nowAndBeforeOption(model), table: model.table, printed: asPercent };
  },
  'learning minutes': (variant) => {
    const model = prepareLearningMinutes(cpdImpactFixture(variant));
    return { option: learningMinutesOption(model), table: model.table, printed: whole };
  },
  'learning shares': (variant) => {
    const model = prepareLearningShares(cpdImpactFixture(variant));
    return { option: learningSharesOption(model), table: model.table, printed: asPercent };
  },
  'minutes per head': (variant) => {
    const model = prepareMinutesPerHead(cpdImpactFixture(variant));
    return { option: minutesPerHeadOption(model), table: model.table, printed: (value) => value.toFixed(1) };
  },
  'checklist status': (variant) => {
    const model = prepareChecklistStatus(checklistFixture(variant));
    return { option: checklistStatusOption(model), table: model.table, printed: whole };
  },
};

/** Every number that the series of an option draw. A point may be a number, an `x, y` pair, or an object with either. */
function drawnValues(option: ChartOption): number[] {
  const series = [option.series ?? []].flat();
  return series
    .filter((one) => !('silent' in one && one.silent === true))
    .flatMap((one) => (one.data ?? []) as readonly unknown[])
    .map((point) => (typeof point === 'object' && point !== null && 'value' in point ? point.value : point))
    .map((value) => (Array.isArray(value) ? (value[0] as unknown) : value))
    .filter((value) => typeof value === 'number');
}

describe('the table is the equal twin of the chart', () => {
  for (const [name, draw] of Object.entries(CHARTS)) {
    it(`${name}: every value that is drawn is in the table`, () => {
      const { option, table, printed } = draw('data');
      const texts = textsOf(table);
      const values = drawnValues(option);
      expect(values.length).toBeGreaterThan(3);
      expect(values.map(printed).filter((text) => !texts.has(text))).toEqual([]);
    });

    it(`${name}: nothing is drawn of what is withheld or not there`, () => {
      expect(drawnValues(draw('suppressed').option)).toEqual([]);
      expect(drawnValues(draw('empty').option)).toEqual([]);
      const withheld = draw('suppressed').table.rows.flatMap((row) =>
        row.cells.filter((cell) => cell.kind === 'figure'),
      );
      expect(withheld).toEqual([]);
    });

    it(`${name}: does not move`, () => {
      expect(draw('data').option.animation).toBe(false);
    });
  }

  const TABLES: Readonly<Record<string, () => TableModel>> = {
    ...Object.fromEntries(Object.entries(CHARTS).map(([name, draw]) => [name, () => draw('data').table])),
    XmR: () => {
      const { chart, improvement, indicator } = improvementFixture();
      return prepareXmr(chart!, indicator!.title, improvement.cpdFrom, indicator!.target).table;
    },
  };
  it.each(Object.entries(TABLES))(
    '%s: numbers of a column had different decimals, and could not be read down',
    (_, table) => {
      const { columns, rows } = table();
      const decimals = (text: string) =>
        [...text.matchAll(/\d(?:\.(\d+))?(?![\d.,])/g)].map(([, after = '']) => after.length);
      const numeric = columns.flatMap(({ id, numeric: isNumeric }, index) =>
        isNumeric === true ? [{ id, index }] : [],
      );
      expect(numeric).not.toEqual([]);
      for (const { id, index } of numeric) {
        const texts = rows.flatMap(({ cells }) => (cells[index]?.word === undefined ? [cells[index]!.text] : []));
        expect(new Set(texts.flatMap(decimals)).size, `${id}: ${texts.join(', ')}`).toBeLessThanOrEqual(1);
      }
    },
  );

  it('XmR: points, mean and limits', () => {
    const { chart, improvement, indicator } = improvementFixture();
    if (chart === null || indicator === null) throw new Error('The fixture has no chart.');
    const model = prepareXmr(chart, indicator.title, improvement.cpdFrom, indicator.target);
    const texts = textsOf(model.table);
    const values = drawnValues(xmrOption(model));
    expect(values).toHaveLength(23);
    expect(values.map(twoDecimals).filter((text) => !texts.has(text))).toEqual([]);
    expect(texts).toContain('6.42');
    expect(texts).toContain('3.93 to 8.91');
  });
});
