import { setTimeout as pause } from 'node:timers/promises';
import { openAnalyticsStore, type AnalyticsStore } from '@praxis/analytics-store';
import type { OpenCommandEntrance } from '@praxis/commands/entrance';
import { commandPorts, type CommandPorts } from '@praxis/commands/ports';
import { ORGANISATION_ID } from '@praxis/domain';
import { counted, LogMismatch, type CommandMemory, type EventStore } from '@praxis/event-sourcing';
import { openEmbeddedCommandMemory } from '@praxis/event-store-embedded';
import { requireOwnKeys, type PersonalData } from '@praxis/personal-data';
import { requireOwnLog, startProjectionRunner, type ProjectionRunner, type RunnerStatus } from '@praxis/projections';
import { LogLabels, type Labels } from '@praxis/reports/labels';
import { requireInstallation, requireLogOfKeys } from './installation.js';
import { openKeys } from './open-keys.js';
import { openLog, refusing, type OpenedLog } from './opened-log.js';
import { clearUploads, makeLayout, type PlatformConfig } from './platform.config.js';

/** Long enough for what the log itself says of how it stands to the tables. */
const STANDING_MS = 5_000;

/**
 * What every command of the command line works on. Parts are opened when they are asked for, and closed together; what
 * not every command needs of other packages is not even loaded before.
 */
export class Platform {
  readonly layout: ReturnType<typeof makeLayout>;
  readonly personal: PersonalData;
  readonly store: EventStore;
  readonly ports: CommandPorts;
  readonly labels: Labels;
  /** Until which day the demonstration was told, and the log's last position then; undefined for real data. */
  #demonstration: { readonly until: string; readonly head: bigint } | undefined;
  #entrance: Promise<OpenCommandEntrance> | undefined;
  #analytics: AnalyticsStore | undefined;
  #runner: ProjectionRunner | undefined;

  private constructor(
    readonly config: PlatformConfig,
    layout: ReturnType<typeof makeLayout>,
    personal: PersonalData,
    readonly log: OpenedLog,
    private readonly memory: CommandMemory,
    /** Position from which on every event of the log has to carry a digest. */
    readonly digestsDue: bigint,
  ) {
    this.layout = layout;
    this.personal = personal;
    const store = refusing(log.store, () => this.logMismatch);
    this.store = store;
    this.ports = commandPorts(store, personal, { memory, ...clockOf(config) });
    this.labels = new LogLabels(store, this.ports.codec, ORGANISATION_ID);
  }

  /**
   * Opens the log and the keys, and erases again whom the log says to be erased.
   *
   * @throws {NoInstallation} the log that goes with the keys is not there
   * @throws {StoreLocked} another process has the data directory
   * @throws {KeysLost} the keys that go with the log are not there
   * @throws {KeysOfAnotherLog} those that are there do not go with it
   */
  static async open(config: PlatformConfig): Promise<Platform> {
    requireLogOfKeys(config);
    const layout = makeLayout(config.dataDir);
    await using opened = new AsyncDisposableStack();
    const log = await openLog(config, layout.log);
    const { store } = log;
    opened.defer(() => store.close());
    const personal = await openKeys(config, layout, store);
    opened.defer(() => personal.close());
    await requireOwnKeys(store, personal);
    if (!config.eventStore) clearUploads(layout); // the embedded log is locked: nobody else is here
    const memory = await memoryBeside(store, config, layout);
    opened.defer(() => memory.close());
    const digestsDue = await personal.digestsDueFrom(store);
    const platform = new Platform(config, layout, personal, log, memory, digestsDue);
    const { withoutKey } = await personal.applyErasures(store, platform.ports.codec);
    if (withoutKey > 0) process.stderr.write(olderKeys(withoutKey));
    opened.move();
    return platform;
  }

  /**
   * The same where there is one already: nothing is made in a folder that has none.
   *
   * @throws {NoInstallation}
   */
  static async openExisting(config: PlatformConfig): Promise<Platform> {
    requireInstallation(config);
    return Platform.open(config);
  }

  /** Set where the log is not the one that the tables were filled from, as far as the projector has found out. */
  get logMismatch(): LogMismatch | undefined {
    const standing = this.#runner?.standing();
    return standing === undefined || standing.kind === 'same' ? undefined : new LogMismatch(standing);
  }

  /** Whether it is, once the projector has found out; false where it cannot, or nobody waits for it any more. */
  async isOwnLog(signal?: AbortSignal): Promise<boolean> {
    const runner = this.#runner;
    if (runner === undefined) return false;
    const cannot = () => runner.status().problems.some(({ retrying }) => !retrying);
    while (runner.standing() === undefined && !cannot() && !signal?.aborted) await pause(20);
    return !signal?.aborted && runner.standing()?.kind === 'same';
  }

  /**
   * By fact table: the position up to which it holds everything; undefined while nobody has looked.
   *
   * @throws {LogMismatch} the tables are of another log
   */
  filled(): Readonly<Record<string, bigint>> | undefined {
    if (this.logMismatch !== undefined) throw this.logMismatch;
    return this.#runner?.standing() === undefined ? undefined : this.#runner.status().applied;
  }

  /**
   * Before anything is judged by the log. A projector beside it finds that out; where that one cannot tell yet, for one
   * because the tables are out of reach, it is not waited for long: nothing is written once it has told.
   *
   * @throws {LogMismatch} the log is not the one that the tables were filled from
   */
  async requireOwnLog(): Promise<void> {
    const { store, layout, ports } = this;
    if (this.#runner === undefined) {
      return requireOwnLog({ store, chainDigest: ports.chainDigest, directory: layout.projector });
    }
    await this.isOwnLog(AbortSignal.timeout(STANDING_MS));
    if (this.logMismatch !== undefined) throw this.logMismatch;
  }

  /** The one way in for commands, whichever command of the command line gives them. */
  entrance(): Promise<OpenCommandEntrance> {
    this.#entrance ??= import('@praxis/commands/entrance').then(({ openCommandEntrance }) =>
      openCommandEntrance(this.ports),
    );
    return this.#entrance;
  }

  async analytics(): Promise<AnalyticsStore> {
    this.#analytics ??= await openAnalyticsStore(
      this.config.clickhouse
        ? { kind: 'server', url: this.config.clickhouse }
        : { kind: 'embedded', path: this.layout.analytics },
    );
    return this.#analytics;
  }

  /** Starts filling the tables, once; and looks meanwhile whether all of the log can be read. */
  async project(onProgress?: (status: RunnerStatus) => void): Promise<ProjectionRunner> {
    // Whoever has to know waits for `log.unreadable`.
    this.log.checkFile().catch(() => undefined);
    this.#runner ??= await startProjectionRunner({
      store: this.store,
      codec: this.ports.codec,
      analytics: await this.analytics(),
      chainDigest: this.ports.chainDigest,
      digestsDue: this.digestsDue,
      directory: this.layout.projector,
      ...(this.config.tuning ? { tuning: this.config.tuning } : {}),
      ...(onProgress ? { onProgress } : {}),
    });
    return this.#runner;
  }

  /**
   * The day that reports take for today. The demonstration's calendar stands still at its last day, so that its figures
   * do not age, until somebody records something of their own.
   */
  readonly today = async (): Promise<{ readonly day: string; readonly standsStill: boolean }> => {
    const dayOf = await this.ports.calendar();
    const now = dayOf(this.ports.now());
    const untouched = this.#demonstration && (await this.store.head()) <= this.#demonstration.head;
    return untouched ? { day: this.#demonstration!.until, standsStill: true } : { day: now, standsStill: false };
  };

  standStillAt(demonstration: { readonly until: string; readonly head: bigint }): void {
    this.#demonstration = demonstration;
  }

  get runner(): ProjectionRunner | undefined {
    return this.#runner;
  }

  async close(): Promise<void> {
    await (await this.#entrance)?.close();
    await this.#runner?.stop();
    await this.#analytics?.close();
    await this.memory.close();
    await this.store.close();
    this.personal.close();
  }
}

function olderKeys(people: number): string {
  return (
    `The key store is older than the log: it lacks the keys of ${counted(people, 'person', 'people')}, whose texts cannot be read.\n` +
    `Put its newest copy back, if there is a newer one.\n`
  );
}

/** Where the log is, so that every process that takes commands knows what was answered. */
async function memoryBeside(
  store: EventStore,
  config: PlatformConfig,
  layout: ReturnType<typeof makeLayout>,
): Promise<CommandMemory> {
  const clock = clockOf(config);
  if (config.eventStore) {
    const { openEventStoreDbCommandMemory } = await import('@praxis/event-store-eventstoredb');
    return openEventStoreDbCommandMemory({ connectionString: config.eventStore, ...clock });
  }
  return openEmbeddedCommandMemory({ path: layout.commands, log: (await store.identity()) ?? '', ...clock });
}

function clockOf({ now }: PlatformConfig): { readonly now?: () => string } {
  return now ? { now } : {};
}
