import { InvalidStatement, type ParameterValue } from '@praxis/analytics-store';
import { expect, it } from 'vitest';
import type { CurrentStore } from './store-under-test.js';
import { madeTable, rejectionOf, countOf, insert, batchOf } from './fact-tables.builders.js';

const types: readonly [string, ParameterValue, unknown][] = [
  ['String', 'Zoë 👩🏽‍⚕️', 'Zoë 👩🏽‍⚕️'],
  ['String', '', ''],
  ['UInt64', 18_446_744_073_709_551_615n, '18446744073709551615'],
  ['UInt64', '42', '42'],
  ['Int64', -5n, '-5'],
  ['UInt8', 7, 7],
  ['Float64', -0.125, -0.125],
  ['Bool', true, true],
  ['Bool', false, false],
  ['UInt8', true, 1],
  ['Nullable(String)', null, null],
  ['Nullable(String)', '\\N', '\\N'],
  ['Nullable(UInt8)', null, null],
  ['Date', '2026-03-31', '2026-03-31'],
  ["DateTime64(3, 'UTC')", '2026-03-31 09:30:00.123', '2026-03-31 09:30:00.123'],
  ['Array(String)', [], []],
  [
    'Array(String)',
    ['a', "it's", 'a,b]', 'line\n\nline\ttab', '\\', '"', '日本'],
    ['a', "it's", 'a,b]', 'line\n\nline\ttab', '\\', '"', '日本'],
  ],
  ['Array(UInt32)', [1, 2, 3], [1, 2, 3]],
];

const attacks = [
  "'; DROP TABLE victim; --",
  "\\'; DROP TABLE victim; --",
  "\\\\'; DROP TABLE victim; --",
  "') OR 1=1 --",
  "x', param_other = 'y",
  '\n\nDROP TABLE victim\n\n',
  '\\x27; DROP TABLE victim',
  '{other:String}',
  '/* */ ; SELECT 1 --',
  '\t\r\n\b\f\0',
  '%00%27',
  '`"\'',
];

export function parametersConformance(current: CurrentStore): void {
  it.each(types)('takes a parameter of type %s: %o', async (type, value, returned) => {
    expect(await current().query(`SELECT {value:${type}} AS value`, { value })).toStrictEqual([{ value: returned }]);
  });

  it.each(attacks)('takes %j as text and nothing else', async (text) => {
    const store = current();
    const definition = await madeTable(store);
    await insert(store, definition, batchOf(0, 3));
    const sql = 'SELECT {text:String} AS text, {list:Array(String)} AS list, {other:String} AS other';
    const parameters = { text: text.replaceAll('victim', `${definition.name}_v1`), list: [text, text], other: 'kept' };
    expect(await store.query(sql, parameters)).toStrictEqual([parameters]);
    expect(await countOf(store, definition)).toBe(3);
  });

  it('takes a long list of parameters', async () => {
    const ids = Array.from({ length: 30_000 }, (_, index) => `worker-${index}`);
    const [row] = await current().query(
      "SELECT count() AS found FROM numbers(40000) WHERE concat('worker-', toString(number)) IN {ids:Array(String)}",
      { ids },
    );
    expect(row).toEqual({ found: '30000' });
  });

  it('keeps the parameters of concurrent queries apart', async () => {
    const store = current();
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        store.query('SELECT {n:UInt32} AS n, {s:String} AS s, sleepEachRow(0.005) AS slept', {
          n: index,
          s: `${index}`,
        }),
      ),
    );
    expect(answers.map(([row]) => row)).toEqual(answers.map((_, index) => ({ n: index, s: `${index}`, slept: 0 })));
  });

  const misfits: readonly [string, Record<string, ParameterValue>, RegExp][] = [
    ['SELECT {a:UInt8} AS a', {}, /\{a\}/],
    ['SELECT {a:UInt8} AS a', { a: 1, b: 2 }, /\{b\}/],
    ["SELECT '{a:UInt8}' AS a", { a: 1 }, /\{a\}/],
    ['SELECT {a:Float64} AS a', { a: Number.NaN }, /finite/],
    ['SELECT {a:UInt64} AS a', { a: 2 ** 60 }, /digits/],
  ];
  it.each(misfits)('refuses %s with %o before asking the engine', async (sql, parameters, message) => {
    const error = await rejectionOf(current().query(sql, parameters));
    expect(error).toBeInstanceOf(InvalidStatement);
    expect((error as Error).message).toMatch(message);
  });

  it('lets no parameter outlive its query', async () => {
    const store = current();
    for (let round = 0; round < 8; round++) await store.query('SELECT {secret:String} AS s', { secret: 'planted' });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => store.query('SELECT {secret:String} AS s', { secret: '' })),
    );
    expect(answers.flat()).toEqual(Array.from({ length: 8 }, () => ({ s: '' })));
  });
}
