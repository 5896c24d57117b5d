import type { Headline } from '@praxis/contracts';
import { countCell, shareCell, type Cell } from '../../figures/table.model.js';
import { countChange, counted, percent, pointsChange, whole } from '../../format/figure.format.js';

export interface HeadlineTile {
  readonly id: string;
  readonly title: string;
  readonly figure: Cell;
  /** `1,854 of 2,604` beside a share; the unit beside a number that has one. */
  readonly beside: string | null;
  /** Change against three months before, or why there is none. */
  readonly change: string;
  readonly values: readonly (number | null)[];
  readonly reading: string;
  readonly page: Headline['page'];
}

function currentValue({ share, count }: Headline): number | null {
  return share === null ? (count?.value ?? null) : share.value;
}

/** A share moves in percentage points; a count by a number of things. A rise from zero is a rise, not an infinity. */
export function changeText(headline: Headline): string {
  const now = currentValue(headline);
  const { before, unit } = headline;
  if (now === null || before === null) return 'No figure to compare with three months before';
  const was = unit === 'percent' ? percent(before) : unit === 'minutes' ? counted(before, 'minute') : whole(before);
  const change = unit === 'percent' ? pointsChange(now, before) : countChange(Math.round(now), Math.round(before));
  if (/^0(?:\.0)?(?: points)?$/.test(change)) return 'Unchanged in three months';
  return `${change} in three months, from ${was}`;
}

function besideText({ share, count, unit }: Headline): string | null {
  if (share?.numerator != null && share.denominator !== null) {
    return `${whole(share.numerator)} of ${whole(share.denominator)}`;
  }
  if (unit !== 'minutes' || count?.value == null) return null;
  return count.value === 1 ? 'minute' : 'minutes';
}

export function prepareHeadline(headline: Headline): HeadlineTile {
  const { share, count } = headline;
  return {
    id: headline.id,
    title: headline.title,
    figure: share !== null ? shareCell(share) : countCell(count ?? { status: 'none', value: null, records: null }),
    beside: besideText(headline),
    change: changeText(headline),
    values: headline.series.map((point) => point.value),
    reading: headline.reading,
    page: headline.page,
  };
}
