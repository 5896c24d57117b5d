import { type ColumnDefinition, InvalidBatch, physicalName } from '@praxis/analytics-store';
import { expect, it } from 'vitest';
import type { CurrentStore } from './store-under-test.js';
import { countOf, insert, madeTable, rejectionOf } from './fact-tables.builders.js';

const awkward = [
  '',
  'a blank line\n\nSELECT 1;\n\n',
  '"quoted" \'quoted\' `quoted` \\ \\N \\n',
  '\ttabs\t\r\n',
  'nul \0 nul',
  'Zoë — 日本語 — 👩🏽‍⚕️',
  'x'.repeat(127),
  'é'.repeat(64),
  'y'.repeat(128),
  'z'.repeat(100_000),
];

/** Type, what is given, what comes back. */
const roundTrips: readonly [string, readonly unknown[], (readonly unknown[])?][] = [
  ['UInt8', [0, 255, true, 7n], [0, 255, 1, 7]],
  ['UInt16', [0, 65_535]],
  ['UInt32', [0, 4_294_967_295]],
  [
    'UInt64',
    [0, 1n, 18_446_744_073_709_551_615n, '9007199254740993'],
    ['0', '1', '18446744073709551615', '9007199254740993'],
  ],
  ['Int8', [-128, 127]],
  ['Int16', [-32_768, 32_767]],
  ['Int32', [-2_147_483_648, 2_147_483_647]],
  [
    'Int64',
    [-9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n, -1],
    ['-9223372036854775808', '9223372036854775807', '-1'],
  ],
  ['Float32', [0, 0.5, -1024.25]],
  ['Float64', [0, 0.1, -1e300, 5e-324]],
  ['Bool', [true, false]],
  ['String', awkward],
  ['LowCardinality(String)', [...awkward, 'twice', 'twice']],
  ['LowCardinality(Nullable(String))', [null, '', 'a', null, 'a\n\nb']],
  ['Nullable(String)', [null, '', 'a\n\nb']],
  ['Nullable(UInt64)', [null, 5n], [null, '5']],
  ['Nullable(Float64)', [1.5, null]],
  ['Date', ['1970-01-01', '2024-02-29', '2149-06-06']],
  ['Date32', ['1900-01-01', '1969-12-31', '2026-03-31', '2299-12-31']],
  ['Nullable(Date32)', [null, '2026-03-31']],
  ["DateTime('UTC')", ['2026-03-31T09:30:00Z', '1970-01-01 00:00:00'], ['2026-03-31 09:30:00', '1970-01-01 00:00:00']],
  [
    "DateTime64(3, 'UTC')",
    ['2026-03-31T09:30:00.123Z', '2026-03-31 09:30:00', '1950-01-01T00:00:00.5Z', '2026-10-25T01:30:00.100000Z'],
    ['2026-03-31 09:30:00.123', '2026-03-31 09:30:00.000', '1950-01-01 00:00:00.500', '2026-10-25 01:30:00.100'],
  ],
  ["DateTime64(9, 'UTC')", ['2026-03-31T09:30:00.123456789Z'], ['2026-03-31 09:30:00.123456789']],
  [
    'UUID',
    ['00112233-4455-6677-8899-aabbccddeeff', 'FFFFFFFF-ffff-ffff-ffff-ffffffffffff'],
    ['00112233-4455-6677-8899-aabbccddeeff', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  ],
  ['Array(String)', [[], ['', 'a\n\nb'], awkward.slice(0, 6)]],
  ['Array(LowCardinality(String))', [[], ['a', 'a'], ['b']]],
  ['Array(Nullable(UInt32))', [[], [1, null, 3]]],
  ['Array(Array(UInt8))', [[], [[1], [], [2, 3]]]],
];

const refused: readonly [string, unknown][] = [
  ['UInt8', 256],
  ['UInt8', -1],
  ['UInt8', 1.5],
  ['UInt8', '1'],
  ['UInt8', null],
  ['UInt32', undefined],
  ['UInt64', -1n],
  ['UInt64', 2n ** 64n],
  ['UInt64', 2 ** 60],
  ['UInt64', '1e3'],
  ['Int64', -(2n ** 63n) - 1n],
  ['Float64', Number.NaN],
  ['Float64', Number.POSITIVE_INFINITY],
  ['Bool', 1],
  ['String', 5],
  ['String', null],
  ['LowCardinality(String)', null],
  ['Date', '2026-02-30'],
  ['Date', '1969-12-31'],
  ['Date', '2026-03-31T00:00:00Z'],
  ['Date32', '1899-12-31'],
  ["DateTime('UTC')", '2026-03-31T09:30:00.5Z'],
  ["DateTime64(3, 'UTC')", '2026-03-31T09:30:00.1234Z'],
  ["DateTime64(3, 'UTC')", '2026-03-31T09:30:00+01:00'],
  ["DateTime64(3, 'UTC')", '2026-03-31T24:00:00Z'],
  ["DateTime64(3, 'UTC')", '2026-03-31'],
  ['UUID', 'not-a-uuid'],
  ['Array(String)', 'a'],
  ['Array(String)', ['a', 1]],
];

const withKey = (type: string): readonly ColumnDefinition[] => [
  { name: 'key', type: 'UInt32' },
  { name: 'value', type },
];

export function valuesConformance(current: CurrentStore): void {
  it.each(roundTrips)('gives back %s as it was given', async (type, given, returned = given) => {
    const store = current();
    const definition = await madeTable(store, withKey(type));
    const facts = given.map((value, index) => ({ position: 1n, ordinal: index, values: [index, value] }));
    await insert(store, definition, { from: 0n, to: 1n, facts });
    const rows = await store.query<{ value: unknown }>(`SELECT value FROM ${physicalName(definition)} ORDER BY key`);
    expect(rows.map(({ value }) => value)).toStrictEqual(returned);
    const streamed: unknown[] = [];
    for await (const { value } of store.stream<{ value: unknown }>(
      `SELECT value FROM ${physicalName(definition)} ORDER BY key`,
    )) {
      streamed.push(value);
    }
    expect(streamed).toStrictEqual(returned);
  });

  it.each([300, 70_000])('keeps %i different texts of one column apart', async (different) => {
    const store = current();
    const definition = await madeTable(store, withKey('LowCardinality(String)'));
    const facts = Array.from({ length: different + 10 }, (_, index) => ({
      position: 1n,
      ordinal: index,
      values: [index, `text ${index % different}`],
    }));
    await insert(store, definition, { from: 0n, to: 1n, facts });
    const [row] = await store.query(
      `SELECT countIf(value = concat('text ', toString(key % {different:UInt32}))) AS right, uniqExact(value) AS texts
       FROM ${physicalName(definition)}`,
      { different },
    );
    expect(row).toEqual({ right: String(different + 10), texts: String(different) });
  });

  it.each(refused)('refuses for %s the value %s, saying where, and writes nothing', async (type, value) => {
    const store = current();
    const definition = await madeTable(store, withKey(type));
    const facts = [{ position: 1n, ordinal: 0, values: [0, value] }];
    const error = await rejectionOf(insert(store, definition, { from: 0n, to: 1n, facts }));
    expect(error).toBeInstanceOf(InvalidBatch);
    expect((error as Error).message).toContain(`Row 0, column value (${type})`);
    expect(await countOf(store, definition)).toBe(0);
  });

  it('gives 64-bit counts and sums as text, floats as numbers, NaN as null', async () => {
    const [row] = await current().query(
      'SELECT count() AS c, sum(number) AS s, avg(number) AS a, nan AS n, toUInt32(7) AS u FROM numbers(10)',
    );
    expect(row).toStrictEqual({ c: '10', s: '45', a: 4.5, n: null, u: 7 });
  });
}
