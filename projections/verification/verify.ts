import {
  AnalyticsError,
  AnalyticsQueryCancelled,
  ensureTables,
  inspectChain,
  physicalName,
  type AnalyticsStore,
  type ChainReport,
  type Fact,
} from '@praxis/analytics-store';
import {
  LogDamaged,
  readPast,
  type ChainDigest,
  type EventCodec,
  type EventStore,
  type StoredEvent,
} from '@praxis/event-sourcing';
import { PROJECTIONS } from '../all-projections.js';
import type { ChainNotes } from '../log-chain/chain-notes.js';
import { notBefore, type LogEnd } from '../log-chain/log-fold.js';
import type { Projection } from '../projection.js';
import { LogVerifying, type LogVerification } from './log-verification.js';
import { RowComparison, type RowDifference, type StoredRow } from './row-comparison.js';

/** Events folded before the tables are asked for the same stretch: bounds the memory. */
const EVENTS_A_STRETCH = 50_000;
const EVENTS_A_PAGE = 2_000;
const MOST_DIFFERENCES = 10;

export interface VerifyOptions {
  readonly store: EventStore;
  readonly codec: EventCodec;
  /** Opened here, so that the log is looked at where the tables cannot be. */
  readonly analytics: AnalyticsStore | (() => Promise<AnalyticsStore>);
  readonly chainDigest: ChainDigest;
  /** Position from which on every event has to carry a digest, where that is known. */
  readonly digestsDue?: bigint | undefined;
  /** What the projector noted of the log: without, only the digests of the events themselves are checked. */
  readonly notes?: ChainNotes | undefined;
  /** A head that was noted elsewhere. */
  readonly against?: Pick<LogEnd, 'position' | 'digest'> | undefined;
  /** All of them unless told. */
  readonly projections?: readonly Projection[];
  readonly onProgress?: (progress: { readonly position: bigint; readonly head: bigint }) => void;
  readonly signal?: AbortSignal;
}

export interface TableVerification {
  readonly projection: string;
  /** In the engine. */
  readonly table: string;
  /** The position up to which it was compared: the end of its last batch. */
  readonly upTo: bigint;
  /** Rows that are on both sides. */
  readonly rows: number;
  /** Every value of every row equal, no row missing or too many, every batch whole. */
  readonly isEqual: boolean;
  readonly differing: number;
  /** The first of them. */
  readonly differences: readonly RowDifference[];
  readonly chain: ChainReport;
  /** Of all its facts, whatever their order: equal tables have equal digests, in whichever engine they are. */
  readonly digest: string;
}

export interface Verification {
  /** Position of the log's last event when it began. */
  readonly head: bigint;
  /** That the tables were compared with. */
  readonly events: number;
  readonly log: LogVerification;
  /** All tables are, up to where each of them is. */
  readonly isEqual: boolean;
  /** All tables are at the head. */
  readonly isComplete: boolean;
  readonly tables: readonly TableVerification[];
  /** Why no table could be looked at; what is said of tables then is of none. */
  readonly tablesUnseen?: AnalyticsError;
}

interface TableUnderTest {
  readonly analytics: AnalyticsStore;
  readonly projection: Projection;
  readonly physical: string;
  readonly chain: ChainReport;
  readonly comparison: RowComparison;
  facts: Fact[];
}

/**
 * Reads the log from the beginning, compares it with the digests of its events and with the chain that the projector
 * noted, and compares every row of every table with a fresh fold of it. The memory is bounded but for one digest a
 * stream. Can run beside a runner: each table is compared up to where it was when this began.
 *
 * @throws {LogDamaged} what the log is kept in cannot be read
 */
export async function verify(options: VerifyOptions): Promise<Verification> {
  const { store } = options;
  const tables = new TablesUnderTest();
  await tables.looking(() => tables.open(options));
  // Read after the tables: nothing in them can be newer.
  const head = await store.head();
  const log = new LogVerifying(options);
  const events = await readAndCompare(options, tables, log, head);
  const verified: TableVerification[] = [];
  await tables.looking(async () => {
    for (const table of tables.all) verified.push(await conclude(table));
  });
  return {
    head,
    events,
    log: log.conclude(),
    isEqual: verified.every(({ isEqual }) => isEqual),
    isComplete: verified.every(({ upTo }) => upTo === head),
    tables: tables.unseen ? [] : verified,
    ...(tables.unseen ? { tablesUnseen: tables.unseen } : {}),
  };
}

/** The tables, until one of them cannot be looked at: whatever is wrong with it, it is not the log that is wrong. */
class TablesUnderTest {
  all: readonly TableUnderTest[] = [];
  unseen: AnalyticsError | undefined;

  async open({ analytics: given, projections = PROJECTIONS }: VerifyOptions): Promise<void> {
    if (projections.length === 0) return;
    const analytics = typeof given === 'function' ? await given() : given;
    // A table that nobody has filled yet is an empty one, not an error.
    await ensureTables(
      analytics,
      projections.map(({ table }) => table),
    );
    const all: TableUnderTest[] = [];
    for (const projection of projections) {
      const physical = physicalName(projection.table);
      const chain = await inspectChain(analytics, physical);
      const comparison = new RowComparison(projection.table, MOST_DIFFERENCES);
      all.push({ analytics, projection, physical, chain, comparison, facts: [] });
    }
    this.all = all;
  }

  async looking(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof AnalyticsError) || error instanceof AnalyticsQueryCancelled) throw error;
      this.unseen = error;
      this.all = [];
    }
  }
}

async function readAndCompare(
  options: VerifyOptions,
  tables: TablesUnderTest,
  log: LogVerifying,
  head: bigint,
): Promise<number> {
  const { store, signal } = options;
  // The tables are not asked for more: what none has yet may be just what this release cannot read.
  const last = tables.all.reduce((highest, { chain }) => (chain.end > highest ? chain.end : highest), 0n);
  const upTo = last > head ? last : head;
  let [events, inStretch, from, to] = [0, 0, 0n, 0n];
  const compare = async (): Promise<void> => {
    await tables.looking(async () => {
      for (const table of tables.all) await compareStretch(table, { from, to }, signal);
    });
    events += inStretch;
    [inStretch, from] = [0, to];
    options.onProgress?.({ position: to, head });
  };
  for await (const read of readPast(store, { after: 0n, upTo, maxCount: EVENTS_A_PAGE })) {
    signal?.throwIfAborted();
    if (read instanceof LogDamaged) log.passOver(read);
    else for (const stored of read) inStretch += takeEvent(stored, { last, tables, log, codec: options.codec });
    if (!(read instanceof LogDamaged)) to = read.at(-1)?.position ?? to;
    if (inStretch >= EVENTS_A_STRETCH) await compare();
  }
  to = upTo;
  await compare();
  return events;
}

interface Taking {
  readonly last: bigint;
  readonly tables: TablesUnderTest;
  readonly log: LogVerifying;
  readonly codec: EventCodec;
}

/** @returns 1 when the tables are compared with it, else 0 */
function takeEvent(stored: StoredEvent, { last, tables, log, codec }: Taking): 0 | 1 {
  const { loggedAt } = log.end;
  const isDamaged = log.take(stored);
  if (stored.position > last) return 0;
  try {
    const recorded = codec.decode(notBefore(stored, loggedAt));
    for (const table of tables.all) if (stored.position <= table.chain.end) fold(table, recorded);
  } catch (error) {
    if (!isDamaged) throw error;
  }
  return 1;
}

function fold({ projection, facts }: TableUnderTest, recorded: Parameters<Projection['project']>[0]): void {
  const { position } = recorded;
  for (const [ordinal, values] of projection.project(recorded).entries()) facts.push({ position, ordinal, values });
}

async function compareStretch(
  table: TableUnderTest,
  { from, to }: { readonly from: bigint; readonly to: bigint },
  signal: AbortSignal | undefined,
): Promise<void> {
  const upTo = to < table.chain.end ? to : table.chain.end;
  if (upTo <= from) return;
  const columns = [...table.projection.columnNames, 'position', 'ordinal'].join(', ');
  const rows = table.analytics.stream<StoredRow>(
    `SELECT ${columns} FROM ${table.physical}
     WHERE marker = 0 AND position > {from:UInt64} AND position <= {to:UInt64} ORDER BY position, ordinal`,
    { from, to: upTo },
    { tag: 'verify', ...(signal === undefined ? {} : { signal }) },
  );
  const expected = table.facts;
  table.facts = [];
  await table.comparison.compare(expected, rows);
}

async function conclude(table: TableUnderTest): Promise<TableVerification> {
  const { analytics, projection, physical, chain, comparison } = table;
  const columns = [...projection.columnNames, 'position', 'ordinal'].join(', ');
  const [counted] = await analytics.query<{ digest: string; strays: string }>(
    // As text: the hash of anything with a null in it is null, and such rows would count for nothing.
    `SELECT toString(sumIf(cityHash64(toString(tuple(${columns}))), marker = 0)) AS digest,
            countIf(position <= batch_from OR position > batch_to) AS strays
     FROM ${physical} WHERE batch_to <= {upTo:UInt64}`,
    { upTo: chain.end },
    { tag: 'verify', maxSeconds: 300 },
  );
  const { rows, differing, differences } = comparison;
  const isEqual = chain.whole && differing === 0 && Number(counted?.strays ?? 0) === 0;
  const digest = counted?.digest ?? '0';
  return {
    projection: projection.name,
    table: physical,
    upTo: chain.end,
    rows,
    isEqual,
    differing,
    differences,
    chain,
    digest,
  };
}
