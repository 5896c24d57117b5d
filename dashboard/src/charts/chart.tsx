import { useRouter } from '@tanstack/react-router';
import { useCallback, useMemo, useRef } from 'react';
import { recordsPage } from '../search/report-search.js';
import type { ChartOption } from './chart.option.js';
import { ChartKey, type KeyItem } from './chart-key.js';
import { useChart } from './use-chart.js';

/**
 * A chart as a picture with our own description. The library's automatic one misreads category axes, and the
 * picture has no keyboard access: the table beside it has.
 */
export function Chart({
  option,
  description,
  height,
  legend = [],
}: {
  readonly option: ChartOption;
  readonly description: string;
  /** In CSS pixels: reserved before the picture comes, so that nothing jumps. */
  readonly height: number;
  readonly legend?: readonly KeyItem[];
}) {
  const place = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const open = useCallback((records: string) => router.history.push(recordsPage(records)), [router]);
  const described = useMemo<ChartOption>(
    () => ({ ...option, aria: { ...option.aria, enabled: true, label: { enabled: true, description } } }),
    [option, description],
  );
  const state = useChart(place, described, open);
  return (
    <>
      <ChartKey items={legend} />
      {state === 'failed' ? (
        <p className="govuk-inset-text">The chart could not be loaded. The table has every figure it would show.</p>
      ) : null}
      <div className={`px-chart px-chart--${state}`} style={{ blockSize: height }}>
        <div ref={place} className="px-chart__place" role="img" aria-label={description} />
      </div>
    </>
  );
}
