import { LogDamaged, readPast, type ChainDigest, type EventStore } from '@praxis/event-sourcing';
import type { KeyStore } from './key-store.js';
import { UnusableKeyStore } from './personal-data.errors.js';

const NOTE = 'digests-due';
const PAGE = 2_000;

/**
 * Position from which on every event of the log has to carry a digest: noted in the key store the first time, under a
 * digest of its own, so that a log whose digests were all taken away is not believed to be from before there were any.
 * A log from before has it at its first event with one, or at what is appended next.
 *
 * @throws {UnusableKeyStore} the note was changed
 * @throws {LogDamaged} what the log is kept in cannot be read
 */
export async function digestsDueFrom(log: EventStore, keys: KeyStore, digest: ChainDigest): Promise<bigint> {
  const noteOf = (position: string) => `${position} ${digest(`${NOTE}\n${position}`)}`;
  const noted = keys.note(NOTE);
  if (noted === undefined) {
    const due = (await firstWithDigest(log)) ?? (await log.head()) + 1n;
    keys.keepNote(NOTE, noteOf(String(due)));
    return due;
  }
  const [position = ''] = noted.split(' ');
  if (noted !== noteOf(position))
    throw new UnusableKeyStore('The key store was changed: what it notes of the log was not written with its keys');
  return BigInt(position);
}

async function firstWithDigest(log: EventStore): Promise<bigint | undefined> {
  for await (const page of readPast(log, { after: 0n, maxCount: PAGE })) {
    if (page instanceof LogDamaged) continue;
    const first = page.find(({ metadata }) => metadata.chainDigest !== undefined);
    if (first !== undefined) return first.position;
  }
  return undefined;
}
