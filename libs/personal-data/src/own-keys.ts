import {
  contentHash,
  isSealed,
  LogDamaged,
  readPast,
  streamLink,
  type ChainDigest,
  type EventStore,
  type PersonalDataVault,
  type StoredEvent,
} from '@praxis/event-sourcing';
import { KeyMissing, KeysOfAnotherLog, SealBroken } from './personal-data.errors.js';

/** Mostly the first event already fits. */
const PAGE = 100;

interface Keys {
  readonly vault: PersonalDataVault;
  readonly chainDigest: ChainDigest;
}

/**
 * That these keys are the log's, before anything is made of either. Whatever fits shows it: one digest that only these
 * keys can have made, or one text that they open. So an event that was damaged does not put the blame on the keys, nor
 * wrong keys on the log. A log that holds nothing made with keys tells nothing, and is let pass. Reads no further than
 * to what fits first: to the end only where nothing does.
 *
 * @throws {KeysOfAnotherLog}
 * @throws {LogDamaged} what the log is kept in cannot be read
 */
export async function requireOwnKeys(log: Pick<EventStore, 'readAll'>, keys: Keys): Promise<void> {
  /** Of the event of each stream that was met last. */
  const digests = new Map<string, string | undefined>();
  let unfit = 0;
  for await (const page of readPast(log, { after: 0n, maxCount: PAGE })) {
    // An event that is none any more says nothing about keys.
    if (page instanceof LogDamaged) continue;
    for (const stored of page) {
      const previous = digests.get(stored.streamId);
      digests.set(stored.streamId, stored.metadata.chainDigest);
      const verdicts = [digestFits(stored, previous, keys.chainDigest), textsOpen(stored, keys.vault)];
      if (verdicts.includes(true)) return;
      if (verdicts.includes(false)) unfit += 1;
    }
  }
  if (unfit > 0) throw new KeysOfAnotherLog(unfit);
}

/** Undefined where there is none to judge. */
function digestFits(stored: StoredEvent, previous: string | undefined, digest: ChainDigest): boolean | undefined {
  const own = stored.metadata.chainDigest;
  return own === undefined ? undefined : own === streamLink(digest, previous, contentHash(stored));
}

/** Undefined where nothing is sealed, or for somebody who was erased. */
function textsOpen({ streamId, type, data }: StoredEvent, vault: PersonalDataVault): boolean | undefined {
  let opens: boolean | undefined;
  for (const [field, value] of Object.entries(data)) {
    if (!isSealed(value) || vault.isShredded(value.subject)) continue;
    try {
      vault.open(value, { subject: value.subject, streamId, type, field });
      return true;
    } catch (error) {
      if (!(error instanceof KeyMissing) && !(error instanceof SealBroken)) throw error;
      opens = false;
    }
  }
  return opens;
}
