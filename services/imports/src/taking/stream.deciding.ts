import {
  AppendOutcomeUnknown,
  CommandIdReused,
  InvalidCommand,
  NotPermitted,
  RuleBroken,
  type Actor,
  type Aggregate,
  type CommandEntrance,
  type CommandEnvelope,
  type CommandOutcome,
} from '@praxis/event-sourcing';
import type { Findings } from '../report/findings.js';
import type { RowProblem } from '../report/row-problem.js';
import type { RowCommand } from './file-plan.js';
import type { Rehearsal } from './rehearsal.js';
import { sideBySide } from './side-by-side.js';
import type { StorePatience } from './store-patience.js';

const ERASED_PERSON = {
  code: 'PERSON_ERASED',
  message: 'The data of the person this is about were erased here.',
  remedy: 'Take the rows about this person out, or at least their text.',
};

/** How long the rows of one stream may wait for others who write it. */
const PATIENCE_MS = 120_000;

export interface StreamCommands {
  readonly id: string;
  /** Every row that is about the stream, whether it led to commands or not. */
  readonly rows: readonly number[];
  readonly commands: readonly RowCommand[];
}

export interface Deciding {
  readonly aggregate: Aggregate;
  readonly entrance: CommandEntrance;
  /** What is decided on and written over instead of the log; undefined: the log. */
  readonly rehearsal: Rehearsal | undefined;
  readonly patience: StorePatience;
  readonly actor: Actor;
  /** `import:` and what names the file. */
  readonly source: string;
  /** Decide, but write nothing. */
  readonly dryRun: boolean;
}

/**
 * Hands the commands of every stream to their entrance, each stream as a whole. Refusals become errors of their rows; what
 * became of the other rows goes to `onRow`.
 */
export async function decideStreams(
  streams: readonly StreamCommands[],
  deciding: Deciding,
  findings: Findings,
  tally: RowTally,
): Promise<void> {
  await sideBySide(streams, async (stream) => {
    if (stream.commands.length === 0) return tally.rows(stream.rows, []);
    try {
      const outcomes = await decide(stream, deciding);
      stream.commands.forEach((command, index) => noteRefusal(command, outcomes[index]!, findings, tally));
      tally.rows(stream.rows, pairs(stream.commands, outcomes));
    } catch (error) {
      if (error instanceof AppendOutcomeUnknown) tally.unknown += stream.rows.length;
      // Not a rule of the domain: the vault makes no new key for somebody whose key was shredded.
      if (!(error instanceof Error) || error.name !== 'SubjectErased') throw error;
      for (const row of stream.rows) findings.error({ row, ...ERASED_PERSON });
    }
  });
}

async function decide(stream: StreamCommands, deciding: Deciding): Promise<readonly CommandOutcome[]> {
  const { aggregate, entrance, rehearsal, patience, actor, source, dryRun } = deciding;
  const envelopes = stream.commands.map(({ command, commandId, attestedAt }): CommandEnvelope => ({
    command,
    commandId,
    actor,
    source,
    correlationId: source,
    ...(attestedAt === undefined ? {} : { attestedAt }),
  }));
  const commands = {
    aggregate: aggregate.name,
    id: stream.id,
    envelopes,
    onRefusal: 'collect',
    dryRun,
    patienceMs: PATIENCE_MS,
    ...(rehearsal ? { rehearsal } : {}),
  } as const;
  return (await patience.untilAnswered(() => entrance.execute(commands))).outcomes;
}

type OutcomeOfRow = readonly [row: number | undefined, outcome: CommandOutcome];

function pairs(commands: readonly RowCommand[], outcomes: readonly CommandOutcome[]): readonly OutcomeOfRow[] {
  return commands.map(({ row }, index) => [row, outcomes[index]!] as const);
}

function noteRefusal(command: RowCommand, outcome: CommandOutcome, findings: Findings, tally: RowTally): void {
  if (outcome.kind !== 'refused') return;
  if (command.row === undefined) tally.removalRefused(outcome.error);
  else findings.error(problemOf(outcome.error, command.row, command));
}

function problemOf(error: Error, row: number, { columnOf }: RowCommand): RowProblem {
  if (error instanceof CommandIdReused) {
    const remedy = 'Another row, or another file, already used this id for something else.';
    return { row, code: 'COMMAND_ID_REUSED', message: 'This row was imported before with other content.', remedy };
  }
  if (error instanceof NotPermitted) {
    const remedy = `Have it imported by somebody with one of these roles: ${error.roles.join(', ')}.`;
    return { row, code: 'NOT_PERMITTED', message: `${error.message}.`, remedy };
  }
  if (error instanceof InvalidCommand) {
    const [issue] = error.error.issues;
    const column = columnOf(String(issue?.path[0]));
    const message = `${column ?? 'The row'} is not acceptable: ${issue?.message}.`;
    return { row, ...(column === undefined ? {} : { column }), code: 'NOT_ACCEPTED', message };
  }
  if (!(error instanceof RuleBroken)) throw error;
  const { field, remedy } = error.options;
  const column = field === undefined ? undefined : columnOf(field);
  return {
    row,
    ...(column === undefined ? {} : { column }),
    code: error.code,
    message: `${error.message}.`,
    ...(remedy === undefined ? {} : { remedy }),
  };
}

/** What became of the rows of a file. */
export class RowTally {
  taken = 0;
  alreadyThere = 0;
  nothingToDo = 0;
  unknown = 0;
  events = 0;
  /** Commands that no row says: done, or still to be done. */
  removed = 0;
  readonly refusedRemovals: Error[] = [];

  removalRefused(error: Error): void {
    this.refusedRemovals.push(error);
  }

  /** A row can lead to several commands: it counts by the one that did most. Refused rows are counted elsewhere. */
  rows(rows: readonly number[], outcomes: readonly OutcomeOfRow[]): void {
    const kinds = new Map<number, Set<CommandOutcome['kind']>>();
    for (const [row, outcome] of outcomes) {
      if (outcome.kind === 'done') this.events += outcome.events;
      if (row === undefined) this.removed += outcome.kind === 'done' ? 1 : 0;
      else kinds.set(row, (kinds.get(row) ?? new Set()).add(outcome.kind));
    }
    for (const row of new Set(rows)) {
      const of = kinds.get(row);
      if (of?.has('refused')) continue;
      if (of?.has('done')) this.taken += 1;
      else if (of?.has('repeated')) this.alreadyThere += 1;
      else this.nothingToDo += 1;
    }
  }
}
