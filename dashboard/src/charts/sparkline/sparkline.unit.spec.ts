import { describe, expect, it } from 'vitest';
import { prepareSparkline } from './prepare.js';

describe('a small line', () => {
  it('goes from edge to edge, low at the bottom and high at the top', () => {
    expect(prepareSparkline([0, 10], 108, 28)).toEqual({ path: 'M4.0 24.0L104.0 4.0', end: { x: 104, y: 4 } });
  });

  it('begins anew after a gap, and ends at the last value there is', () => {
    const { path, end } = prepareSparkline([1, null, 2, 3, null], 108, 28);
    expect(path.match(/M/g)).toHaveLength(2);
    expect(end).toEqual({ x: 79, y: 4 });
  });

  it('lies in the middle when nothing changes, and is not there when there is nothing', () => {
    expect(prepareSparkline([5, 5, 5], 108, 28).path).toBe('M4.0 14.0L54.0 14.0L104.0 14.0');
    expect(prepareSparkline([null, null], 108, 28)).toEqual({ path: '', end: null });
    expect(prepareSparkline([], 108, 28)).toEqual({ path: '', end: null });
    expect(prepareSparkline([7], 108, 28).end).toEqual({ x: 4, y: 14 });
  });
});
