import type {
  CapabilityReport,
  ChecklistReport,
  CpdImpactReport,
  FigureRecords,
  ImprovementReport,
  OverviewReport,
  Reference,
  SystemStatus,
} from '@praxis/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { addressOf, fetchAnswer, type QueryParameters } from './report-client.js';
import { ReportProblem, unreachable } from './report-problem.js';

/** An answer that does not come is none: with the interval, the page knows that within ten seconds. */
const STATUS_TIMEOUT_MS = 4_000;

/** With the four seconds after which the server says that the log is silent, no more than ten. */
const STATUS_EVERY_MS = 5_000;

/** One report: earlier figures stay on the page, dimmed, until those of a new filter arrive. */
function report<T extends object>(path: string, member: keyof T & string, parameters: QueryParameters) {
  const address = addressOf(path, parameters);
  return queryOptions({
    queryKey: [address],
    queryFn: ({ signal }) => fetchAnswer<T>(address, member, signal),
    placeholderData: keepPreviousData,
  });
}

export const overviewQuery = (parameters: QueryParameters) =>
  report<OverviewReport>('/api/reports/overview', 'frame', parameters);
export const capabilityReportQuery = (parameters: QueryParameters) =>
  report<CapabilityReport>('/api/reports/workforce-capability', 'frame', parameters);
export const cpdImpactQuery = (parameters: QueryParameters) =>
  report<CpdImpactReport>('/api/reports/cpd-impact', 'frame', parameters);
export const improvementQuery = (id: string, parameters: QueryParameters) =>
  report<ImprovementReport>(`/api/reports/improvements/${encodeURIComponent(id)}`, 'frame', parameters);
export const checklistQuery = (parameters: QueryParameters) =>
  report<ChecklistReport>('/api/reports/checklist', 'frame', parameters);
export const figureRecordsQuery = (parameters: QueryParameters) =>
  report<FigureRecords>('/api/reports/records', 'frame', parameters);

export function referenceQuery(parameters: QueryParameters = {}) {
  const address = addressOf('/api/reports/reference', parameters);
  return queryOptions({
    queryKey: [address],
    queryFn: ({ signal }) => fetchAnswer<Reference>(address, 'units', signal),
    staleTime: 300_000,
  });
}

async function statusInTime(signal: AbortSignal): Promise<SystemStatus> {
  const silent = new AbortController();
  const timer = setTimeout(() => silent.abort(new ReportProblem(unreachable())), STATUS_TIMEOUT_MS);
  try {
    return await fetchAnswer<SystemStatus>('/api/status', 'state', AbortSignal.any([signal, silent.signal]));
  } finally {
    clearTimeout(timer);
  }
}

export const statusQuery = () =>
  queryOptions({
    queryKey: ['/api/status'],
    queryFn: ({ signal }) => statusInTime(signal),
    refetchInterval: STATUS_EVERY_MS,
    // A browser that knows itself to be offline would not ask, and the page would say nothing.
    networkMode: 'always',
    staleTime: 0,
    retry: false,
  });
