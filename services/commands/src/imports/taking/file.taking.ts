import type { Actor, CommandHandlingPorts } from '@praxis/event-sourcing';
import { FileRefused } from '../reading/file-problem.js';
import type { ImportFile } from '../reading/import-file.js';
import type { ImportLimits } from '../reading/import-limits.js';
import { Findings } from '../report/findings.js';
import type { BeyondRows, FilePlan, PlacedRow, RowCommand } from './file-plan.js';
import { readPart, readWhole, type FileRead } from './file-reading.js';
import { decideStreams, RowTally, type StreamCommands } from './stream.deciding.js';

export type TakingPhase = 'reading' | 'checking' | 'taking';

export interface TakingSettings {
  readonly ports: CommandHandlingPorts;
  /** Where refusals are looked for first: decides like `ports`, and never encrypts anything. */
  readonly checkingPorts: CommandHandlingPorts;
  readonly actor: Actor;
  readonly limits: ImportLimits;
  readonly acceptValidRows: boolean;
  /** The most people, or records, that may be removed; undefined: none may. */
  readonly removeAtMost: number | undefined;
  readonly onProgress: (phase: TakingPhase, rows: number, of: number | undefined) => void;
  /** Makes the keys of people who are new. */
  readonly prepare: ((subjects: Iterable<string>) => void) | undefined;
  readonly rowsKept?: number | undefined;
}

/** What became of a file so far. It is filled in as the file is taken, so that an interruption can still be told. */
export class FileOutcome {
  readonly findings = new Findings();
  tally = new RowTally();
  rows = 0;
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
  const { findings } = outcome;
  const { limits, onProgress, rowsKept } = settings;
  const read = await readWhole(
    file,
    plan,
    limits,
    findings,
    (rows) => onProgress('reading', rows, undefined),
    rowsKept,
  );
  Object.assign(outcome, { rows: read.rows, sha256: read.sha256 });
  if (findings.errorCount > 0 && !settings.acceptValidRows) return;

  outcome.beyond = (await plan.beyondRows?.()) ?? outcome.beyond;
  const taking = new FileTaking(file, plan, settings, outcome, read);
  const rehearsed = await taking.pass('checking');
  requireFewRemovals(rehearsed.tally, settings);
  if (findings.errorCount > 0 && !settings.acceptValidRows) return;

  outcome.status = 'partly-taken';
  await taking.pass('taking', rehearsed.commands);
  outcome.status = findings.errorCount === 0 ? 'taken' : outcome.tally.taken > 0 ? 'partly-taken' : 'refused';
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

class FileTaking<Item> {
  constructor(
    private readonly file: ImportFile,
    private readonly plan: FilePlan<Item>,
    private readonly settings: TakingSettings,
    private readonly outcome: FileOutcome,
    private readonly read: FileRead<Item>,
  ) {}

  /** @param decided the commands of an earlier pass, where they were few enough to be kept */
  async pass(
    phase: 'checking' | 'taking',
    decided?: readonly StreamCommands[],
  ): Promise<{ readonly tally: RowTally; readonly commands: readonly StreamCommands[] | undefined }> {
    const { findings } = this.outcome;
    const tally = new RowTally();
    if (phase === 'taking') this.outcome.tally = tally;
    let done = 0;
    let kept: readonly StreamCommands[] | undefined;
    for (let part = 0; part < this.read.parts; part += 1) {
      const streams = decided ?? (await this.#resolved(part, phase));
      const sound = streams.map((stream) => withoutRefused(stream, findings));
      if (phase === 'taking') this.#prepare(sound);
      await decideStreams(sound, this.#deciding(phase), findings, tally);
      done += streams.reduce((rows, stream) => rows + stream.rows.length, 0);
      this.settings.onProgress(phase, done, this.read.rows);
      if (this.read.parts === 1) kept = streams;
    }
    const removals = this.outcome.beyond.streams.map(({ id, commands }) => ({ id, rows: [], commands }));
    await decideStreams(removals, this.#deciding(phase), findings, tally);
    return { tally, commands: kept };
  }

  #prepare(streams: readonly StreamCommands[]): void {
    if (this.plan.aggregate.name !== 'worker') return;
    this.settings.prepare?.(streams.filter(({ commands }) => commands.length > 0).map(({ id }) => id));
  }

  #deciding(phase: 'checking' | 'taking') {
    const { ports, checkingPorts, actor } = this.settings;
    return {
      aggregate: this.plan.aggregate,
      ports: phase === 'checking' ? checkingPorts : ports,
      actor,
      source: `import:${this.read.sha256.slice(0, 12)}`,
      dryRun: phase === 'checking',
    };
  }

  async #resolved(part: number, phase: 'checking' | 'taking'): Promise<readonly StreamCommands[]> {
    const { file, plan, settings, read } = this;
    const placed = read.placed ?? (await readPart(file, plan, settings.limits, read, part));
    const streams: StreamCommands[] = [];
    for (const [id, rows] of byStream(placed)) {
      const resolved = await plan.resolve({ id, rows }, read.sha256);
      // The second time the same is found again, and was told before.
      if (phase === 'checking') {
        for (const problem of resolved.errors) this.outcome.findings.error(problem);
        for (const problem of resolved.warnings) this.outcome.findings.warn(problem);
      }
      streams.push({ id, rows: rows.map(({ row }) => row), commands: resolved.commands });
    }
    return streams;
  }
}

function withoutRefused(stream: StreamCommands, findings: Findings): StreamCommands {
  if (findings.refused === 0) return stream;
  const sound = ({ row }: Pick<RowCommand, 'row'>) => !findings.isRefused(row);
  return {
    id: stream.id,
    rows: stream.rows.filter((row) => sound({ row })),
    commands: stream.commands.filter(sound),
  };
}

function byStream<Item>(placed: readonly PlacedRow<Item>[]): ReadonlyMap<string, PlacedRow<Item>[]> {
  const streams = new Map<string, PlacedRow<Item>[]>();
  for (const row of placed) {
    const rows = streams.get(row.id);
    if (rows) rows.push(row);
    else streams.set(row.id, [row]);
  }
  return streams;
}
