import { createSecretKey } from 'node:crypto';
import type { ChainDigest, EventCodec, EventStore, PersonalDataVault } from '@praxis/event-sourcing';
import { digestsDueFrom } from './digests-due.js';
import { applyErasures, type ErasuresApplied } from './erasures.js';
import { openKeyStore, type KeyStoreOptions, type Shredding } from './key-store.js';
import { chainDigestUnder, digestOf, pseudonymOf } from './pseudonym.js';
import { SealedFieldVault } from './sealed-field.vault.js';

/** Everything that needs the key store, over one key store. */
export interface PersonalData {
  readonly vault: PersonalDataVault;
  /** `pseudonym('worker', 'P12345')` gives `w-…`, always the same. See `pseudonymOf`. */
  pseudonym(kind: string, naturalKey: string): string;
  /** Keyed digest of a text. See `digestOf`. */
  readonly digest: (text: string) => string;
  /** For the chains that show tampering with the log, under a key of their own. See `chainDigestUnder`. */
  readonly chainDigest: ChainDigest;
  /** Makes the keys of many people at the cost of one write: for imports, before they seal. */
  prepare(subjects: Iterable<string>): void;
  /** Makes everything sealed for this person unreadable for ever. See `KeyStore.shred`. */
  shred(subject: string): Shredding;
  isShredded(subject: string): boolean;
  /** Shreds again whom the log says to be erased. See `applyErasures`. */
  applyErasures(
    log: EventStore,
    codec: EventCodec,
    onProgress?: (done: bigint, of: bigint) => void,
  ): Promise<ErasuresApplied>;
  /** Position from which on every event of the log has to carry a digest. See `digestsDueFrom`. */
  digestsDueFrom(log: EventStore): Promise<bigint>;
  close(): void;
}

/** @throws {WrongMasterKey} @throws {UnusableKeyStore} */
export function openPersonalData(options: KeyStoreOptions): PersonalData {
  const keys = openKeyStore(options);
  // Made into key objects once: handing over the bytes each time costs seven times the digest itself.
  const pseudonymSecret = createSecretKey(keys.secret('pseudonym'));
  const digestSecret = createSecretKey(keys.secret('digest'));
  const pseudonym = (kind: string, naturalKey: string) => pseudonymOf(pseudonymSecret, kind, naturalKey);
  const chainDigest = chainDigestUnder(digestSecret);
  return {
    vault: new SealedFieldVault(keys, pseudonym),
    pseudonym,
    digest: (text) => digestOf(digestSecret, text),
    chainDigest,
    prepare: (subjects) => keys.prepare(subjects),
    shred: (subject) => keys.shred(subject),
    isShredded: (subject) => keys.isShredded(subject),
    applyErasures: (log, codec, onProgress) => applyErasures(log, codec, keys, onProgress),
    digestsDueFrom: (log) => digestsDueFrom(log, keys, chainDigest),
    close: () => keys.close(),
  };
}
