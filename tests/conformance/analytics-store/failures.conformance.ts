import { AnalyticsLimitExceeded, AnalyticsQueryError, InvalidStatement } from '@praxis/analytics-store';
import { expect, it } from 'vitest';
import type { CurrentStore } from './store-under-test.js';
import { collected, rejectionOf } from './fact-tables.builders.js';

const endless = 'SELECT sum(sipHash64(number)) AS s FROM numbers(200000000000)';

const wrong: readonly [string, number, string][] = [
  ['SELECT * FROM there_is_no_such_table', 60, 'UNKNOWN_TABLE'],
  ['SELECT there_is_no_such_column FROM numbers(1)', 47, 'UNKNOWN_IDENTIFIER'],
  ['SELECT (1', 62, 'SYNTAX_ERROR'],
  ['SELECT there_is_no_such_function(1)', 46, 'UNKNOWN_FUNCTION'],
  ["SELECT toUInt8('x')", 6, 'CANNOT_PARSE_TEXT'],
];

export function failuresConformance(current: CurrentStore): void {
  it.each(wrong)('says of %s that it is wrong, with code %i', async (sql, code, type) => {
    const store = current();
    const ofQuery = await rejectionOf(store.query(sql));
    const ofStream = await rejectionOf(collected(store.stream(sql)));
    for (const error of [ofQuery, ofStream]) {
      expect(error).toBeInstanceOf(AnalyticsQueryError);
      expect(error).toMatchObject({ name: 'AnalyticsQueryError', code, type });
    }
  });

  it('says so of a command too', async () => {
    const error = await rejectionOf(current().command('DROP TABLE there_is_no_such_table'));
    expect(error).toMatchObject({ name: 'AnalyticsQueryError', code: 60 });
  });

  it('says what went wrong after rows had been streamed', async () => {
    let seen = 0;
    const read = async (): Promise<void> => {
      const sql = "SELECT throwIf(number = 1500000, 'the middle') AS t, number FROM numbers(3000000)";
      for await (const row of current().stream<{ t: number }>(sql)) seen += 1 - row.t;
    };
    expect(await rejectionOf(read())).toMatchObject({ name: 'AnalyticsQueryError', code: 395 });
    expect(seen).toBeGreaterThan(100_000);
    expect(seen).toBeLessThanOrEqual(1_500_000);
  });

  const limits = [
    ['time', endless, { maxSeconds: 0.3 }],
    ['memory', 'SELECT length(groupArray(number)) AS l FROM numbers(100000000)', { maxMemoryBytes: 20_000_000 }],
    ['rows', 'SELECT number FROM numbers(1001)', { maxRows: 1_000 }],
  ] as const;
  it.each(limits)('stops a query that goes over its %s', async (limit, sql, options) => {
    const store = current();
    const ofQuery = await rejectionOf(store.query(sql, {}, options));
    const ofStream = await rejectionOf(collected(store.stream(sql, {}, options)));
    for (const error of [ofQuery, ofStream]) {
      expect(error).toBeInstanceOf(AnalyticsLimitExceeded);
      expect(error).toMatchObject({ limit });
    }
  });

  it('sets a limit when none was asked for', async () => {
    const error = await rejectionOf(current().query('SELECT number FROM numbers(1000001)'));
    expect(error).toMatchObject({ limit: 'rows' });
  });

  it('did not put what a failed query had begun to answer in front of the next answer', async () => {
    const store = current();
    for (let round = 0; round < 8; round++) {
      await rejectionOf(store.query('SELECT number FROM numbers(4000)', {}, { maxRows: 10 }));
      await rejectionOf(store.query('SELECT throwIf(number = 900000), number FROM numbers(1000000)'));
    }
    const answers = await Promise.all(Array.from({ length: 8 }, () => store.query('SELECT 1 AS one')));
    expect(answers).toEqual(Array.from({ length: 8 }, () => [{ one: 1 }]));
    expect(await collected(store.stream('SELECT 2 AS two'))).toEqual([{ two: 2 }]);
  });

  it('lets no setting of a query stick to those after it', async () => {
    const store = current();
    const settings =
      "SELECT toString(getSetting('max_result_rows')) AS rows, toString(getSetting('max_execution_time')) AS time";
    const [usual] = await store.query(settings);
    for (let round = 0; round < 8; round++) {
      expect(await store.query(settings, {}, { maxRows: 17, maxSeconds: 3 })).toEqual([{ rows: '17', time: '3' }]);
    }
    const after = await Promise.all(Array.from({ length: 8 }, () => store.query(settings)));
    expect(after.flat()).toEqual(Array.from({ length: 8 }, () => usual));
  });

  it.each(['SELECT 1; SELECT 2', "SELECT 1; DROP TABLE x; --'", '', ' ; '])(
    'refuses %j as a statement',
    async (sql) => {
      const store = current();
      expect(await rejectionOf(store.query(sql))).toBeInstanceOf(InvalidStatement);
      expect(await rejectionOf(collected(store.stream(sql)))).toBeInstanceOf(InvalidStatement);
      expect(await rejectionOf(store.command(sql))).toBeInstanceOf(InvalidStatement);
    },
  );

  it('takes semicolons in texts and comments, and one at the end', async () => {
    const sql = "/* a; b */ SELECT ';' AS a, 'it''s; \\'; ' AS b -- c; d\n;";
    expect(await current().query(sql)).toEqual([{ a: ';', b: "it's; '; " }]);
  });

  it.each([
    'DROP TABLE x',
    'INSERT INTO x VALUES (1)',
    '/* SELECT */ ALTER TABLE x DELETE WHERE 1',
    'KILL QUERY WHERE 1',
  ])('does not read with %j', async (sql) => {
    expect(await rejectionOf(current().query(sql))).toBeInstanceOf(InvalidStatement);
  });

  it('answers many queries at the same time', async () => {
    const store = current();
    const sums = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        store.query<{ s: string }>('SELECT sum(number) AS s FROM numbers({n:UInt32})', { n: 1_000 * (index + 1) }),
      ),
    );
    const expected = sums.map((_, index) => (1_000 * (index + 1) * (1_000 * (index + 1) - 1)) / 2);
    expect(sums.map(([row]) => Number(row!.s))).toEqual(expected);
  });
}
