import { iso } from './calendar.js';
import type { WrittenFile } from './csv/csv-file.js';
import { ASC_WDS_FOLDER } from './files/asc-wds.rows.js';
import { lateRating } from './files/ratings.rows.js';
import type { Provider } from './provider/provider.js';
import {
  CHECKLIST,
  COMPARISON,
  CORRECTED_MONTH,
  DECLINE,
  LATE_MONTH,
  LATE_RATING,
  NONE,
  REAL,
  REGRESSION,
  SEASON,
} from './truths/planted-truths.js';

/** A file, or an ASC-WDS return, in the order in which they have to be imported. */
export interface LoadingStep {
  readonly path: string;
  /** The day to give with the import of a file that has no RECORDED column. */
  readonly received?: string;
}

export interface Manifest {
  readonly format: 1;
  readonly provider: string;
  readonly seed: number;
  readonly scale: number;
  readonly until: string;
  readonly workers: number;
  readonly rows: number;
  readonly files: readonly WrittenFile[];
  readonly loadingOrder: readonly LoadingStep[];
  readonly truths: ReturnType<typeof describeTruths>;
}

const FIRST = ['organisation', 'policies', 'role-profiles'] as const;
const OF_A_RETURN = ['workplace', 'staff', 'assignments', 'training'] as const;
const THEN = ['supervision', 'learning', 'ratings', 'checklist', 'indicators', 'improvements'] as const;

export function writtenManifest(
  provider: Provider,
  options: { readonly seed: number; readonly scale: number; readonly until: string },
  written: readonly WrittenFile[],
): Manifest {
  const files = written.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  return {
    format: 1,
    provider: 'Calder Vale Care',
    ...options,
    workers: [provider.office, ...provider.services].reduce((sum, { workers }) => sum + workers.length, 0),
    rows: files.reduce((sum, { rows }) => sum + rows, 0),
    files,
    loadingOrder: loadingOrder(files),
    truths: describeTruths(provider),
  };
}

/**
 * What every other file refers to first; then the returns, oldest first, each with what the personnel files took in
 * until its day; then the rest, kind by kind.
 */
function loadingOrder(files: readonly WrittenFile[]): LoadingStep[] {
  const days = [...new Set(files.flatMap(({ path }) => (path.startsWith(ASC_WDS_FOLDER) ? [dayOf(path)] : [])))];
  const ofKind = (kind: string, folder: string): LoadingStep[] =>
    files.filter(({ path }) => path.startsWith(`${folder}${kind}`) && !path.slice(folder.length).includes('/'));
  return [
    ...FIRST.flatMap((kind) => ofKind(kind, '')),
    ...days.flatMap((received) =>
      OF_A_RETURN.flatMap((kind) => ofKind(kind, `${ASC_WDS_FOLDER}/${received}/`)).map(({ path }) => ({
        path,
        received,
      })),
    ),
    ...THEN.flatMap((kind) => ofKind(kind, '')),
  ].map(({ path, received }) => (received === undefined ? { path } : { path, received }));
}

function dayOf(path: string): string {
  return path.split('/')[1] ?? '';
}

/** The planted truths with their ids and days, for tests and for the reader. */
function describeTruths(provider: Provider) {
  const { worker, reviewId } = lateRating(provider);
  const programme = (truth: typeof REAL | typeof REGRESSION | typeof SEASON | typeof NONE) => ({
    improvementId: truth.improvementId,
    programmeId: truth.programmeId,
    unitId: truth.unitId,
    indicator: truth.indicator,
    programmeFrom: iso(truth.programmeFrom),
    programmeTo: iso(truth.programmeTo),
  });
  return {
    real: { ...programme(REAL), changeFrom: iso(REAL.changeFrom), rateRatio: REAL.rateRatio, comparison: COMPARISON },
    regressionToTheMean: { ...programme(REGRESSION), triggerMonths: REGRESSION.triggerMonths.map(iso) },
    season: { ...programme(SEASON), amplitude: SEASON.amplitude },
    none: programme(NONE),
    decline: { unitId: DECLINE.unitId, from: iso(DECLINE.from) },
    checklist: {
      stalledUnitId: CHECKLIST.stalledUnitId,
      stalledFrom: iso(CHECKLIST.stalledFrom),
      overdueUnitId: CHECKLIST.overdueUnitId,
      overdueActionId: CHECKLIST.overdueActionId,
      overdueItem: CHECKLIST.overdueItem,
      overdueSince: iso(CHECKLIST.overdueSince),
    },
    lateRating: {
      workplace: worker.workplace,
      worker: worker.id,
      unitId: LATE_RATING.unitId,
      reviewId,
      roleProfileId: LATE_RATING.role,
      element: LATE_RATING.element,
      source: LATE_RATING.source,
      required: 2,
      earlier: { on: iso(LATE_RATING.earlierOn), rating: LATE_RATING.earlier },
      late: { on: iso(LATE_RATING.agreedOn), rating: LATE_RATING.rating, recorded: iso(LATE_RATING.recordedOn) },
    },
    correctedMonth: {
      unitId: CORRECTED_MONTH.unitId,
      indicator: CORRECTED_MONTH.indicator,
      month: iso(CORRECTED_MONTH.month).slice(0, 7),
      recorded: iso(CORRECTED_MONTH.recordedOn),
      recordedNumerator: CORRECTED_MONTH.recordedNumerator,
      corrected: iso(CORRECTED_MONTH.correctedOn),
      correctedNumerator: CORRECTED_MONTH.correctedNumerator,
    },
    lateMonth: {
      unitId: LATE_MONTH.unitId,
      indicator: LATE_MONTH.indicator,
      month: iso(LATE_MONTH.month).slice(0, 7),
      recorded: iso(LATE_MONTH.recordedOn),
    },
  };
}
