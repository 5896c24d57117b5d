import type { Aggregate, AnyCommand } from '@praxis/event-sourcing';
import type { Held } from '../identity/held.rows.js';
import type { Delimiter } from '../reading/delimiter.detection.js';
import type { FileProblem } from '../reading/file-problem.js';
import type { TableRow } from '../reading/table.reader.js';
import type { ProblemOfRow, RowProblem } from '../report/row-problem.js';

/** A command that a row leads to. */
export interface RowCommand {
  /** Undefined for what no row says: people and records that are no longer in an upload. */
  readonly row: number | undefined;
  readonly command: AnyCommand;
  readonly commandId: string;
  /** ISO instant; undefined where the log's own time is the right one. */
  readonly attestedAt: string | undefined;
  /** Where a field of the command stands in the file. */
  readonly columnOf: (field: string) => string | undefined;
}

/** A row that was read without errors, and the stream that it is about. */
export interface PlacedRow<Item> {
  readonly row: number;
  /** The id part of the stream's name. */
  readonly id: string;
  readonly item: Item;
}

/** Rows of a file about one stream, in order: all of them where a plan resolves whole streams, otherwise some. */
export interface StreamRows<Item> {
  readonly id: string;
  readonly rows: readonly PlacedRow<Item>[];
  /** The first row of the file about the stream. */
  readonly first: PlacedRow<Item>;
}

export interface ReadRow<Item> {
  /** Undefined when there is nothing to take: then there are errors. */
  readonly placed: PlacedRow<Item> | undefined;
  readonly errors: readonly ProblemOfRow[];
  readonly warnings: readonly ProblemOfRow[];
  /** Why nothing of the row can be taken yet, though nothing is wrong with it. */
  readonly held?: Held;
}

export interface ResolvedStream {
  readonly commands: readonly RowCommand[];
  readonly errors: readonly RowProblem[];
  readonly warnings: readonly RowProblem[];
  /** Rows that come to nothing because of whom they are about, or name: see erased.rows.ts. */
  readonly erased?: readonly number[];
  /** Rows with something personal that was not compared with what others gave. */
  readonly untold?: readonly number[];
}

/** How the rows of one file become commands. One is made for every pass over the file: it may remember rows. */
export interface RowReader<Item> {
  readonly readRow: (row: TableRow) => ReadRow<Item>;
  /** Asked when every row was read: why none of them may be taken. */
  readonly problemOfWhole?: () => FileProblem | undefined;
}

/** How one file is taken. */
export interface FilePlan<Item = unknown> {
  readonly aggregate: Aggregate;
  readonly newReader: (header: readonly string[], delimiter: Delimiter) => RowReader<Item>;
  /** Decides, with what is recorded so far, which commands the rows of a stream come to. */
  readonly resolve: (stream: StreamRows<Item>, sha256: string) => Promise<ResolvedStream>;
  /** Whether what one row comes to depends on other rows about the same stream. */
  readonly resolvesWhole: boolean;
  /**
   * For files that state how things are on a day: that day. The same file received on another day says something else;
   * a file of facts says the same whenever it is taken.
   */
  readonly statedOn?: string;
  /** What the first event of a stream says; where the stream begins in this file, what its first row says. */
  readonly firstFact?: (stream: StreamRows<Item>) => Promise<Readonly<Record<string, unknown>>>;
  /** What follows from rows that are not in the file. Asked once, when every row has been read. */
  readonly beyondRows?: () => Promise<BeyondRows>;
  /** Why a file that was not taken before may be another one than is meant. Asked when every row has been read. */
  readonly doubt?: () => Promise<FileProblem | undefined>;
  /** What is recorded about the file itself, before its rows are taken. */
  readonly aboutItself?: (sha256: string, bringing: Bringing) => Promise<AboutFile>;
}

/** What a file has for the log. */
export interface Bringing {
  readonly bringsSomething: boolean;
  /** Whether the log has facts of it. */
  readonly wasTakenBefore: boolean;
}

export interface AboutFile {
  readonly aggregate: Aggregate;
  readonly id: string;
  readonly commands: readonly RowCommand[];
}

export interface BeyondRows {
  /** People who are recorded and not in the upload. */
  readonly absent: readonly AbsentPerson[];
  /** Their leaving, where it was asked for: at most one stream each. */
  readonly streams: readonly { readonly id: string; readonly commands: readonly RowCommand[] }[];
  readonly warnings?: readonly RowProblem[];
}

export interface AbsentPerson {
  readonly workerId: string;
  readonly unitId: string;
}
