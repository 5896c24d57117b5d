import type { AnalyticsStore } from '@praxis/analytics-store';
import {
  contentHash,
  LogDamaged,
  LogMismatch,
  readPast,
  type ChainDigest,
  type EventStore,
  type LogStanding,
} from '@praxis/event-sourcing';
import { LogCheck, sentenceOf } from '../log-chain/log-check.js';
import { examineLog } from '../log-chain/log-standing.js';
import { StreamChains } from '../log-chain/stream-chains.js';
import type { ProjectedTable } from './projected-table.js';
import type { RunnerFile } from './runner-file.js';
import type { RunnerMonitor } from './runner-monitor.js';
import { adoptTables, type TableToAdopt } from './table-adoption.js';
import type { Poison } from './table-draft.js';
import { noteOrigin, originsOf } from './table-origin.js';

export interface BondPorts {
  readonly store: EventStore;
  readonly analytics: AnalyticsStore;
  readonly chainDigest: ChainDigest;
  readonly digestsDue?: bigint | undefined;
  readonly file: RunnerFile;
  readonly tables: readonly ProjectedTable[];
  readonly monitor: RunnerMonitor;
  /** Makes a table empty, to be filled again. */
  readonly empty: (table: ProjectedTable) => Promise<void>;
}

/** What ties tables to the log that they were filled from, and keeps anything from being mixed with another. */
export class LogBond {
  #standing: LogStanding | undefined;

  constructor(private readonly ports: BondPorts) {}

  /** @throws {LogMismatch} the log is not the one that the tables were filled from */
  requireOwnLog(): void {
    if (this.#standing !== undefined && this.#standing.kind !== 'same') throw new LogMismatch(this.#standing);
  }

  /**
   * Finds out whether the log is the tables' own, before anything is written. Tables that were filled before there was
   * anything to tell it by are compared with the log; one that differs is made empty, to be filled again.
   *
   * @returns whether it is
   * @throws {LogDamaged} the log cannot be read
   */
  async establish(signal: AbortSignal): Promise<boolean> {
    const { store, file, chainDigest, monitor } = this.ports;
    const { standing, findings } = await examineLog(store, file.chain, chainDigest, signal);
    this.#standing = standing.kind === 'same' ? ((await this.#compareTables(signal)) ?? standing) : standing;
    monitor.found(findings);
    monitor.stands(this.#standing);
    return this.#standing.kind === 'same';
  }

  /** Before the first facts are written to a table that does not know its log. */
  async tellTables(): Promise<void> {
    const strangers = this.ports.tables.filter(({ knowsItsLog }) => !knowsItsLog);
    if (strangers.length === 0) return;
    const identity = await this.#identity();
    for (const table of strangers) {
      await noteOrigin(this.ports.analytics, table.projection.table, identity);
      table.knowsItsLog = true;
    }
  }

  /** All tables are empty: this log is theirs from now on. */
  async beginAnew(): Promise<void> {
    this.ports.file.beginWith(await this.ports.store.identity());
    this.#standing = { kind: 'same' };
    this.ports.monitor.stands(this.#standing);
  }

  /** Why an event cannot be projected: what was thrown, or that it is not what was appended. */
  async diagnose({ position, error }: Poison): Promise<unknown> {
    const { store, file, chainDigest } = this.ports;
    const from = file.chain.endUpTo(position - 1n);
    const streams = new StreamChains(chainDigest, this.ports.digestsDue);
    const check = new LogCheck(chainDigest, streams, file.chain, from);
    try {
      for await (const read of readPast(store, { after: from.position, upTo: position, maxCount: 500 })) {
        if (read instanceof LogDamaged) continue;
        for (const stored of read) {
          if (stored.position === position) await streams.lookUp(stored, store);
          const finding = check.take(stored, contentHash(stored));
          if (stored.position !== position || finding?.kind !== 'damage') continue;
          this.ports.monitor.found([finding]);
          return new LogDamaged(sentenceOf(finding), { position, streamId: stored.streamId }, { cause: error });
        }
      }
    } catch {
      // The log cannot be read just now: what was thrown first says more.
    }
    return error;
  }

  async #compareTables(signal: AbortSignal): Promise<LogStanding | undefined> {
    const { store, analytics, tables } = this.ports;
    const identity = await store.identity();
    const origins = await originsOf(
      analytics,
      tables.map(({ projection }) => projection.table),
    );
    const strangers: ProjectedTable[] = [];
    for (const table of tables) {
      const origin = origins.get(table.physical);
      const isFilled = origin !== undefined && !origin.isEmpty;
      table.knowsItsLog = isFilled && origin.identity === identity && this.#chainCovers();
      if (!isFilled || table.knowsItsLog) continue;
      if (origin.identity !== undefined && origin.identity !== identity) return this.#ofAnother(table, origin.identity);
      strangers.push(table);
    }
    return strangers.length === 0 ? this.#begin(identity) : this.#adopt(strangers, signal);
  }

  #chainCovers(): boolean {
    return this.ports.file.chain.end.position > 0n;
  }

  #begin(identity: string | undefined): undefined {
    if (identity !== undefined && this.ports.file.chain.identity === undefined)
      this.ports.file.chain.identity = identity;
  }

  async #ofAnother({ physical }: ProjectedTable, theirs: string): Promise<LogStanding> {
    const identity = await this.ports.store.identity();
    if ((await this.ports.store.head()) === 0n) {
      return { kind: 'emptied', message: `The log is empty, and ${physical} was filled from one (${theirs})` };
    }
    const message = `${physical} was filled from another log: this is ${identity}, and its was ${theirs}`;
    return { kind: 'another', message };
  }

  async #adopt(strangers: readonly ProjectedTable[], signal: AbortSignal): Promise<LogStanding | undefined> {
    const { monitor, empty, file, store } = this.ports;
    const toAdopt: TableToAdopt[] = strangers.map((table) => ({ table, agrees: true }));
    const ahead = await adoptTables(toAdopt, this.ports, signal);
    if (ahead !== undefined) return ahead;
    this.#begin(await store.identity());
    for (const { table, agrees } of toAdopt) {
      if (agrees) continue;
      monitor.warn(`${table.physical} was not filled from this log as it is now, and is filled again`);
      await empty(table);
      file.journal.forget(table.name);
    }
    await this.tellTables();
    return undefined;
  }

  async #identity(): Promise<string> {
    const { file, store } = this.ports;
    const identity = await store.identity();
    if (identity === undefined) throw new Error('There is nothing in the log yet that a table could be filled with');
    if (file.chain.identity === undefined) file.chain.identity = identity;
    return identity;
  }
}
