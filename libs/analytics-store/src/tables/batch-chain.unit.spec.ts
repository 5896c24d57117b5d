import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkChain, type ChainedBatch } from './batch-chain.js';

const batch = (from: number, to: number, rows = 1, expected: number | undefined = rows): ChainedBatch => ({
  from: BigInt(from),
  to: BigInt(to),
  rows,
  expected,
});

describe('the chain of batches', () => {
  it('is whole and at 0 when there are none', () => {
    expect(checkChain([])).toEqual({ head: 0n, end: 0n, batches: 0, faulty: [], missing: [], whole: true });
  });

  it('has its head where whole batches from 0 end', () => {
    expect(checkChain([batch(5, 9), batch(0, 5)])).toMatchObject({ head: 9n, end: 9n, whole: true });
  });

  it('has its head before the first gap', () => {
    const report = checkChain([batch(0, 5), batch(7, 9), batch(9, 12)]);
    expect(report).toMatchObject({ head: 5n, end: 12n, faulty: [], missing: [{ from: 5n, to: 7n }], whole: false });
  });

  it('is at 0 when the beginning is missing', () => {
    expect(checkChain([batch(3, 9)])).toMatchObject({ head: 0n, missing: [{ from: 0n, to: 3n }] });
  });

  it.each([
    ['too few rows', batch(5, 9, 2, 3)],
    ['rows written twice', batch(5, 9, 6, 3)],
    ['rows that do not agree', { ...batch(5, 9, 2), expected: undefined }],
  ])('takes a batch with %s for torn, also as the last one', (_, torn) => {
    const report = checkChain([batch(0, 5), torn]);
    expect(report.faulty).toEqual([{ ...torn, fault: 'torn' }]);
    expect(report).toMatchObject({ head: 5n, end: 9n, missing: [{ from: 5n, to: 9n }] });
  });

  it('keeps the first of two that overlap', () => {
    const report = checkChain([batch(0, 5), batch(0, 7), batch(7, 9)]);
    expect(report.faulty).toEqual([{ ...batch(0, 7), fault: 'overlapping' }]);
    expect(report).toMatchObject({ head: 5n, missing: [{ from: 5n, to: 7n }] });
  });

  it('does not let a torn batch hide whole ones within its range', () => {
    expect(checkChain([batch(0, 9, 1, 2), batch(0, 4), batch(4, 9)])).toMatchObject({ head: 9n, missing: [] });
  });

  const lengths = fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 30 });
  const damaged = lengths.chain((steps) => {
    let from = 0;
    const whole = steps.map((step) => batch(from, (from += step)));
    const damage = fc.constantFrom('none', 'lost', 'torn', 'doubled');
    return fc.record({
      whole: fc.constant(whole),
      damage: fc.array(damage, { minLength: whole.length, maxLength: whole.length }),
      strays: fc.array(fc.tuple(fc.nat(500), fc.integer({ min: 1, max: 50 })), { maxLength: 4 }),
    });
  });

  it('is whole once what it calls faulty is removed and what it then calls missing is written', () => {
    fc.assert(
      fc.property(damaged, ({ whole, damage, strays }) => {
        const rows = { none: 1, torn: 0, doubled: 2, lost: -1 } as const;
        const found = whole.flatMap((one, index) => {
          const kind = damage[index] ?? 'none';
          return kind === 'lost' ? [] : [{ ...one, rows: rows[kind] }];
        });
        const present = new Map<string, ChainedBatch>(found.map((one) => [`${one.from}-${one.to}`, one]));
        for (const [from, length] of strays) {
          const stray = batch(from, from + length);
          if (!present.has(`${stray.from}-${stray.to}`)) present.set(`${stray.from}-${stray.to}`, stray);
        }

        const report = checkChain([...present.values()]);
        for (const { from, to } of report.faulty) present.delete(`${from}-${to}`);
        for (const { from, to } of report.missing) present.set(`${from}-${to}`, batch(Number(from), Number(to)));
        const repaired = checkChain([...present.values()]);
        expect(repaired).toMatchObject({ whole: true, head: report.end, end: report.end });
        expect(report.head).toBeLessThanOrEqual(report.end);
      }),
    );
  });
});
