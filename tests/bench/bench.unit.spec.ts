import { describe, expect, it } from 'vitest';

// The benchmark runs as it stands, without being built; so its files are not TypeScript and are taken as they come.
const load = (name: string) => import(new URL(name, import.meta.url).href);
const { percentile, ratios, spread } = await load('./statistics.mjs');
const { goalsOf, slowestStage } = await load('./goals.mjs');
const { planOf, RecordingReader, runPlan } = await load('./recording-reader.mjs');
const { optionsOf } = await load('./bench.options.mjs');

describe('statistics of the benchmark', () => {
  it('take percentiles by nearest rank', () => {
    const values = Array.from({ length: 20 }, (_, index) => 20 - index);
    expect(percentile(values, 0.95)).toBe(19);
    expect(percentile(values, 0.5)).toBe(10);
    expect(percentile([7], 0.95)).toBe(7);
  });

  it('give the middle with the range', () => {
    expect(spread([3, 1, 2])).toEqual({ median: 2, low: 1, high: 3 });
    expect(spread([4, 1, 2, 3])).toEqual({ median: 2.5, low: 1, high: 4 });
  });

  it('compare round with round', () => {
    expect(ratios([1, 4], [2, 4])).toEqual([0.5, 1]);
    expect(() => ratios([1], [1, 2])).toThrow(RangeError);
  });
});

describe('goals of the benchmark', () => {
  const perSecond = (appendOne: number, append64: number) => ({
    appendOne: { perSecond: appendOne },
    rawOne: { perSecond: 10 },
    append64: { perSecond: append64 },
    raw64: { perSecond: 100 },
  });
  const round = (replay: number, insert: number, peakBytes: number) => ({
    replay: { milliseconds: replay, peakBytes },
    read: { milliseconds: 10 },
    project: { milliseconds: 5 },
    insert: { milliseconds: insert },
  });
  const report = (ours: number, sql: number) => ({
    title: 'one',
    rounds: [{ report: [ours], sql: [sql], http: [ours] }],
  });
  const met = (results: object) => goalsOf(results).map((goal: { met: boolean }) => goal.met);

  it('are met at their limits and missed beyond them', () => {
    expect(met({ commands: { rounds: [perSecond(5, 49)] } })).toEqual([true, false]);
    expect(met({ replay: { rounds: [round(100, 80, 1e9)] } })).toEqual([true, true]);
    expect(met({ replay: { rounds: [round(100, 79, 1e9 + 1)] } })).toEqual([false, false]);
    expect(met({ reports: { reports: [report(117.9, 100), report(118.1, 100)] } })).toEqual([true, false]);
  });

  it('take the median of the rounds, but the highest memory', () => {
    const rounds = [round(100, 80, 1), round(100, 90, 2), round(100, 10, 2e9)];
    expect(met({ replay: { rounds } })).toEqual([true, false]);
  });

  it('hold the replay against the stage that is slowest', () => {
    expect(slowestStage([round(100, 20, 1)])).toBe('insert');
    expect(slowestStage([round(100, 2, 1)])).toBe('read');
  });
});

describe('a report’s SQL alone', () => {
  const engine = (log: string[], delays: Record<string, number> = {}) => ({
    async query(sql: string) {
      log.push(`asked ${sql}`);
      await new Promise((resolve) => setTimeout(resolve, delays[sql] ?? 1));
      log.push(`answered ${sql}`);
      return [];
    },
  });
  const asReport = async (reader: {
    query: (sql: string, parameters: object, options: object) => Promise<unknown>;
  }) => {
    const ask = (sql: string) => reader.query(sql, {}, { tag: sql[0] });
    await ask('a');
    await Promise.all([ask('b'), ask('c1').then(() => ask('c2')), ask('d')]);
  };

  it('asks the same, and waits only where the report always waits', async () => {
    const recordings = [];
    for (const delays of [{ b: 20 }, { d: 20, c1: 5 }]) {
      const reader = new RecordingReader(engine([], delays));
      await asReport(reader);
      recordings.push(reader);
    }
    const plan = planOf(recordings) as { sql: string; after: string[] }[];
    expect(plan.map(({ sql }) => sql)).toEqual(['a', 'b', 'c1', 'd', 'c2']);
    expect(plan.map(({ after }) => after.length)).toEqual([0, 1, 1, 1, 1]);
    const log: string[] = [];
    await runPlan(plan, engine(log));
    expect(log.slice(0, 2)).toEqual(['asked a', 'answered a']);
    expect(log.filter((line) => line.startsWith('asked'))).toHaveLength(5);
  });

  it('refuses a report that asks something else each time', async () => {
    const first = new RecordingReader(engine([]));
    await first.query('a', {});
    const second = new RecordingReader(engine([]));
    await second.query('b', {});
    expect(() => planOf([first, second])).toThrow(/not always ask the same/);
  });
});

describe('options of the benchmark', () => {
  it('measure a million events in five rounds unless told', () => {
    expect(optionsOf([])).toMatchObject({ events: 1_000_000, rounds: 5, strict: false });
    expect(optionsOf(['--quick'])).toMatchObject({ events: 100_000, rounds: 5 });
    expect(optionsOf(['--quick', '--events', '20000'])).toMatchObject({ events: 20_000 });
  });

  it.each([[['--events', 'many']], [['--rounds', '4']], [['--only', 'everything']], [['--unknown']]])(
    'refuse %j',
    (args) => {
      expect(() => optionsOf(args)).toThrow();
    },
  );
});
