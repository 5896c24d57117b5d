export interface Sparkline {
  /** SVG path of the line: a new piece after each gap. */
  readonly path: string;
  readonly end: { readonly x: number; readonly y: number } | null;
}

const PADDING = 4;

/**
 * A small line over its own range, in a box of `width` × `height`. It shows the shape of a movement and no size: the
 * figure beside it does, and the page behind it has an axis. Missing values are gaps.
 */
export function prepareSparkline(values: readonly (number | null)[], width: number, height: number): Sparkline {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { path: '', end: null };
  const low = Math.min(...known);
  const range = Math.max(...known) - low;
  const step = values.length > 1 ? (width - 2 * PADDING) / (values.length - 1) : 0;
  const place = (value: number, index: number) => ({
    x: PADDING + index * step,
    y: range === 0 ? height / 2 : height - PADDING - ((value - low) / range) * (height - 2 * PADDING),
  });
  const pieces = values.map((value, index) => {
    if (value === null) return '';
    const { x, y } = place(value, index);
    const starts = index === 0 || values[index - 1] === null;
    return `${starts ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  const last = values.findLastIndex((value) => value !== null);
  return { path: pieces.join(''), end: place(values[last] ?? low, last) };
}
