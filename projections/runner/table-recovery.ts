import { inspectChain, removeBatch, type AnalyticsStore, type ChainReport } from '@praxis/analytics-store';
import type { EventStore } from '@praxis/event-sourcing';
import { settledHead } from '../log-chain/settled-head.js';
import type { BatchBuilding } from './batch-building.js';
import type { BatchWriting } from './batch-writing.js';
import type { Intent, IntentJournal } from './intent-journal.js';
import type { ProjectedTable } from './projected-table.js';
import { FactsAheadOfLog, type Repair } from './runner-status.js';
import { waitOut } from './running-insert.js';

/** Rounds of removing and projecting again; one is enough unless something damages the table meanwhile. */
const ROUNDS = 3;

export interface RecoveryPorts {
  readonly store: Pick<EventStore, 'head' | 'mayLagMs'>;
  readonly analytics: AnalyticsStore;
  readonly journal: IntentJournal;
  readonly building: BatchBuilding;
  readonly writing: BatchWriting;
  readonly signal: AbortSignal;
  readonly onRepair: (repair: Repair) => void;
}

/**
 * Finds out from the table itself how far it is, and makes it whole up to there: what was under way when the last
 * runner ended is brought to an end, what the chain check finds damaged or missing is projected again, exactly that.
 */
export async function recover(table: ProjectedTable, ports: RecoveryPorts): Promise<void> {
  const { analytics, journal, signal } = ports;
  const intent = journal.all().find(({ projection }) => projection === table.name);
  if (intent !== undefined) await waitOut(analytics, intent.stamp, signal);
  await makeWhole(table, ports);
  if (intent !== undefined && !table.isStopped) await finishIntended(table, intent, ports);
  if (!table.isStopped) journal.forget(table.name);
}

async function makeWhole(table: ProjectedTable, ports: RecoveryPorts): Promise<void> {
  for (let round = 1; ; round += 1) {
    const chain = await inspectChain(ports.analytics, table.physical);
    const logHead = await settledHead(ports.store, chain.end, ports.signal);
    table.generation += 1;
    if (chain.end > logHead) {
      // None of what it holds counts as being of this log.
      table.startFrom(0n);
      table.stop(chain.end, aheadOfLog(table, chain, logHead));
      return;
    }
    table.startFrom(chain.head);
    if (chain.whole) return;
    if (round > ROUNDS) throw new Error(`${table.physical} is damaged again as soon as it is repaired`);
    for (const batch of chain.faulty) await removeBatch(ports.analytics, table.physical, batch);
    for (const { from, to } of chain.missing) {
      await projectAgain(table, from, to, ports);
      if (table.isStopped) return;
      ports.onRepair({ projection: table.name, from, to });
    }
  }
}

async function projectAgain(table: ProjectedTable, from: bigint, to: bigint, ports: RecoveryPorts, stamp?: string) {
  for await (const part of ports.building.range(table, from, to, ports.signal)) {
    const isWhole = part.draft.from === from && part.to === to;
    await ports.writing.write([part.draft], part.to, part.stretch, isWhole ? stamp : undefined);
    if (table.isStopped) return;
  }
}

/** The range as it was intended, under the same token: had its insert been on the way all the same, it counts once. */
async function finishIntended(table: ProjectedTable, intent: Intent, ports: RecoveryPorts): Promise<void> {
  const { from, to, stamp } = intent;
  if (intent.version !== table.projection.version || from !== table.applied) return;
  if (to > (await settledHead(ports.store, to, ports.signal))) return;
  await projectAgain(table, from, to, ports, stamp);
}

function aheadOfLog(table: ProjectedTable, chain: ChainReport, logHead: bigint): FactsAheadOfLog {
  return new FactsAheadOfLog(
    `${table.physical} holds facts up to position ${chain.end}, but the log ends at ${logHead}: ` +
      `it belongs to another log, or the log lost events. Rebuild the table once that is understood.`,
  );
}
