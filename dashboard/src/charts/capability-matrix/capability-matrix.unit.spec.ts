import { describe, expect, it } from 'vitest';
import { capabilityFixture } from '../../testing/fixtures/capability.fixture.js';
import { prepareElementGaps } from '../element-gaps/prepare.js';
import { prepareCapabilityMatrix, shadeOf } from './prepare.js';

describe('units by dimensions', () => {
  const matrix = prepareCapabilityMatrix(capabilityFixture());

  it('has a cell for every pair, with its number, its shade and its records', () => {
    expect(matrix.rows).toHaveLength(4);
    expect(matrix.rows.every((row) => row.cells.length === matrix.columns.length)).toBe(true);
    const first = matrix.rows[0]?.cells[0];
    expect(first?.cell.text).toMatch(/^\d+\.\d%$/);
    expect(first?.cell.records).toContain('unit=oak-house&dimension=1');
  });

  it('gives withheld and empty cells no shade, which would tell something', () => {
    expect(matrix.rows[2]?.cells[5]).toMatchObject({ cell: { kind: 'suppressed' }, shade: null });
    expect(matrix.rows[3]?.cells[5]).toMatchObject({ cell: { kind: 'none' }, shade: null });
  });

  it('a pair that the report leaves out has nobody to count', () => {
    const report = capabilityFixture();
    const [first] = report.matrix;
    if (first === undefined) throw new Error('The fixture has no rows.');
    const sparse = prepareCapabilityMatrix({ ...report, matrix: [{ ...first, cells: first.cells.slice(1) }] });
    expect(sparse.rows[0]?.cells[0]).toMatchObject({ cell: { kind: 'none' }, shade: null });
  });

  it('shades by five steps whose edges belong to the upper one', () => {
    expect([0, 0.399, 0.4, 0.55, 0.7, 0.85, 1].map(shadeOf)).toEqual([
      'far-below',
      'far-below',
      'below',
      'middle',
      'above',
      'far-above',
      'far-above',
    ]);
  });
});

describe('elements', () => {
  it('ten first, and it is said that there are more', () => {
    const gaps = prepareElementGaps(capabilityFixture());
    expect(gaps.lowest.rows).toHaveLength(10);
    expect(gaps.all.rows).toHaveLength(24);
    expect(gaps.lowest.truncated).toBe('The 10 lowest of 24. The table has them all.');
    expect(gaps.reading).toContain('The largest gap is in 1.1 Leading self, element 1: 41.0%');
  });

  it('nothing is said to be missing when all are there', () => {
    const report = capabilityFixture();
    const few = prepareElementGaps({ ...report, byElement: report.byElement.slice(0, 3) });
    expect(few.lowest.truncated).toBeUndefined();
    expect(prepareElementGaps({ ...report, byElement: [] }).reading).toBe('No element has a figure.');
  });
});
