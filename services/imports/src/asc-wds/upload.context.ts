import type { UploadStaff } from './staff.scan.js';
import type { Actor } from '@praxis/event-sourcing';
import type { TakingContext } from '../taking/taking.context.js';

/** For whom an upload is compared with what is sealed: see docs/adr/0008. */
export interface Asking {
  readonly actor: Actor;
  /** Then a guess at what others gave leaves no trace. */
  readonly isTrial: boolean;
}

/** What the files of one upload know of each other. */
export interface UploadContext extends TakingContext {
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
