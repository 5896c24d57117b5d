import type { TakingContext } from '../taking/taking.context.js';

/** What the files of one upload know of each other. */
export interface UploadContext extends TakingContext {
  /** From the staff files of this upload. */
  readonly staff: UploadStaff;
  /** By unit id: the earliest day on which somebody in any staff file of this import started there. */
  readonly earliestStarts: ReadonlyMap<string, string>;
  /** Codes that PROVIDERNAME may hold; undefined: any. */
  readonly trainingProviders: ReadonlySet<number> | undefined;
  /** Whether people and records that are no longer in the upload are to be removed. */
  readonly removeAbsent: boolean;
}

export interface UploadStaff {
  /** Pseudonyms of everybody in them. */
  readonly present: ReadonlySet<string>;
  /** Units of the workplaces they name. */
  readonly units: ReadonlySet<string>;
}

export const NO_STAFF: UploadStaff = { present: new Set(), units: new Set() };
