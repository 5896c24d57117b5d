import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { commandPorts, openCommandEntrance } from '@praxis/commands';
import { generateMeasurements } from '@praxis/demonstration-provider';
import { learningLog } from '@praxis/domain';
import { openEmbeddedEventStore } from '@praxis/event-store-embedded';
import { openPersonalData } from '@praxis/personal-data';
import { answer, progress } from '../child-process.mjs';
import { eventToAppend } from '../measured-log.mjs';
import { percentile } from '../statistics.mjs';

const AT_ONCE = 64;
const STREAMS = 1_024;
const SAMPLE_EVENTS = 20_000;

/** Every measurement once a round, so that what disturbs the machine disturbs all of them. */
async function measureCommands({ directory, rounds, milliseconds }) {
  const bench = await CommandBench.open(directory, milliseconds);
  const measured = [];
  try {
    // The round before the first warms up files and code, and is not kept.
    for (let round = 0; round <= rounds; round += 1) {
      const figures = await bench.round(round);
      if (round > 0) measured.push(figures);
      progress(`  commands: ${round === 0 ? 'warmed up' : `round ${round} of ${rounds}`}`);
    }
  } finally {
    await bench.close();
  }
  return { rounds: measured, streamsARound: STREAMS, atOnce: AT_ONCE };
}

class CommandBench {
  #events = sampleEvents();
  #number = 0;

  static async open(directory, milliseconds) {
    const store = await openEmbeddedEventStore({ path: `${directory}/store/events.db` });
    const keys = openPersonalData({ path: `${directory}/store/keys.db`, masterKey: randomBytes(32) });
    const entrance = await openCommandEntrance(commandPorts(store, keys));
    return new CommandBench(store, keys, entrance, new RawLog(`${directory}/raw.db`), milliseconds);
  }

  constructor(store, keys, entrance, raw, milliseconds) {
    this.store = store;
    this.entrance = entrance;
    this.keys = keys;
    this.raw = raw;
    this.milliseconds = milliseconds;
  }

  async round(round) {
    const workers = await this.#workersJoin(`round-${round}`);
    return {
      appendOne: await this.#lanes(1, this.#appending(`one-${round}`)),
      rawOne: this.#rawly(1),
      append64: await this.#lanes(AT_ONCE, this.#appending(`many-${round}`)),
      raw64: this.#rawly(AT_ONCE),
      handleOne: await this.#lanes(1, this.#handling(workers.slice(0, STREAMS))),
      handle64: await this.#lanes(AT_ONCE, this.#handling(workers.slice(STREAMS))),
    };
  }

  async close() {
    await this.entrance.close();
    await this.store.close();
    this.keys.close();
    this.raw.close();
  }

  /** So many callers, each waiting for its answer before it asks again. @returns operations a second, and latencies */
  async #lanes(atOnce, operation) {
    const latencies = [];
    const begun = performance.now();
    const end = begun + this.milliseconds;
    const lane = async () => {
      for (let asked = performance.now(); asked < end;) {
        await operation(this.#number++);
        const answered = performance.now();
        latencies.push(answered - asked);
        asked = answered;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
    const seconds = (performance.now() - begun) / 1_000;
    return { perSecond: latencies.length / seconds, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) };
  }

  /** One event at the revision that the writer knows, to one stream after another. */
  #appending(prefix) {
    const revisions = new Map();
    return async (number) => {
      const streamId = `learning-log-${prefix}-${number % STREAMS}`;
      const expectedRevision = revisions.get(streamId) ?? 'no-stream';
      const event = this.#events[number % this.#events.length];
      const { revision } = await this.store.append(streamId, [event], { expectedRevision });
      revisions.set(streamId, revision);
    };
  }

  /** The whole path of a command: its worker looked up, its stream loaded, decided, appended at the revision loaded. */
  #handling(workers) {
    return async (number) => {
      const commandId = `00000000-0000-8000-8000-${String(number).padStart(12, '0')}`;
      const command = { type: 'LogLearning', data: learning(number) };
      const actor = { id: 'w-000000', role: 'data-steward' };
      const envelope = { commandId, command, actor, source: 'api' };
      const commands = { aggregate: learningLog.name, id: workers[number % workers.length], envelopes: [envelope] };
      const { outcomes } = await this.entrance.execute(commands);
      if (outcomes[0].kind !== 'done') throw new Error(`A command was ${outcomes[0].kind}`);
    };
  }

  /** Inserts at the same durability, so many in a transaction, with everything prepared beforehand. */
  #rawly(inTransaction) {
    const begun = performance.now();
    let written = 0;
    while (performance.now() - begun < this.milliseconds) {
      this.raw.write(this.#events, written, inTransaction);
      written += inTransaction;
    }
    return { perSecond: (written * 1_000) / (performance.now() - begun) };
  }

  async #workersJoin(prefix) {
    const workers = Array.from({ length: 2 * STREAMS }, (_, index) => `w-${prefix}-${index}`);
    const joined = {
      type: 'WorkerJoined',
      effectiveAt: '2026-01-01',
      data: { contract: 'permanent', weeklyMinutes: 2250 },
    };
    const event = { ...this.#events[0], ...joined };
    const append = (worker) => this.store.append(`worker-${worker}`, [event], { expectedRevision: 'no-stream' });
    await Promise.all(workers.map(append));
    return workers;
  }
}

/** The bare minimum that keeps the same texts: one table, no index, one prepared statement. */
class RawLog {
  #position = 0;

  constructor(path) {
    this.database = new DatabaseSync(path);
    this.database.exec(`PRAGMA page_size = 4096; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
      PRAGMA cache_size = -32000;
      CREATE TABLE event (position INTEGER PRIMARY KEY, stream TEXT, revision INTEGER, logged_at INTEGER, id TEXT,
        type TEXT, version INTEGER, effective_at TEXT, data TEXT, metadata TEXT) STRICT`);
    this.insert = this.database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.begin = this.database.prepare('BEGIN IMMEDIATE');
    this.commit = this.database.prepare('COMMIT');
  }

  write(events, from, count) {
    this.begin.run();
    for (let index = from; index < from + count; index += 1) {
      const { id, type, version, effectiveAt, texts } = events[index % events.length];
      this.#position += 1;
      const stream = `learning-log-raw-${index % STREAMS}`;
      this.insert.run(this.#position, stream, 0, 0, id, type, version, effectiveAt, texts.data, texts.metadata);
    }
    this.commit.run();
  }

  close() {
    this.database.close();
  }
}

/** Everyday events of the generated log, with the texts that the raw control writes. */
function sampleEvents() {
  const everyday = generateMeasurements({ seed: 1, count: 2 * SAMPLE_EVENTS }).drop(SAMPLE_EVENTS);
  return [...everyday].map((measurement, index) => {
    const event = eventToAppend(measurement, index);
    const { commandId, commandDigest, actor, source, attestedAt } = event.metadata;
    const metadata = [commandId, commandDigest, 0, 0, actor.id, actor.role, source, attestedAt];
    return { ...event, texts: { data: JSON.stringify(event.data), metadata: JSON.stringify(metadata) } };
  });
}

function learning(number) {
  return {
    entryId: `le-${number}`,
    kind: 'course',
    planned: true,
    minutes: 120,
    participatoryMinutes: 60,
    topics: ['6'],
    elements: [],
    programmeId: null,
    on: '2026-03-02',
  };
}

await answer(measureCommands);
