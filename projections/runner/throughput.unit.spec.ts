import { describe, expect, it } from 'vitest';
import { Throughput } from './throughput.js';

describe('throughput', () => {
  it('is the mean of the last five seconds', () => {
    const throughput = new Throughput();
    expect(throughput.perSecond(0)).toBe(0);
    throughput.add(0, 1_000);
    throughput.add(2_000, 3_000);
    expect(throughput.perSecond(2_000)).toBe(2_000);
    expect(throughput.perSecond(6_000)).toBe(750);
    expect(throughput.perSecond(60_000)).toBe(0);
  });
});
