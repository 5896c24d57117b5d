import type { ImportFile } from '../reading/import-file.js';
import { Findings } from '../report/findings.js';
import { EarlierTaking } from './earlier-taking.js';
import type { BeyondRows, FilePlan, PlacedRow } from './file-plan.js';
import { readPart, type FileRead } from './file-reading.js';
import type { FileOutcome, TakingSettings } from './file.taking.js';
import { decideStreams, RowTally, type StreamCommands } from './stream.deciding.js';

/** The two passes over what a file comes to: deciding everything without writing, and writing it. */
export class FileTaking<Item> {
  readonly #earlier: EarlierTaking;
  readonly #source: string;

  constructor(
    private readonly file: ImportFile,
    private readonly plan: FilePlan<Item>,
    private readonly settings: TakingSettings,
    private readonly outcome: FileOutcome,
    private readonly read: FileRead<Item>,
  ) {
    this.#source = `import:${read.sha256.slice(0, 12)}`;
    this.#earlier = new EarlierTaking(plan.aggregate.name, this.#source, plan.statedOn, settings.dayOf);
  }

  /** Finds what would be refused. Gives the commands back where they are few enough to be kept. */
  async check(): Promise<{ readonly tally: RowTally; readonly commands: readonly StreamCommands[] | undefined }> {
    const { checking, onProgress } = this.settings;
    const { findings, beyond } = this.outcome;
    const rehearsal = { ...checking, store: this.#earlier.watching(checking.store) };
    const deciding = { ...this.#deciding(), rehearsal, dryRun: true };
    const tally = new RowTally();
    const refusals = new Findings();
    let kept: readonly StreamCommands[] | undefined;
    let done = 0;
    for (let part = 0; part < this.read.parts; part += 1) {
      const streams = await this.#resolved(part, findings);
      await decideStreams(streams.map(withoutRefused(findings)), deciding, refusals, tally);
      done += rowsOf(streams);
      onProgress('checking', done, this.read.rows);
      if (this.read.parts === 1) kept = streams;
    }
    await decideStreams(beyond.streams.map(removal), deciding, refusals, tally);
    if (this.#earlier.streams.size > 0) findings.adoptAsOvertaken(refusals);
    else findings.adopt(refusals);
    return { tally, commands: kept };
  }

  /** Writes everything that is not refused. */
  async take(decided: readonly StreamCommands[] | undefined): Promise<void> {
    const { onProgress, prepare } = this.settings;
    const { findings, beyond, tally } = this.outcome;
    // Facts of a file that was taken without some of its rows must not pass for the whole of it later.
    const isWhole = findings.refused === 0 && findings.heldCount === 0;
    const source = isWhole ? this.#source : `${this.#source}:part`;
    const deciding = { ...this.#deciding(), source };
    let done = 0;
    for (let part = 0; part < this.read.parts; part += 1) {
      const streams = (decided ?? (await this.#resolved(part, undefined))).map(withoutRefused(findings));
      const given = findings.refused === 0 ? streams : streams.map(withoutRemovals);
      const open = given.map((stream) => this.#stillOpen(stream, tally));
      if (this.plan.aggregate.name === 'worker') {
        prepare?.(open.filter(({ commands }) => commands.length > 0).map(({ id }) => id));
      }
      await decideStreams(open, deciding, findings, tally);
      done += rowsOf(streams);
      onProgress('taking', done, this.read.rows);
    }
    if (findings.refused === 0) await decideStreams(beyond.streams.map(removal), deciding, findings, tally);
  }

  /** Without the rows that were dealt with when the file was taken before. */
  #stillOpen(stream: StreamCommands, tally: RowTally): StreamCommands {
    if (!this.#earlier.streams.has(stream.id)) return stream;
    tally.alreadyThere += stream.rows.length;
    return { id: stream.id, rows: [], commands: stream.commands.filter(({ row }) => row === undefined) };
  }

  #deciding() {
    const { entrance, rehearsal, actor, patience } = this.settings;
    const { aggregate } = this.plan;
    return { aggregate, entrance, rehearsal, patience, actor, source: this.#source, dryRun: false };
  }

  /** @param findings where to tell what is found; undefined when it was told before */
  async #resolved(part: number, findings: Findings | undefined): Promise<readonly StreamCommands[]> {
    const { file, plan, settings, read } = this;
    const placed = read.placed ?? (await readPart(file, plan, settings.limits, read, part));
    const streams: StreamCommands[] = [];
    for (const [id, rows] of byStream(placed)) {
      const resolved = await plan.resolve({ id, rows }, read.sha256);
      for (const problem of resolved.errors) findings?.error(problem);
      for (const problem of resolved.warnings) findings?.warn(problem);
      streams.push({ id, rows: rows.map(({ row }) => row), commands: resolved.commands });
    }
    return streams;
  }
}

function withoutRefused(findings: Findings): (stream: StreamCommands) => StreamCommands {
  return ({ id, rows, commands }) => ({
    id,
    rows: rows.filter((row) => !findings.isRefused(row)),
    commands: commands.filter(({ row }) => !findings.isRefused(row) && !findings.isOvertaken(row)),
  });
}

/** What no row says seems to follow from what the file lacks, which is not known while rows are refused. */
function withoutRemovals({ id, rows, commands }: StreamCommands): StreamCommands {
  return { id, rows, commands: commands.filter(({ row }) => row !== undefined) };
}

function removal({ id, commands }: BeyondRows['streams'][number]): StreamCommands {
  return { id, rows: [], commands };
}

function rowsOf(streams: readonly StreamCommands[]): number {
  return streams.reduce((rows, stream) => rows + stream.rows.length, 0);
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
