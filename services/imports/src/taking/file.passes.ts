import { bringsText, formerImportSource, importSource, KeptStream } from '@praxis/event-sourcing';
import { Findings } from '../report/findings.js';
import { EarlierTaking } from './earlier-taking.js';
import type { FilePlan, PlacedRow, ResolvedStream, RowCommand, StreamRows } from './file-plan.js';
import type { FileRead, RowWindow } from './file-reading.js';
import type { FileOutcome, TakingPhase, TakingSettings } from './taking.settings.js';
import { RowTally } from './row.tally.js';
import { sideBySide, WorkInHand } from './side-by-side.js';
import { decidePart, load, type Deciding } from './stream.deciding.js';
import { PART_COMMANDS, partsOf, type StreamPart } from './stream.parts.js';

/** Keys of new people that are made at once. */
const KEYS_AT_ONCE = 200;

/** How often it is told in each pass how far a file is, whatever its size. */
const TELLINGS = 200;

/** A stream that the rows of a file are about, while it is dealt with. */
interface Going<Item> {
  readonly id: string;
  readonly first: PlacedRow<Item>;
  readonly kept: KeptStream;
  readonly tooLarge: number[];
}

/** Rows of a window about one stream. */
interface Batch<Item> extends Going<Item> {
  readonly rows: readonly PlacedRow<Item>[];
}

/** The two passes over what a file comes to: deciding everything without writing, and writing it. */
export class FileTaking<Item> {
  readonly #earlier: EarlierTaking;
  readonly #source: string;
  readonly #inHand: WorkInHand;
  /** By the first row: rows that are kept in memory come to the same commands in every pass, and to find them is dear. */
  readonly #resolved = new WeakMap<PlacedRow<Item>, Promise<ResolvedStream>>();
  #progress = { phase: 'checking' as TakingPhase, done: 0, told: 0 };
  /** The last row that would lead to facts, and the stream that it is about. */
  #last: { readonly id: string; readonly row: number } | undefined;

  constructor(
    private readonly plan: FilePlan<Item>,
    private readonly settings: TakingSettings,
    private readonly outcome: FileOutcome,
    private readonly read: FileRead<Item>,
  ) {
    const { pseudonym, dayOf, asking } = settings;
    this.#source = importSource(read.sha256, pseudonym);
    const sources = [this.#source, formerImportSource(read.sha256)];
    this.#earlier = new EarlierTaking(plan.aggregate.name, sources, plan.statedOn, dayOf, asking);
    this.#inHand = new WorkInHand(settings.slices);
  }

  /** Looks for facts of the file in the streams of all its rows: where rows come to nothing, the check reads none. */
  async findFacts(): Promise<boolean> {
    const deciding = { ...this.#deciding(this.#source), rehearsal: this.settings.checking, dryRun: true };
    await this.#overAll(this.read.windows(), async ({ id, kept }) => {
      if (!this.#earlier.isKnown) await this.#inHand.within(1, () => load(id, kept, deciding));
    });
    return this.#earlier.isKnown;
  }

  /** Finds what would be refused, and what would become of the rest. */
  async check(): Promise<RowTally> {
    const { checking } = this.settings;
    const { findings } = this.outcome;
    checking.store.onRead = (stored) => this.#earlier.note(stored);
    const deciding = { ...this.#deciding(this.#source), rehearsal: checking, dryRun: true };
    const tally = new RowTally();
    const refusals = new Findings();
    this.#begin('checking');
    await this.#overAll(this.read.windows(), async (batch) => {
      const look = () => this.#inHand.within(1, () => load(batch.id, batch.kept, deciding));
      for await (const part of this.#open(batch, tally, findings, look)) {
        await this.#decide(batch, part, {}, deciding, refusals, tally);
        this.#noteLast(batch.id, part, tally);
      }
    });
    await this.#remove(deciding, refusals, tally);
    this.#end();
    if (this.#earlier.ended) findings.adoptAsOvertaken(refusals);
    else findings.adopt(refusals);
    return tally;
  }

  /** Writes everything that is not refused. The stream of the last fact comes last: it says that nothing is left. */
  async take(checked: RowTally): Promise<void> {
    const { findings, tally } = this.outcome;
    // Facts of a file that was taken without some of its rows must not pass for the whole of it later.
    const isWhole = findings.refused === 0 && findings.heldCount === 0;
    const deciding = this.#deciding(isWhole ? this.#source : `${this.#source}:part`);
    this.#begin('taking');
    const taking = async (batch: Batch<Item>) => {
      for await (const part of this.#open(batch, tally)) {
        const isEnd = findings.refused === 0 && batch.id === this.#last?.id && part.rows.includes(this.#last.row);
        const reached = { sourceReached: part.rows.at(-1) ?? 0, ...(isEnd ? { sourceEnded: true as const } : {}) };
        await this.#decide(batch, part, reached, deciding, findings, tally);
      }
    };
    await this.#overAll(
      this.read.windows(),
      async (batch) => {
        if (batch.id !== this.#last?.id) await taking(batch);
      },
      checked,
    );
    // What follows from the rows that the file lacks is not known while some are refused.
    if (findings.refused === 0) await this.#remove(deciding, findings, tally);
    const last = this.#last?.id;
    if (last !== undefined) {
      await this.#overAll(this.read.windowsOf(last), async (batch) => {
        if (batch.id === last) await taking(batch);
      });
    }
    this.#end();
  }

  /** Whether facts of the file are in the log. Once it was checked. */
  get wasTakenBefore(): boolean {
    return this.#earlier.isKnown;
  }

  #deciding(source: string): Deciding {
    const { entrance, rehearsal, asking, patience } = this.settings;
    const { name: aggregate } = this.plan.aggregate;
    return { ...asking, aggregate, entrance, rehearsal, patience, source, dryRun: false };
  }

  /** @param checked whose new people's keys are to be made first; undefined: nobody's */
  async #overAll(
    windows: AsyncIterable<RowWindow<Item>>,
    work: (batch: Batch<Item>) => Promise<void>,
    checked?: RowTally,
  ): Promise<void> {
    const going = new Map<string, Going<Item>>();
    for await (const window of windows) {
      if (checked) await this.#makeKeys(window.rows, checked);
      await sideBySide(batchesOf(window, going), work);
      if (window.isLast) going.clear();
    }
  }

  async #makeKeys(rows: readonly PlacedRow<Item>[], { telling }: RowTally): Promise<void> {
    const { prepare, slices } = this.settings;
    if (!prepare || this.plan.aggregate.name !== 'worker') return;
    const ids = [...new Set(rows.filter(({ row }) => telling.has(row)).map(({ id }) => id))];
    for (let from = 0; from < ids.length; from += KEYS_AT_ONCE) {
      prepare(ids.slice(from, from + KEYS_AT_ONCE));
      await slices.rest();
    }
  }

  /**
   * The parts of a batch that are still to be dealt with, as they are resolved one after another.
   *
   * @param findings where to tell what is found; undefined when it was told before
   * @param look finds out how far the stream was dealt with before; undefined when that is known
   */
  async *#open(
    { id, first, rows: all }: Batch<Item>,
    tally: RowTally,
    findings?: Findings,
    look?: () => Promise<void>,
  ): AsyncGenerator<StreamPart> {
    const size = this.plan.resolvesWhole ? Math.max(all.length, 1) : PART_COMMANDS;
    for (let from = 0; from < all.length; from += size) {
      const rows = all.slice(from, from + size);
      const resolved = await this.#resolve({ id, rows, first });
      for (const problem of resolved.errors) findings?.error(problem);
      for (const problem of resolved.warnings) findings?.warn(problem);
      if (resolved.commands.length > 0) await look?.();
      const erased = new Set(resolved.erased);
      const isSettled = (row: number) => this.#earlier.isSettled(id, row);
      const sound = rows.map(({ row }) => row).filter((row) => !this.outcome.findings.isRefused(row));
      const numbers = sound.filter((row) => !erased.has(row));
      const settled = numbers.filter(isSettled);
      tally.leaveOut(sound.filter((row) => erased.has(row)));
      tally.before(settled);
      tally.untold.addAll((resolved.untold ?? []).filter((row) => !this.outcome.findings.isRefused(row)));
      if (this.#earlier.isByOthers(id)) tally.untold.addAll(this.#withTexts(resolved.commands, isSettled));
      this.#tell(erased.size + settled.length);
      // What no row says seems to follow from what the file lacks, which is not known while rows are refused.
      const isRemoving = findings !== undefined || this.outcome.findings.refused === 0;
      const isOpen = ({ row }: RowCommand) =>
        row === undefined ? isRemoving : !isSettled(row) && this.#isTakeable(row);
      const open = numbers.filter((row) => !isSettled(row));
      yield* partsOf(open, resolved.commands.filter(isOpen));
    }
  }

  *#withTexts(commands: readonly RowCommand[], isAsked: (row: number) => boolean): Generator<number> {
    for (const { row, command } of commands) {
      const personal = this.plan.aggregate.commands[command.type]?.personal ?? [];
      if (row !== undefined && isAsked(row) && bringsText(command, personal)) yield row;
    }
  }

  #resolve(stream: StreamRows<Item>): Promise<ResolvedStream> {
    const [first] = stream.rows;
    const known = first && this.#resolved.get(first);
    if (known) return known;
    const resolved = this.plan.resolve(stream, this.read.sha256);
    if (first) this.#resolved.set(first, resolved);
    return resolved;
  }

  #isTakeable(row: number): boolean {
    const { findings } = this.outcome;
    return !findings.isRefused(row) && !findings.isOvertaken(row);
  }

  async #decide(
    { id, kept, tooLarge }: Going<Item>,
    part: StreamPart,
    reached: Parameters<typeof decidePart>[0]['reached'],
    deciding: Deciding,
    findings: Findings,
    tally: RowTally,
  ): Promise<void> {
    const given = { id, part, kept, reached, tooLarge };
    await this.#inHand.within(part.commands.length, () => decidePart(given, deciding, findings, tally));
    this.#tell(part.rows.length);
  }

  #begin(phase: TakingPhase): void {
    this.#progress = { phase, done: 0, told: 0 };
    this.settings.onProgress(phase, 0, this.read.rows);
  }

  #tell(rows: number): void {
    this.#progress.done += rows;
    const { phase, done, told } = this.#progress;
    // The end of the pass is told once it has come.
    if (done - told < this.read.rows / TELLINGS || done >= this.read.rows) return;
    this.#progress.told = done;
    this.settings.onProgress(phase, done, this.read.rows);
  }

  #end(): void {
    this.settings.onProgress(this.#progress.phase, this.read.rows, this.read.rows);
  }

  #noteLast(id: string, { rows }: StreamPart, { telling }: RowTally): void {
    const row = rows.findLast((one) => telling.has(one));
    if (row !== undefined) this.#last = { id, row };
  }

  /** What follows from rows that are not in the file. It says nothing of how far those in it are dealt with. */
  async #remove(deciding: Deciding, findings: Findings, tally: RowTally): Promise<void> {
    await sideBySide(this.outcome.beyond.streams, async ({ id, commands }) => {
      const kept = new KeptStream();
      for (const part of partsOf([], commands)) {
        const given = { id, part, kept, reached: { sourceReached: 0 }, tooLarge: [] };
        await this.#inHand.within(commands.length, () => decidePart(given, deciding, findings, tally));
      }
    });
  }
}

/** Streams that go on in a later window are kept until then. */
function* batchesOf<Item>({ rows, isLast }: RowWindow<Item>, going: Map<string, Going<Item>>): Generator<Batch<Item>> {
  for (const [id, ofStream] of Map.groupBy(rows, (row) => row.id)) {
    const known = going.get(id) ?? { id, first: ofStream[0]!, kept: new KeptStream(), tooLarge: [] };
    if (!isLast) going.set(id, known);
    yield { ...known, rows: ofStream };
  }
}
