import {
  isSealed,
  LogDamaged,
  readPast,
  type EventCodec,
  type EventStore,
  type StoredEvent,
} from '@praxis/event-sourcing';
import type { KeyStore } from './key-store.js';

const NOTE = 'erasures-applied';
const PAGE = 2_000;

/** How far the erasures of a log are applied to this very file of keys. Copied with it, so an older copy is behind. */
interface Applied {
  readonly position: bigint;
  readonly eventId: string;
}

export interface ErasuresApplied {
  /** People whose keys were there although the log says that they were erased. */
  readonly shredded: number;
  /** People whose texts are in the log, who were not erased, and of whom there is no key: the store is an older copy. */
  readonly withoutKey: number;
}

/**
 * Shreds again whom the log says to be erased, so that a key store which was put back from an older copy brings nobody
 * back. Reads the log from where this key store last did; all of it where that place is not the same log's any more.
 * An event that is none any more is passed over, so that the log can be looked at.
 *
 * @param onProgress positions done, and the log's last
 * @throws {LogDamaged} what the log is kept in cannot be read
 */
export async function applyErasures(
  log: EventStore,
  codec: EventCodec,
  keys: KeyStore,
  onProgress: (done: bigint, of: bigint) => void = () => undefined,
): Promise<ErasuresApplied> {
  const head = await log.head();
  const people = new Set<string>();
  const withoutKey = new Set<string>();
  let shredded = 0;
  let isWhole = true;
  for await (const page of readPast(log, { after: await appliedUpTo(log, keys), maxCount: PAGE })) {
    if (page instanceof LogDamaged) {
      // Read again, whoever it is about, once the log has been mended.
      isWhole = false;
      continue;
    }
    for (const stored of page) {
      for (const subject of subjectsOf(stored)) {
        if (people.has(subject)) continue;
        people.add(subject);
        if (keys.find(subject).kind === 'unknown') withoutKey.add(subject);
      }
      const erased = codec.subjectErasedBy(stored, stored.streamId);
      if (erased === undefined) continue;
      if (!keys.isShredded(erased)) shredded += keys.shred(erased).destroyedKey ? 1 : 0;
      withoutKey.delete(erased);
    }
    const last = page.at(-1)!;
    if (isWhole) keys.keepNote(NOTE, `${last.position} ${last.id}`);
    onProgress(last.position, head);
  }
  return { shredded, withoutKey: withoutKey.size };
}

async function appliedUpTo(log: EventStore, keys: KeyStore): Promise<bigint> {
  const applied = appliedOf(keys.note(NOTE));
  if (!applied) return 0n;
  const { value: page } = await readPast(log, { after: applied.position - 1n, maxCount: 1 }).next();
  const there = page instanceof Array ? page[0] : undefined;
  return there?.position === applied.position && there.id === applied.eventId ? applied.position : 0n;
}

function appliedOf(note: string | undefined): Applied | undefined {
  const [, position, eventId] = /^(\d+) (\S+)$/.exec(note ?? '') ?? [];
  return position === undefined || eventId === undefined ? undefined : { position: BigInt(position), eventId };
}

function* subjectsOf({ data }: StoredEvent): Iterable<string> {
  for (const value of Object.values(data)) if (isSealed(value)) yield value.subject;
}
