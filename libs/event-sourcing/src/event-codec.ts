import { hash } from 'node:crypto';
import { idInStream } from './event.js';
import type { DomainEvent, EventMetadata, EventToAppend, RecordedEvent, StoredEvent } from './event.js';
import { UnreadableEvent, upcast, type EventDefinition } from './event-definition.js';
import { keyedSource } from './import-source.js';
import type { JsonObject, JsonValue } from './json.js';

/** A personal field in the log. Who can open it depends on the person's key still existing. */
export interface SealedValue {
  readonly $sealed: string;
  readonly subject: string;
}

export interface SealContext {
  readonly subject: string;
  readonly streamId: string;
  readonly type: string;
  readonly field: string;
}

/** What a reader gets in place of a personal field whose key has been shredded. */
export const ERASED = 'erased';

/** Encrypts and decrypts single fields; implemented by libs/personal-data. */
export interface PersonalDataVault {
  seal(text: string, context: SealContext): SealedValue;
  /**
   * The text, or `ERASED` when the subject's key was destroyed.
   *
   * @throws {TextUnreadable} it was tampered with, or sealed with a key that is not the one there is
   */
  open(value: SealedValue, context: SealContext): string;
  /** Digest of a text under a key that is the subject's and dies with it; undefined when there is none (any more). */
  personalDigest(subject: string, text: string): string | undefined;
  /** Destroys the subject's key: whatever was sealed with it can never be opened again. May be repeated. */
  shred(subject: string): void;
  /** Whether the subject's key was destroyed. */
  isShredded(subject: string): boolean;
  /** Stands for a text that must not be readable: the same for the same kind and text in one installation. */
  pseudonym(kind: string, text: string): string;
}

/** There is no telling what a sealed text says, though nobody erased it. */
export class TextUnreadable extends Error {}

export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}

/** Knows every event there is, and turns them into what the log takes and back. */
export class EventCodec {
  readonly #definitions = new Map<string, EventDefinition>();
  /** Sources as they may be read, by what the log has: many facts are from one file. */
  readonly #sources = new Map<string, string>();

  constructor(
    definitions: Iterable<EventDefinition>,
    private readonly vault: PersonalDataVault,
  ) {
    for (const definition of definitions) {
      if (this.#definitions.has(definition.type)) throw new Error(`${definition.type} is defined twice`);
      this.#definitions.set(definition.type, definition);
    }
  }

  /** @throws {InvalidEvent} the data does not fit the event's schema: a defect in a decider, never the caller's fault */
  encode(
    streamId: string,
    aggregateName: string,
    event: DomainEvent,
    metadata: EventMetadata,
    index: number,
  ): EventToAppend {
    const definition = this.definition(event.type);
    const parsed = definition.schema.safeParse(event.data);
    if (!parsed.success) throw new InvalidEvent(`${event.type}: ${parsed.error.message}`);
    return {
      id: eventId(streamId, metadata.commandId, index),
      type: event.type,
      version: definition.version,
      effectiveAt: event.effectiveAt,
      data: this.#seal(definition, streamId, aggregateName, parsed.data as JsonObject),
      metadata,
    };
  }

  decode(stored: StoredEvent): RecordedEvent {
    const definition = this.definition(stored.type);
    const data =
      stored.version === definition.version ? stored.data : upcast(definition, stored.version, stored.data, this.vault);
    return {
      event: { type: stored.type, effectiveAt: stored.effectiveAt, data },
      streamId: stored.streamId,
      revision: stored.revision,
      position: stored.position,
      recordedAt: stored.metadata.attestedAt ?? stored.loggedAt,
      loggedAt: stored.loggedAt,
      metadata: this.#readable(stored.metadata),
    };
  }

  #readable(metadata: EventMetadata): EventMetadata {
    const source = this.#readableSource(metadata.source);
    const correlationId = this.#readableSource(metadata.correlationId);
    if (source === metadata.source && correlationId === metadata.correlationId) return metadata;
    return { ...metadata, source, correlationId };
  }

  #readableSource(source: string): string {
    if (!source.startsWith('import:')) return source;
    let readable = this.#sources.get(source);
    if (readable === undefined) {
      readable = keyedSource(source, (kind, text) => this.vault.pseudonym(kind, text));
      this.#sources.set(source, readable);
    }
    return readable;
  }

  /**
   * The event's data with its personal fields opened, or `ERASED` where one cannot be: the key was destroyed, or lost with
   * a newer copy of the keys. What was tampered with shows in the chain of its stream, and not here.
   */
  reveal(recorded: RecordedEvent): JsonObject {
    const definition = this.definition(recorded.event.type);
    const data: Record<string, JsonValue> = { ...(recorded.event.data as JsonObject) };
    for (const field of Object.keys(definition.personal)) {
      const value = data[field];
      if (!isSealed(value)) continue;
      const { subject } = value;
      data[field] = this.#opened(value, { subject, streamId: recorded.streamId, type: definition.type, field });
    }
    return data;
  }

  #opened(value: SealedValue, context: SealContext): string {
    try {
      return this.vault.open(value, context);
    } catch (error) {
      if (error instanceof TextUnreadable) return ERASED;
      throw error;
    }
  }

  /** See {@link PersonalDataVault.personalDigest}. */
  personalDigest(subject: string, text: string): string | undefined {
    return this.vault.personalDigest(subject, text);
  }

  /** Who is erased by an event, as it is stored or is to be; undefined where nobody is. */
  subjectErasedBy({ type }: Pick<EventToAppend, 'type'>, streamId: string): string | undefined {
    const aggregate = this.#definitions.get(type)?.erases;
    return aggregate === undefined ? undefined : idInStream(aggregate, streamId);
  }

  /** Before an erasure is on record: a record of what was not done would be worse than one that is missing. */
  shredErased(streamId: string, events: readonly EventToAppend[]): void {
    for (const event of events) {
      const subject = this.subjectErasedBy(event, streamId);
      if (subject !== undefined) this.vault.shred(subject);
    }
  }

  /** Whether the subject's key was destroyed; that it is on record is another thing. */
  isShredded(subject: string): boolean {
    return this.vault.isShredded(subject);
  }

  pseudonym(kind: string, text: string): string {
    return this.vault.pseudonym(kind, text);
  }

  definition(type: string): EventDefinition {
    const definition = this.#definitions.get(type);
    if (!definition) throw new UnreadableEvent(`${type} is not an event this release knows`);
    return definition;
  }

  #seal(definition: EventDefinition, streamId: string, aggregateName: string, data: JsonObject): JsonObject {
    const sealed: Record<string, JsonValue> = {};
    for (const [field, value] of Object.entries(data)) {
      if (value === undefined) continue;
      const subjectField = definition.personal[field];
      if (subjectField === undefined || value === null) {
        sealed[field] = value;
        continue;
      }
      const subject = subjectIn(subjectField, data, aggregateName, streamId);
      if (typeof value !== 'string' || typeof subject !== 'string') {
        throw new InvalidEvent(`${definition.type}.${field} is personal and needs a text and a subject`);
      }
      const context = { subject, streamId, type: definition.type, field };
      sealed[field] = { ...this.vault.seal(value, context) };
    }
    return sealed;
  }
}

/** Ids begin with a letter or a digit, so that no person is ever meant by a name with a dollar sign. */
function subjectIn(field: string, data: JsonObject, aggregateName: string, streamId: string): unknown {
  if (field === '$stream') return idInStream(aggregateName, streamId);
  return field.startsWith('$') ? field : data[field];
}

export function isSealed(value: unknown): value is SealedValue {
  return typeof value === 'object' && value !== null && '$sealed' in value;
}

export function eventId(streamId: string, commandId: string, index: number): string {
  return uuidFrom(`${streamId}\n${commandId}\n${index}`);
}

/** UUID with version 8 (custom, RFC 9562): the first 16 bytes of SHA-256 over the text. */
export function uuidFrom(text: string): string {
  const hex = hash('sha256', text);
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) & 3];
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`];
  // Joined, because a template keeps every part in memory beside what it is put together from.
  return [...parts, hex.slice(20, 32)].join('-');
}
