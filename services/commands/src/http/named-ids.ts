import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { DOMAIN, fieldsOfKind } from '@praxis/domain';
import { RuleBroken, type CommandDeclaration, type EventCodec, type EventStore } from '@praxis/event-sourcing';
import { ProblemException, problemOf } from '@praxis/http-problems';

/** Events that are read at a time, a few milliseconds of them: others are served between. */
const PAGE = 500;
/** How long a request waits for what was not read yet. A log of a million events takes some ten seconds, once. */
const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 50;

/** Fields whose ids become known by being named: see `named` of a command. */
const NAMED: ReadonlySet<string> = new Set(
  DOMAIN.aggregates.flatMap(({ commands }) => Object.values(commands).flatMap(({ named = [] }) => named)),
);

/** Of the events that hold any of them. */
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map(
  DOMAIN.events
    .map(({ type, schema }) => {
      const fields = fieldsOfKind(schema, 'reference-id').map(({ field }) => field);
      return [type, fields.filter((field) => NAMED.has(field))] as const;
    })
    .filter(([, fields]) => fields.length > 0),
);

interface Records {
  readonly store: EventStore;
  readonly codec: EventCodec;
}

/**
 * Ids that a log names, by field. Kept for as long as the log is open; what is new is read when it is asked for. That
 * the log is long is no matter of a request: all of it is read beforehand, from the start of the server on.
 */
class NamedIds {
  readonly #known = new Map<string, Set<string>>();
  #position = 0n;
  #reading: Promise<void> = Promise.resolve();

  /** @returns undefined when that cannot be said within so many milliseconds: the log is still being read */
  async has(field: string, id: string, records: Records, patienceMs: number): Promise<boolean | undefined> {
    if (this.#holds(field, id)) return true;
    const until = performance.now() + patienceMs;
    const read = this.catchUp(records).then(() => true);
    for (let isRead = false; !isRead;) {
      isRead = await Promise.race([read, pause(LOOK_EVERY_MS, false)]);
      if (this.#holds(field, id)) return true;
      if (!isRead && performance.now() > until) return undefined;
    }
    return false;
  }

  /** One after another: what is asked at once is read once. */
  catchUp(records: Records, signal?: AbortSignal): Promise<void> {
    const reading = this.#reading.then(() => this.#read(records, signal));
    this.#reading = reading.catch(() => undefined);
    return reading;
  }

  #holds(field: string, id: string): boolean {
    return this.#known.get(field)?.has(id) ?? false;
  }

  async #read({ store, codec }: Records, signal?: AbortSignal): Promise<void> {
    while (!signal?.aborted) {
      const page = await store.readAll({ after: this.#position, maxCount: PAGE });
      const last = page.at(-1);
      if (!last) return;
      for (const stored of page) {
        for (const field of FIELDS.get(stored.type) ?? []) {
          const id = (codec.decode(stored).event.data as Readonly<Record<string, unknown>>)[field];
          if (typeof id === 'string') this.#known.set(field, (this.#known.get(field) ?? new Set()).add(id));
        }
      }
      this.#position = last.position;
      await nextTurn();
    }
  }
}

const OF_STORES = new WeakMap<EventStore, NamedIds>();

function namedIdsOf({ store }: Records): NamedIds {
  const known = OF_STORES.get(store) ?? new NamedIds();
  OF_STORES.set(store, known);
  return known;
}

/** Reads the log up to its end, or until it is told to stop; where it cannot, whoever asks next reads on. */
export async function followNamed(records: Records, signal: AbortSignal): Promise<void> {
  await namedIdsOf(records)
    .catchUp(records, signal)
    .catch(() => undefined);
}

/**
 * Ids that are known by being named can be anything that somebody typed, so the API takes only those that are known.
 *
 * @throws {RuleBroken} UNKNOWN_PROGRAMME: no file named it
 * @throws {ProblemException} STILL_READING: so much of the log was not read yet that this cannot be said
 */
export async function requireNamed(
  { named = [] }: CommandDeclaration,
  body: Readonly<Record<string, unknown>>,
  records: Records,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  for (const field of named) {
    const id = body[field];
    if (typeof id !== 'string') continue;
    const isNamed = await namedIdsOf(records).has(field, id, records, patienceMs);
    if (isNamed) continue;
    const kind = field.replace(/Id$/, '');
    if (isNamed === undefined) throw stillReading(kind);
    throw new RuleBroken(`UNKNOWN_${kind.toUpperCase()}`, `There is no such ${kind}`, {
      field,
      remedy: `Give the id of one that is known, or bring it with a file: files make a ${kind} known by naming it.`,
    });
  }
}

function stillReading(kind: string): ProblemException {
  const remedy = 'Send the same command with the same Idempotency-Key again in a moment.';
  const detail = `Whether there is such a ${kind} is not known yet; nothing was recorded`;
  return new ProblemException(problemOf(503, 'STILL_READING', 'The log is still being read', detail, { remedy }));
}
