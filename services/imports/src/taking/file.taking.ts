import { randomUUID } from 'node:crypto';
import { organisation as organisationAggregate } from '@praxis/domain';
import { counted, importSource } from '@praxis/event-sourcing';
import { FileRefused } from '../reading/file-problem.js';
import type { ImportFile } from '../reading/import-file.js';
import { commandIdOf } from './command-ids.js';
import type { Bringing, FilePlan, RowCommand } from './file-plan.js';
import { readWhole, ROWS_KEPT, type FileRead } from './file-reading.js';
import { FileTaking } from './file.passes.js';
import type { RowTally } from './row.tally.js';
import { envelopesOf } from './stream.deciding.js';
import type { FileOutcome, TakingSettings } from './taking.settings.js';

const QUESTIONS_AT_ONCE = 200;

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
  // Of a trial nobody is told: a guess at a file would be tried by one, without a trace.
  const source = settings.asking.isTrial ? undefined : importSource(sha256, settings.pseudonym);
  Object.assign(outcome, { rows, sha256, sound, source });
  if (read.problem) throw new FileRefused(read.problem);
  await askQuestions(settings, outcome);
  await takeRead(read, plan, settings, outcome);
}

async function takeRead<Item>(
  read: FileRead<Item>,
  plan: FilePlan<Item>,
  settings: TakingSettings,
  outcome: FileOutcome,
): Promise<void> {
  const { findings } = outcome;
  outcome.isWithheld = findings.errorCount > 0 && !settings.acceptValidRows;
  if (outcome.isWithheld) return;
  outcome.beyond = (await plan.beyondRows?.()) ?? outcome.beyond;
  for (const warning of outcome.beyond.warnings ?? []) findings.warn(warning);
  const taking = new FileTaking(plan, settings, outcome, read);
  const checked = await taking.check();
  if (findings.refused > 0) withholdRemovals(checked, outcome);
  else requireFewRemovals(checked, settings);
  const doubt = await plan.doubt?.();
  if (doubt && !(await taking.findFacts())) throw new FileRefused(doubt);
  outcome.isWithheld = findings.errorCount > 0 && !settings.acceptValidRows;
  if (outcome.isWithheld) return;

  outcome.status = 'partly-taken';
  if (settings.checkOnly) outcome.tally = checked;
  // The check looks for facts only where rows come to something; in a trial nothing else says that the file is one's own.
  const isLookedFor = settings.asking.isTrial && plan.aboutItself !== undefined;
  const wasTakenBefore = taking.wasTakenBefore || (isLookedFor && (await taking.findFacts()));
  await recordFile(plan, settings, outcome, { bringsSomething: checked.taken > 0, wasTakenBefore });
  if (!settings.checkOnly) await taking.take(checked);
  tellOfTexts(plan, outcome, settings.asking.isTrial);
  outcome.status = statusOf(outcome);
}

/** What is personal is not compared with what others gave: see docs/adr/0008. What it is is never told by it. */
function tellOfTexts(
  { statedOn }: Pick<FilePlan, 'statedOn'>,
  { findings, tally: { untold } }: FileOutcome,
  isTrial: boolean,
): void {
  const [row] = untold;
  if (row === undefined) return;
  const rows =
    untold.size === 1 ? 'What this row says' : `What ${counted(untold.size, 'row')} say, of which this is the first,`;
  const message =
    `${rows} was compared with what is on record from somebody else, or from an earlier release, in all but personal ` +
    'details and texts: whether these are the same is not told.';
  const remedy = statedOn === undefined ? remedyOfFacts(isTrial) : remedyOfUpload(isTrial);
  findings.warn({ row, code: 'TEXT_NOT_COMPARED', message, remedy });
}

function remedyOfFacts(isTrial: boolean): string {
  return `A text stays as it was recorded: what is new needs an id of its own.${isTrial ? ALWAYS_NEW : ''}`;
}

const ALWAYS_NEW =
  ' A reflection or an achievement with another text is taken as a new one, which a trial does not tell.';

function remedyOfUpload(isTrial: boolean): string {
  return isTrial
    ? 'The import itself takes those that differ, under your name, which a trial does not tell.'
    : 'What is on record stays; record what is new by itself.';
}

/** Records what waits for an answer: nothing else can be answered. It says nothing of the file. */
async function askQuestions(settings: TakingSettings, { findings, source = '' }: FileOutcome): Promise<void> {
  const { entrance, asking, patience, digest, organisationId } = settings;
  if (asking.isTrial) return;
  const commands = findings.questions.map(({ about, id, knownId }): RowCommand => ({
    row: undefined,
    command: { type: 'AskIdentityQuestion', data: { about, id, knownId } },
    commandId: commandIdOf(digest, ['identity-question', about, id, knownId]),
    attestedAt: undefined,
    columnOf: () => undefined,
  }));
  for (let from = 0; from < commands.length; from += QUESTIONS_AT_ONCE) {
    const some = commands.slice(from, from + QUESTIONS_AT_ONCE);
    // Not the file's own: what is said of its streams is not dealt with yet.
    const envelopes = envelopesOf(some, { actor: asking.actor, source: `${source}:questions` });
    const stream = {
      aggregate: organisationAggregate.name,
      id: organisationId,
      envelopes,
      onRefusal: 'collect',
    } as const;
    await patience.untilAnswered(() => entrance.execute(stream));
  }
}

/** Records what is to be known of the file itself. */
async function recordFile<Item>(
  plan: FilePlan<Item>,
  settings: TakingSettings,
  { sha256 = '', tally }: FileOutcome,
  bringing: Bringing,
): Promise<void> {
  const about = await plan.aboutItself?.(sha256, bringing);
  if (about === undefined || about.commands.length === 0) return;
  const { entrance, rehearsal, asking, patience, pseudonym } = settings;
  const { wasTakenBefore } = bringing;
  // Their ids are made of the file: that somebody else gave them before is not noticed in a trial.
  const commands =
    asking.isTrial && !wasTakenBefore
      ? about.commands.map((command) => ({ ...command, commandId: randomUUID() }))
      : about.commands;
  const envelopes = envelopesOf(commands, { actor: asking.actor, source: importSource(sha256, pseudonym) });
  const stream = { aggregate: about.aggregate.name, id: about.id, envelopes, ...(rehearsal ? { rehearsal } : {}) };
  const { outcomes } = await patience.untilAnswered(() => entrance.execute(stream));
  for (const done of outcomes) if (done.kind === 'done') tally.events += done.events;
}

/** Of a file that was gone through to its end. */
export function statusOf({ findings, tally }: FileOutcome): FileOutcome['status'] {
  const { errorCount, heldCount, hiddenCount } = findings;
  if (errorCount === 0 && heldCount === hiddenCount) return 'taken';
  const { taken, alreadyThere, nothingToDo, erased } = tally;
  if (taken + alreadyThere + nothingToDo + erased > 0) return 'partly-taken';
  if (errorCount > 0) return 'refused';
  return tally.isUntouched && hiddenCount === 0 ? 'not-taken' : 'partly-taken';
}

/** Who, or what, seems to be absent may be what a row that was refused is about, whatever id it has. */
function withholdRemovals(checked: RowTally, { findings }: FileOutcome): void {
  const { removed } = checked;
  if (removed === 0) return;
  checked.withoutRemovals();
  const row = Math.min(...findings.errors.map((error) => error.row));
  const message = `${counted(removed, 'person or record is not in the file, and stays', 'people or records are not in the file, and stay')}: rows that were refused may be about them.`;
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
    message: `${counted(tally.removed, 'person or record is', 'people or records are')} no longer in the upload, and at most ${removeAtMost} may be removed.`,
    remedy: 'Check that the upload is complete; raise the limit if it is.',
  });
}
