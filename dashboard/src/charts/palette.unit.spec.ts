import { describe, expect, it } from 'vitest';
import { STATUSES } from './checklist-status/status.js';
import { AXIS_LINE, BASELINE_SHADE, contrast, INK, PALETTE, PAPER, QUIET_INK } from './palette.js';

describe('contrast by WCAG 2.2', () => {
  it('is computed as the standard has it', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#ffffff', '#ffffff')).toBe(1);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  it.each(Object.entries(PALETTE))('%s is at least 3:1 on white', (_, colour) => {
    expect(contrast(colour, PAPER)).toBeGreaterThanOrEqual(3);
  });

  it.each(STATUSES.map((status) => [status.label, status.colour] as const))(
    '%s is at least 3:1 on white',
    (_, colour) => {
      expect(contrast(colour, PAPER)).toBeGreaterThanOrEqual(3);
    },
  );

  it('text is at least 4.5:1, on the shade of a baseline as well', () => {
    for (const ink of [INK, QUIET_INK]) {
      expect(contrast(ink, PAPER)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(ink, BASELINE_SHADE)).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(AXIS_LINE, PAPER)).toBeGreaterThanOrEqual(3);
  });

  it('statuses differ in more than their colour', () => {
    expect(new Set(STATUSES.map((status) => status.icon)).size).toBe(STATUSES.length);
    expect(new Set(STATUSES.map((status) => status.label)).size).toBe(STATUSES.length);
  });
});
