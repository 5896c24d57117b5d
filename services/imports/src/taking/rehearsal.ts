import { createHash } from 'node:crypto';
import {
  EventCodec,
  isSealed,
  WrongExpectedRevision,
  type AppendOptions,
  type AppendResult,
  type EventDefinition,
  type EventStore,
  type EventToAppend,
  type PersonalDataVault,
  type RecordedEvent,
  type StoredEvent,
} from '@praxis/event-sourcing';

/** Marks a text that was never sealed: it exists in memory only, until the rehearsal is over. */
const REHEARSED = 'rehearsed:';

class PersonErased extends Error {
  override readonly name = 'SubjectErased';
}

function rehearsalVault(real: EventCodec): PersonalDataVault {
  const isShredded = (subject: string) => real.isShredded(subject);
  return {
    seal: (text, { subject }) => {
      if (isShredded(subject)) throw new PersonErased(`The key of ${subject} was shredded`);
      return { $sealed: REHEARSED + text, subject };
    },
    open: ({ $sealed }) => $sealed.slice(REHEARSED.length),
    isShredded,
    shred: () => undefined,
    // Whoever is new has no key yet. It need not be keyed: it exists in memory only, too.
    personalDigest: (subject, text) =>
      real.personalDigest(subject, text) ?? (isShredded(subject) ? undefined : digestOf(text)),
    pseudonym: (kind, text) => real.pseudonym(kind, text),
  };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** Encodes without encrypting, so that a rehearsal makes no keys. What is sealed in the log is opened as ever. */
export class RehearsalCodec extends EventCodec {
  constructor(
    definitions: Iterable<EventDefinition>,
    private readonly real: EventCodec,
  ) {
    super(definitions, rehearsalVault(real));
  }

  override reveal(recorded: RecordedEvent): ReturnType<EventCodec['reveal']> {
    const values = Object.values(recorded.event.data as Readonly<Record<string, unknown>>);
    const rehearsed = values.some((value) => isSealed(value) && value.$sealed.startsWith(REHEARSED));
    return rehearsed ? super.reveal(recorded) : this.real.reveal(recorded);
  }
}

/**
 * The log as it would be: what is appended stays in memory, on top of the real log, which is only read. What an append
 * rests on is not looked at again: nothing is written that others could have been quicker than.
 */
export class RehearsalStore implements EventStore {
  readonly #streams = new Map<string, StoredEvent[]>();
  readonly #all: StoredEvent[] = [];
  #head: bigint | undefined;

  constructor(
    private readonly real: EventStore,
    private readonly now: () => string,
  ) {}

  async append(streamId: string, events: readonly EventToAppend[], options: AppendOptions): Promise<AppendResult> {
    const loggedAt = this.now();
    const last = await this.#lastRevision(streamId);
    const { expectedRevision } = options;
    if (expectedRevision !== 'any' && expectedRevision !== (last ?? 'no-stream')) {
      throw new WrongExpectedRevision(streamId, expectedRevision, last ?? 'no-stream');
    }
    this.#head ??= await this.real.head();
    const rehearsed = this.#streams.get(streamId) ?? [];
    let revision = last ?? -1n;
    for (const event of events) {
      revision += 1n;
      this.#head += 1n;
      const stored: StoredEvent = { ...event, streamId, revision, position: this.#head, loggedAt };
      rehearsed.push(stored);
      this.#all.push(stored);
    }
    this.#streams.set(streamId, rehearsed);
    return { revision, position: this.#head };
  }

  async *readStream(streamId: string, options: { readonly fromRevision?: bigint } = {}): AsyncIterable<StoredEvent> {
    yield* this.real.readStream(streamId, options);
    const from = options.fromRevision ?? 0n;
    for (const stored of this.#streams.get(streamId) ?? []) if (stored.revision >= from) yield stored;
  }

  async readAll(options: { readonly after: bigint; readonly maxCount: number }): Promise<readonly StoredEvent[]> {
    const page = await this.real.readAll(options);
    if (page.length > 0) return page;
    const first = this.#all[0];
    if (first === undefined) return [];
    // Rehearsed positions follow one another.
    const from = options.after < first.position ? 0 : Number(options.after - first.position) + 1;
    return this.#all.slice(from, from + options.maxCount);
  }

  async head(): Promise<bigint> {
    return this.#head ?? this.real.head();
  }

  identity: EventStore['identity'] = () => this.real.identity();

  waitForMore: EventStore['waitForMore'] = (after, options) => this.real.waitForMore(after, options);

  async close(): Promise<void> {
    this.#streams.clear();
    this.#all.length = 0;
  }

  async #lastRevision(streamId: string): Promise<bigint | undefined> {
    let last = this.#streams.get(streamId)?.at(-1)?.revision;
    if (last === undefined) for await (const { revision } of this.real.readStream(streamId)) last = revision;
    return last;
  }
}

/** What a trial run is decided on and written over. */
export interface Rehearsal {
  readonly store: EventStore;
  readonly codec: EventCodec;
}

/** A trial run on top of what is recorded: everything is decided as it would be, and nothing is written. */
export function rehearsalOf(
  ports: Rehearsal & { readonly now: () => string },
  definitions: Iterable<EventDefinition>,
): Rehearsal {
  return {
    store: new RehearsalStore(ports.store, ports.now),
    codec: new RehearsalCodec(definitions, ports.codec),
  };
}
