import { describe, expect, it } from 'vitest';
import { cpdImpactFixture } from '../../testing/fixtures/cpd-impact.fixture.js';
import { countOf, noCount, withheldCount } from '../../testing/fixtures/numbers.fixture.js';
import { prepareLearningKinds } from '../learning-kinds/prepare.js';
import { prepareLearningShares } from '../learning-shares/prepare.js';
import { prepareMinutesPerHead } from '../minutes-per-head/prepare.js';
import { learningMinutesOption } from './option.js';
import { prepareLearningMinutes } from './prepare.js';

const report = cpdImpactFixture();
const [month] = report.months;
if (month === undefined) throw new Error('The fixture has no month.');

describe('minutes of learning', () => {
  it('splits into participatory and other, which add up', () => {
    const model = prepareLearningMinutes(report);
    for (const [index, entry] of report.months.entries()) {
      expect((model.participatory[index]?.value ?? 0) + (model.other[index]?.value ?? 0)).toBe(entry.minutes.value);
    }
  });

  it('says which entries are not in it, because they do not say how long they took', () => {
    expect(prepareLearningMinutes(report).reading).toMatch(
      /^[\d,]+ minutes in the period, \d+\.\d% of them participatory\. \d+ entries do not say how long they took, and are not in it\.$/,
    );
  });

  it('“1 minutes” was said of one, and of one entry that they took long', () => {
    const one = countOf(1, '/x');
    const few = { ...month, minutes: one, participatoryMinutes: one, entriesWithoutMinutes: one };
    expect(prepareLearningMinutes({ months: [few] }).reading).toBe(
      '1 minute in the period, 100.0% of them participatory. 1 entry does not say how long it took, and is not in it.',
    );
  });

  it('one part withheld withholds the other, which would give it away', () => {
    const model = prepareLearningMinutes({ months: [{ ...month, participatoryMinutes: withheldCount }] });
    expect(model.other[0]?.value).toBeNull();
    expect(model.table.rows[0]?.cells[3]?.kind).toBe('suppressed');
  });

  it('no minutes is said as such', () => {
    const empty = { ...month, minutes: noCount, participatoryMinutes: noCount, entriesWithoutMinutes: noCount };
    expect(prepareLearningMinutes({ months: [empty] }).reading).toBe(
      'No minutes of learning are recorded in this period.',
    );
  });

  it('an unfinished month is an outline, and parts differ by pattern', () => {
    const series = learningMinutesOption(prepareLearningMinutes(report)).series as unknown as {
      itemStyle: { decal?: object };
      data: { itemStyle?: { color: string; borderType: string } }[];
    }[];
    expect(series[0]?.data.at(-1)?.itemStyle).toMatchObject({ color: '#ffffff', borderType: 'dashed' });
    expect(series[0]?.data[0]?.itemStyle).toBeUndefined();
    expect(series.map((one) => one.itemStyle.decal !== undefined)).toEqual([false, true]);
  });
});

describe('per head', () => {
  it('the last finished month against the same a year before, in minutes', () => {
    expect(prepareMinutesPerHead(report).reading).toMatch(
      /^\d+\.\d minutes for each person in post in October 2026, [+−][\d.]+ against the same month a year before\.$/,
    );
  });

  it('a month with nobody in post is a gap', () => {
    const model = prepareMinutesPerHead({ months: [{ ...month, minutesPerHead: null }] });
    expect(model.points).toEqual([{ value: null, records: month.minutes.records }]);
    expect(model.table.rows[0]?.cells[1]).toMatchObject({ kind: 'none', word: 'nobody in post' });
    expect(model.reading).toBe('No month of the period has a figure.');
  });
});

describe('reflection and impact', () => {
  it('are read for the period as a whole', () => {
    expect(prepareLearningShares(report).reading).toBe(
      '54.0% of entries in the period have a reflection, and 25.0% say what changed in practice.',
    );
  });
});

describe('kinds of learning', () => {
  it('most minutes first, bars relative to the most, withheld last and without a bar', () => {
    const { table, reading } = prepareLearningKinds({
      byKind: [
        { kind: 'Withheld', minutes: withheldCount, entries: withheldCount },
        { kind: 'Less', minutes: countOf(50, null), entries: countOf(1, null) },
        { kind: 'More', minutes: countOf(200, null), entries: countOf(1, null) },
      ],
    });
    expect(table.rows.map((row) => [row.id, row.cells[1]?.bar])).toEqual([
      ['More', 1],
      ['Less', 0.25],
      ['Withheld', undefined],
    ]);
    expect(reading).toBe('Most time goes into: More (200 minutes).');
    expect(prepareLearningKinds({ byKind: [] }).reading).toBe('No kind of learning has minutes recorded.');
  });
});
