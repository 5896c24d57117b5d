import { DOMAIN, fieldsOfKind } from '@praxis/domain';
import { RuleBroken, type CommandDeclaration, type EventCodec, type EventStore } from '@praxis/event-sourcing';

const PAGE = 2_000;

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

/** Ids that a log names, by field. Kept for as long as the log is open; what is new is read when it is asked for. */
class NamedIds {
  readonly #known = new Map<string, Set<string>>();
  #position = 0n;
  #reading: Promise<void> = Promise.resolve();

  async has(field: string, id: string, records: Records): Promise<boolean> {
    if (this.#holds(field, id)) return true;
    // One after another: what is asked at once is read once.
    this.#reading = this.#reading.catch(() => undefined).then(() => this.#read(records));
    await this.#reading;
    return this.#holds(field, id);
  }

  #holds(field: string, id: string): boolean {
    return this.#known.get(field)?.has(id) ?? false;
  }

  async #read({ store, codec }: Records): Promise<void> {
    for (;;) {
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
    }
  }
}

const OF_STORES = new WeakMap<EventStore, NamedIds>();

/**
 * Ids that are known by being named can be anything that somebody typed, so the API takes only those that are known.
 *
 * @throws {RuleBroken} UNKNOWN_PROGRAMME: no file named it
 */
export async function requireNamed(
  { named = [] }: CommandDeclaration,
  body: Readonly<Record<string, unknown>>,
  records: Records,
): Promise<void> {
  for (const field of named) {
    const id = body[field];
    if (typeof id !== 'string') continue;
    const ids = OF_STORES.get(records.store) ?? new NamedIds();
    OF_STORES.set(records.store, ids);
    if (await ids.has(field, id, records)) continue;
    const kind = field.replace(/Id$/, '');
    throw new RuleBroken(`UNKNOWN_${kind.toUpperCase()}`, `There is no such ${kind}`, {
      field,
      remedy: `Give the id of one that is known, or bring it with a file: files make a ${kind} known by naming it.`,
    });
  }
}
