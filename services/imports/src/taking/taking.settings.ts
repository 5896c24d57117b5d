import type { CommandEntrance, DayOf } from '@praxis/event-sourcing';
import type { Pseudonymise } from '../identity/source-ids.js';
import type { ImportLimits } from '../reading/import-limits.js';
import { Findings } from '../report/findings.js';
import { RowSet } from '../report/row-set.js';
import type { WatchedLog } from './earlier-taking.js';
import type { Digest } from './command-ids.js';
import type { BeyondRows } from './file-plan.js';
import type { Rehearsal } from './rehearsal.js';
import { RowTally } from './row.tally.js';
import type { StorePatience } from './store-patience.js';
import type { Asking } from './taking.context.js';
import type { TimeSlices } from './time-slices.js';

export type TakingPhase = 'reading' | 'checking' | 'taking';

export interface TakingSettings {
  readonly entrance: CommandEntrance;
  /** What everything is written over where nothing may reach the log. */
  readonly rehearsal: Rehearsal | undefined;
  /** Where refusals are looked for first: it has what will be written over, and never encrypts anything. */
  readonly checking: Rehearsal & { readonly store: WatchedLog };
  readonly asking: Asking;
  readonly organisationId: string;
  readonly digest: Digest;
  readonly pseudonym: Pseudonymise;
  readonly patience: StorePatience;
  readonly dayOf: DayOf;
  readonly limits: ImportLimits;
  readonly acceptValidRows: boolean;
  /** The most people, or records, that may be removed; undefined: none may. */
  readonly removeAtMost: number | undefined;
  readonly onProgress: (phase: TakingPhase, rows: number, of: number | undefined) => void;
  /** Makes the keys of people who are new. */
  readonly prepare: ((subjects: Iterable<string>) => void) | undefined;
  readonly rowsKept: number | undefined;
  readonly slices: TimeSlices;
  readonly spoolFolder: string;
  /** Nothing is to be written, and nothing follows for which it would have to be written over the log. */
  readonly checkOnly: boolean;
}

/** What became of a file so far. It is filled in as the file is taken, so that an interruption can still be told. */
export class FileOutcome {
  readonly findings: Findings;
  tally = new RowTally();
  rows = 0;
  /** Numbers of the rows without errors. */
  sound = new RowSet();
  /** In hex, once it was read to its end. Never told: who knows the file but for a cell could try which gives it. */
  sha256: string | undefined;
  /** What facts that are written say that they are from. */
  source: string | undefined;
  beyond: BeyondRows = { absent: [], streams: [] };
  status: 'taken' | 'partly-taken' | 'not-taken' | 'refused' = 'refused';

  /** Nothing was taken because of rows with errors: files were to be taken whole. */
  isWithheld = false;

  /** @param forSteward whether it is told what is about people who were erased */
  constructor(forSteward: boolean) {
    this.findings = new Findings(forSteward);
  }
}
