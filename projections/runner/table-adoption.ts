import type { AnalyticsStore } from '@praxis/analytics-store';
import {
  LogDamaged,
  readPast,
  type ChainDigest,
  type EventStore,
  type LogStanding,
  type StoredEvent,
} from '@praxis/event-sourcing';
import { StretchFold, NO_EVENTS, notBefore } from '../log-chain/log-fold.js';
import { settledHead } from '../log-chain/settled-head.js';
import { instantText } from '../verification/row-comparison.js';
import type { ProjectedTable } from './projected-table.js';
import type { RunnerFile } from './runner-file.js';
import type { RunnerMonitor } from './runner-monitor.js';

const EVENTS_A_STRETCH = 10_000;
const EVENTS_A_PAGE = 500;

export interface TableToAdopt {
  readonly table: ProjectedTable;
  agrees: boolean;
}

interface AdoptionPorts {
  readonly store: EventStore;
  readonly analytics: AnalyticsStore;
  readonly chainDigest: ChainDigest;
  readonly file: RunnerFile;
  readonly monitor: RunnerMonitor;
}

interface Row {
  readonly position: string;
  readonly effective_at: string;
  readonly recorded_at: string;
}

/**
 * Compares tables that nobody told which log they are from with this one: whether every fact is of an event that there
 * is at its position, true and recorded when it says. On the way the log is chained, where it was not before.
 *
 * @returns how the log stands to the tables when one of them holds more than there is
 */
export async function adoptTables(
  toAdopt: readonly TableToAdopt[],
  ports: AdoptionPorts,
  signal: AbortSignal,
): Promise<LogStanding | undefined> {
  const { store, file, monitor, chainDigest } = ports;
  const end = await furthestOf(toAdopt, ports.analytics);
  const head = await settledHead(store, end, signal);
  if (end > head) return lacking(end, head);
  const isChained = file.chain.end.position > 0n;
  const fold = new StretchFold(chainDigest, NO_EVENTS);
  let events: StoredEvent[] = [];
  let from = 0n;
  const compare = async (to: bigint): Promise<void> => {
    for (const each of toAdopt) each.agrees &&= await agrees(each.table, events, { from, to }, ports.analytics);
    if (!isChained) file.note([], fold.cut());
    events = [];
    from = to;
  };
  monitor.sawHead(head);
  for await (const read of readPast(store, { after: 0n, upTo: end, maxCount: EVENTS_A_PAGE })) {
    signal.throwIfAborted();
    if (read instanceof LogDamaged) throw read;
    for (const stored of read) {
      events.push(notBefore(stored, fold.end.loggedAt));
      fold.take(stored);
    }
    if (events.length >= EVENTS_A_STRETCH) await compare(fold.end.position);
  }
  await compare(end);
  return undefined;
}

function lacking(end: bigint, head: bigint): LogStanding {
  const upTo = `the tables hold facts up to position ${end}`;
  return head === 0n
    ? { kind: 'emptied', message: `The log is empty, and ${upTo}` }
    : { kind: 'behind', message: `The log ends at position ${head}, and ${upTo}` };
}

async function furthestOf(toAdopt: readonly TableToAdopt[], analytics: AnalyticsStore): Promise<bigint> {
  let furthest = 0n;
  for (const { table } of toAdopt) {
    const [row] = await analytics.query<{ end: string }>(`SELECT max(batch_to) AS end FROM ${table.physical}`);
    const end = BigInt(row?.end ?? 0);
    if (end > furthest) furthest = end;
  }
  return furthest;
}

async function agrees(
  { physical, projection }: ProjectedTable,
  events: readonly StoredEvent[],
  range: { readonly from: bigint; readonly to: bigint },
  analytics: AnalyticsStore,
): Promise<boolean> {
  if (!['effective_at', 'recorded_at'].every((name) => projection.columnNames.includes(name))) return false;
  const rows = analytics.stream<Row>(
    `SELECT position, effective_at, recorded_at FROM ${physical}
     WHERE marker = 0 AND position > {from:UInt64} AND position <= {to:UInt64} ORDER BY position LIMIT 1 BY position`,
    range,
    { tag: 'adopt' },
  );
  let next = 0;
  for await (const { position, effective_at: effectiveAt, recorded_at: recordedAt } of rows) {
    while (next < events.length && events[next]!.position < BigInt(position)) next += 1;
    const event = events[next];
    if (event?.position !== BigInt(position) || event.effectiveAt !== effectiveAt) return false;
    const recorded = event.metadata.attestedAt ?? event.loggedAt;
    if (instantText(recorded) !== instantText(recordedAt)) return false;
  }
  return true;
}
