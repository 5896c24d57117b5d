import type { ReportFrame } from '@praxis/contracts';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useAnnouncement } from '../app/announcer.js';
import { EarlierBanner } from './earlier-banner.js';
import { FrameLine, scopeText, type Subject } from './frame-line.js';
import { ProblemNotice, RefusedFilters, useRefusedFilters } from './problem-notice.js';

/** The shape of the page before it comes: the same heights, so that nothing jumps when it does. */
function Skeleton({ heights }: { readonly heights: readonly number[] }) {
  return (
    <div className="px-grid" aria-busy="true">
      <p className="govuk-body px-card--wide">Loading figures</p>
      {heights.map((height, index) => (
        <div
          // The blocks of a skeleton have no identity but their place.
          key={index}
          className={`px-card px-skeleton${index === 0 ? ' px-card--wide' : ''}`}
          style={{ minBlockSize: height }}
          aria-hidden="true"
        />
      ))}
    </div>
  );
}

/**
 * The three ways a page can stand: waiting, failed, or with figures. Figures of the filters before stay, dimmed and
 * marked as busy, until the new ones come.
 */
export function ReportBody<T extends { readonly frame: ReportFrame }>({
  query,
  skeleton,
  subject,
  children,
}: {
  readonly query: UseQueryResult<T, Error>;
  /** Heights in CSS pixels of the cards that will come. */
  readonly skeleton: readonly number[];
  readonly subject?: Subject;
  readonly children: (report: T) => ReactNode;
}) {
  const { data, error, isPlaceholderData, refetch } = query;
  const faults = useRefusedFilters(error);
  const said =
    faults.length > 0 || (error !== null && data === undefined)
      ? ''
      : data === undefined || isPlaceholderData
        ? 'Loading figures'
        : `Showing ${scopeText(data.frame, subject)}`;
  useAnnouncement(said);
  // The query asks without those that are no filters: its figures would not be those asked for.
  if (faults.length > 0) return <RefusedFilters faults={faults} />;
  if (error !== null && (data === undefined || isPlaceholderData)) {
    return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <Skeleton heights={skeleton} />;
  return (
    <div aria-busy={isPlaceholderData} className={isPlaceholderData ? 'px-report px-report--stale' : 'px-report'}>
      <FrameLine frame={data.frame} subject={subject} />
      <EarlierBanner frame={data.frame} />
      {children(data)}
    </div>
  );
}
