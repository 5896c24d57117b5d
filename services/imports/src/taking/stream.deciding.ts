import {
  AppendOutcomeUnknown,
  AppendTooLarge,
  CommandIdReused,
  InvalidCommand,
  NotPermitted,
  RuleBroken,
  TextDiffers,
  type CommandEntrance,
  type CommandEnvelope,
  type CommandOutcome,
  type EventMetadata,
  type KeptStream,
} from '@praxis/event-sourcing';
import { problemOfIssue } from '../formats/row.problems.js';
import type { Findings } from '../report/findings.js';
import { placed, type RowProblem } from '../report/row-problem.js';
import type { RowCommand } from './file-plan.js';
import type { Rehearsal } from './rehearsal.js';
import type { RowTally } from './row.tally.js';
import type { StorePatience } from './store-patience.js';
import type { Asking } from './taking.context.js';
import { halvesOf, type StreamPart } from './stream.parts.js';

/** How long the rows of one stream may wait for others who write it. */
const PATIENCE_MS = 120_000;

export interface Deciding extends Asking {
  /** Name of the aggregate. */
  readonly aggregate: string;
  readonly entrance: CommandEntrance;
  /** What is decided on and written over instead of the log; undefined: the log. */
  readonly rehearsal: Rehearsal | undefined;
  readonly patience: StorePatience;
  /** `import:` and what names the file. */
  readonly source: string;
  /** Decide, but write nothing. */
  readonly dryRun: boolean;
}

/** Which stream a part is about, what is kept of it, and how far the file is dealt with once the part is. */
export interface PartOfStream {
  readonly id: string;
  readonly part: StreamPart;
  readonly kept: KeptStream;
  readonly reached: Pick<EventMetadata, 'sourceReached' | 'sourceEnded'>;
  /** Rows of the stream that the log did not take, in order: the file is dealt with up to the first of them. */
  readonly tooLarge: number[];
}

/**
 * Hands a part to the entrance for commands, as a whole, and where that is more than the log takes at once, in halves.
 * Refusals become errors of their rows; what became of the other rows goes to the tally.
 */
export async function decidePart(
  given: PartOfStream,
  deciding: Deciding,
  findings: Findings,
  tally: RowTally,
): Promise<void> {
  const { part } = given;
  try {
    const outcomes = part.commands.length === 0 ? [] : await decide(given, deciding);
    note(given, outcomes, findings, tally);
  } catch (error) {
    if (error instanceof AppendTooLarge) return decideHalves(given, error, deciding, findings, tally);
    if (error instanceof AppendOutcomeUnknown) tally.unknown += part.rows.length;
    // Erased since the rows were looked at: the vault makes no new key for somebody whose key was shredded.
    if (!(error instanceof Error) || error.name !== 'SubjectErased') throw error;
    tally.leaveOut(part.rows);
  }
}

/** Nothing of the part was written. A row that is too large by itself is refused, and the others are taken. */
async function decideHalves(
  given: PartOfStream,
  error: AppendTooLarge,
  deciding: Deciding,
  findings: Findings,
  tally: RowTally,
): Promise<void> {
  const { part } = given;
  const halves = halvesOf(part);
  if (halves === undefined) {
    given.tooLarge.push(...part.commands.slice(0, 1).flatMap(({ row }) => row ?? []));
    const outcomes = part.commands.map(() => ({ kind: 'refused', error }) as const);
    note(given, outcomes, findings, tally);
    return;
  }
  const [first, rest] = halves;
  // The file is not dealt with further than the first half before the other is.
  const reached = { sourceReached: first.rows.at(-1) ?? 0 };
  await decidePart({ ...given, part: first, reached }, deciding, findings, tally);
  await decidePart({ ...given, part: rest }, deciding, findings, tally);
}

function note(
  { id, part }: PartOfStream,
  outcomes: readonly CommandOutcome[],
  findings: Findings,
  tally: RowTally,
): void {
  for (const [index, command] of part.commands.entries()) noteRefusal(command, outcomes[index]!, findings);
  tally.part(id, part, outcomes);
}

/** Reads a stream to its end without deciding anything, so that {@link decidePart} finds it kept. */
export async function load(id: string, kept: KeptStream, deciding: Deciding): Promise<void> {
  const nothing = { id, kept, part: { rows: [], commands: [] }, reached: {}, tooLarge: [] };
  await decide(nothing, { ...deciding, dryRun: true });
}

/** Commands of rows, or of a file, as they are given by whoever imports. */
export function envelopesOf(
  commands: readonly RowCommand[],
  { actor, source }: Pick<Deciding, 'actor' | 'source'>,
): readonly CommandEnvelope[] {
  return commands.map(({ command, commandId, attestedAt }) => ({
    command,
    commandId,
    actor,
    source,
    correlationId: source,
    ...(attestedAt === undefined ? {} : { attestedAt }),
  }));
}

async function decide(
  { id, part, kept, reached, tooLarge }: PartOfStream,
  { aggregate, entrance, rehearsal, patience, actor, source, dryRun, isTrial }: Deciding,
): Promise<readonly CommandOutcome[]> {
  const commands = {
    aggregate,
    id,
    envelopes: envelopesOf(part.commands, { actor, source }),
    onRefusal: 'collect',
    idsOfTexts: true,
    tellsNoTexts: isTrial,
    dryRun,
    kept,
    reached: tooLarge.length === 0 ? reached : { sourceReached: tooLarge[0]! - 1 },
    patienceMs: PATIENCE_MS,
    ...(rehearsal ? { rehearsal } : {}),
  } as const;
  return (await patience.untilAnswered(() => entrance.execute(commands))).outcomes;
}

function noteRefusal(command: RowCommand, outcome: CommandOutcome, findings: Findings): void {
  if (outcome.kind !== 'refused' || command.row === undefined) return;
  findings.error(problemOf(outcome.error, command.row, command));
}

function problemOf(error: Error, row: number, { columnOf }: RowCommand): RowProblem {
  if (error instanceof CommandIdReused) {
    const remedy = 'Another row, or another file, already used this id for something else.';
    return { row, code: 'COMMAND_ID_REUSED', message: 'This row was imported before with other content.', remedy };
  }
  if (error instanceof TextDiffers) {
    const remedy = 'A text stays as it was recorded: give that one, or a new id if this is something else.';
    return { row, ...placed(columnOf(error.field)), code: 'TEXT_DIFFERS', message: `${error.message}.`, remedy };
  }
  if (error instanceof AppendTooLarge) {
    const remedy = 'Shorten the row, or have the administrator raise MaxAppendSize of the EventStoreDB server.';
    return { row, code: 'APPEND_TOO_LARGE', message: `${error.message}.`, remedy };
  }
  if (error instanceof NotPermitted) {
    const remedy = `Have it imported by somebody with one of these roles: ${error.roles.join(', ')}.`;
    return { row, code: 'NOT_PERMITTED', message: `${error.message}.`, remedy };
  }
  if (error instanceof InvalidCommand) {
    const issue = error.error.issues[0]!;
    return { row, ...problemOfIssue(issue, columnOf(String(issue.path[0]))) };
  }
  if (!(error instanceof RuleBroken)) throw error;
  const { field, remedy } = error.options;
  const column = field === undefined ? undefined : columnOf(field);
  return {
    row,
    ...placed(column),
    code: error.code,
    message: `${error.message}.`,
    ...(remedy === undefined ? {} : { remedy }),
  };
}
