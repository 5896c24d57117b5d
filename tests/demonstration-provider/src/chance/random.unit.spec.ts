import { describe, expect, it } from 'vitest';
import { Random } from './random.js';

const draws = (random: Random, count: number): number[] => Array.from({ length: count }, () => random.next());
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a stream of chance', () => {
  it('is the same for the same name, and another for another', () => {
    expect(draws(new Random('a'), 5)).toEqual(draws(new Random('a'), 5));
    expect(draws(new Random('a'), 5)).not.toEqual(draws(new Random('b'), 5));
  });

  it('has children that do not depend on how much was drawn from it', () => {
    const used = new Random('a');
    draws(used, 100);
    expect(draws(used.child('part'), 3)).toEqual(draws(new Random('a').child('part'), 3));
  });

  it('is uniform', () => {
    const tenths = Array<number>(10).fill(0);
    for (const value of draws(new Random('uniform'), 100_000)) tenths[Math.floor(value * 10)]! += 1;
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });

  it('gives whole numbers with both ends', () => {
    const random = new Random('int');
    const seen = new Set(Array.from({ length: 500 }, () => random.int(3, 6)));
    expect([...seen].sort()).toEqual([3, 4, 5, 6]);
  });

  it.each([0.4, 12, 90])('gives counts of mean and variance %d', (lambda) => {
    const random = new Random(`poisson ${lambda}`);
    const counts = Array.from({ length: 20_000 }, () => random.poisson(lambda));
    const average = mean(counts);
    expect(Math.abs(average / lambda - 1)).toBeLessThan(0.03);
    expect(Math.abs(mean(counts.map((count) => (count - average) ** 2)) / lambda - 1)).toBeLessThan(0.06);
  });

  it('samples different items in their order', () => {
    const sample = new Random('sample').sample([1, 2, 3, 4, 5, 6, 7], 4);
    expect(sample).toHaveLength(4);
    expect(sample).toEqual([...new Set(sample)].sort());
  });

  it('picks by weight', () => {
    const random = new Random('weights');
    const picked = Array.from({ length: 10_000 }, () =>
      random.weighted([
        ['often', 9],
        ['seldom', 1],
      ] as const),
    );
    expect(Math.abs(picked.filter((one) => one === 'seldom').length - 1000)).toBeLessThan(120);
  });
});
