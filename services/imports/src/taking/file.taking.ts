import type { Actor, CommandEntrance, DayOf } from '@praxis/event-sourcing';
import { FileRefused } from '../reading/file-problem.js';
import type { ImportFile } from '../reading/import-file.js';
import type { ImportLimits } from '../reading/import-limits.js';
import { Findings } from '../report/findings.js';
import { RowSet } from '../report/row-set.js';
import type { WatchedLog } from './earlier-taking.js';
import type { BeyondRows, FilePlan } from './file-plan.js';
import { readWhole, ROWS_KEPT, type FileRead } from './file-reading.js';
import { FileTaking } from './file.passes.js';
import type { Rehearsal } from './rehearsal.js';
import { RowTally } from './row.tally.js';
import type { StorePatience } from './store-patience.js';
import type { TimeSlices } from './time-slices.js';

export type TakingPhase = 'reading' | 'checking' | 'taking';

export interface TakingSettings {
  readonly entrance: CommandEntrance;
  /** What everything is written over where nothing may reach the log. */
  readonly rehearsal: Rehearsal | undefined;
  /** Where refusals are looked for first: it has what will be written over, and never encrypts anything. */
  readonly checking: Rehearsal & { readonly store: WatchedLog };
  readonly actor: Actor;
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
  readonly findings = new Findings();
  tally = new RowTally();
  rows = 0;
  /** Numbers of the rows without errors. */
  sound = new RowSet();
  sha256: string | undefined;
  beyond: BeyondRows = { absent: [], streams: [] };
  status: 'taken' | 'partly-taken' | 'refused' = 'refused';
}

/**
 * Takes a file in three steps: every row is read; everything is decided without writing; everything is decided again
 * and written. A file with an error in any row stops before the third, unless valid rows are to be taken.
 *
 * @throws {FileRefused} nothing of it can be taken
 */
export async function takeFile<Item>(
  file: ImportFile,
  plan: FilePlan<Item>,
  settings: TakingSettings,
  outcome: FileOutcome,
): Promise<void> {
  const { limits, onProgress, rowsKept = ROWS_KEPT, slices, spoolFolder } = settings;
  const onRows = (rows: number) => onProgress('reading', rows, undefined);
  await using read = await readWhole(file, plan, outcome.findings, { limits, slices, spoolFolder, rowsKept, onRows });
  const { rows, sha256, sound } = read;
  Object.assign(outcome, { rows, sha256, sound });
  await takeRead(read, plan, settings, outcome);
}

async function takeRead<Item>(
  read: FileRead<Item>,
  plan: FilePlan<Item>,
  settings: TakingSettings,
  outcome: FileOutcome,
): Promise<void> {
  const { findings } = outcome;
  if (findings.errorCount > 0 && !settings.acceptValidRows) return;
  outcome.beyond = (await plan.beyondRows?.()) ?? outcome.beyond;
  for (const warning of outcome.beyond.warnings ?? []) findings.warn(warning);
  const taking = new FileTaking(plan, settings, outcome, read);
  const checked = await taking.check();
  if (findings.refused > 0) withholdRemovals(checked, outcome);
  else requireFewRemovals(checked, settings);
  if (findings.errorCount > 0 && !settings.acceptValidRows) return;

  outcome.status = 'partly-taken';
  if (settings.checkOnly) outcome.tally = checked;
  else await taking.take(checked);
  outcome.status = statusOf(outcome);
}

function statusOf({ findings, tally }: FileOutcome): FileOutcome['status'] {
  if (findings.errorCount === 0 && findings.heldCount === 0) return 'taken';
  const { taken, alreadyThere, nothingToDo, erased } = tally;
  return taken + alreadyThere + nothingToDo + erased > 0 || findings.errorCount === 0 ? 'partly-taken' : 'refused';
}

/** Who, or what, seems to be absent may be what a row that was refused is about, whatever id it has. */
function withholdRemovals({ removed }: RowTally, { findings }: FileOutcome): void {
  if (removed === 0) return;
  const row = Math.min(...findings.errors.map((error) => error.row));
  const message = `${removed} people or records are not in the file, and stay: rows that were refused may be about them.`;
  const remedy = 'Put those rows right, and import the file again.';
  findings.warn({ row, code: 'NOTHING_REMOVED', message, remedy });
}

function requireFewRemovals(tally: RowTally, { removeAtMost }: TakingSettings): void {
  const [refusal] = tally.refusedRemovals;
  if (refusal) {
    throw new FileRefused({
      code: 'REMOVAL_REFUSED',
      field: 'file',
      message: `Something that is no longer in the upload cannot be removed: ${refusal.message}.`,
      remedy: 'Import without removing what is absent, and record it by hand.',
    });
  }
  if (removeAtMost === undefined || tally.removed <= removeAtMost) return;
  throw new FileRefused({
    code: 'TOO_MANY_REMOVALS',
    field: 'file',
    message: `${tally.removed} people or records are no longer in the upload, and at most ${removeAtMost} may be removed.`,
    remedy: 'Check that the upload is complete; raise the limit if it is.',
  });
}
