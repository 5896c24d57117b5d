import { PALETTE } from '../palette.js';
import { prepareSparkline } from './prepare.js';

const WIDTH = 240;
const HEIGHT = 56;

/** Decoration beside a figure whose reading is in words: hidden from assistive technology. */
export function SparklineView({ values }: { readonly values: readonly (number | null)[] }) {
  const { path, end } = prepareSparkline(values, WIDTH, HEIGHT);
  return (
    <svg className="px-sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
      <path d={path} fill="none" stroke={PALETTE.blue} strokeWidth="2" strokeLinejoin="round" />
      {end === null ? null : <circle cx={end.x} cy={end.y} r="4" fill={PALETTE.orange} />}
    </svg>
  );
}
