import type { UploadStaff } from './staff.scan.js';
import type { Asking, TakingContext } from '../taking/taking.context.js';

/** What the files of one upload know of each other. */
export interface UploadContext extends TakingContext {
  /** For whom it is compared with what is sealed. */
  readonly asking: Asking;
  /** From the staff files of this upload. */
  readonly staff: UploadStaff;
  /** By workplace id without white space: the earliest day on which somebody in any staff file started there. */
  readonly earliestStarts: ReadonlyMap<string, string>;
  /** Codes that PROVIDERNAME may hold; undefined: any. */
  readonly trainingProviders: ReadonlySet<number> | undefined;
  /** Whether people and records that are no longer in the upload are to be removed. */
  readonly removeAbsent: boolean;
  /** Whether a staff file may list a fifth fewer people than the last one. */
  readonly acceptFewerPeople: boolean;
}
