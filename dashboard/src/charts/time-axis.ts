import { shortMonth } from '../format/date.format.js';
import { axisLine, axisText } from './chart.option.js';

/** Widest run of months that is still labelled one by one at the narrowest page. */
const LABELS_ON_AXIS = 9;

/** Month axis: the label is the month, thinned out evenly so that the last one is always there. */
export function monthAxis(months: readonly string[], boundaryGap: boolean) {
  const step = Math.max(1, Math.ceil(months.length / LABELS_ON_AXIS));
  return {
    type: 'category' as const,
    data: months.map(shortMonth),
    boundaryGap,
    axisLine,
    axisTick: { alignWithLabel: true, interval: 0, show: months.length <= 36 },
    axisLabel: {
      ...axisText,
      lineHeight: 16,
      margin: 10,
      interval: (index: number) => (months.length - 1 - index) % step === 0,
      formatter: (label: string) => label.replace(' ', '\n'),
      hideOverlap: true,
    },
  };
}

/** Said under every chart of months whose last month has not ended. */
export function unfinishedRemark(
  months: readonly { readonly month: string; readonly complete: boolean }[],
): string | null {
  const open = months.filter((entry) => !entry.complete).map((entry) => shortMonth(entry.month));
  if (open.length === 0) return null;
  return `${open.join(', ')}: the month has not ended. Drawn hollow and dashed, and not to be read as a fall.`;
}
