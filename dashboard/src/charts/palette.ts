/**
 * Colours of the Government Analysis Function's guidance, each at 3:1 or better on white (WCAG 1.4.11); the ratio
 * is checked by a spec. No chart relies on them alone: series differ in dash, symbol or pattern as well.
 */
export const PALETTE = {
  blue: '#12436d',
  turquoise: '#28a197',
  pink: '#801650',
  orange: '#f46a25',
  grey: '#3d3d3d',
  purple: '#a285d1',
} as const;

export const INK = '#0b0c0c';
export const QUIET_INK = '#484949';
export const GRID_LINE = '#d5dade';
export const AXIS_LINE = '#6f777b';
export const PAPER = '#ffffff';
export const BASELINE_SHADE = '#eef2f6';

function channel(hex: string, at: number): number {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function luminance(hex: string): number {
  return 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
}

/** Contrast of two `#rrggbb` colours by WCAG 2.2, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}
