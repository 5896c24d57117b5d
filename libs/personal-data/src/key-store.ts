import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { decrypt, encrypt, KEY_BYTES, OVERHEAD_BYTES } from './authenticated-encryption.js';
import { lengthPrefixed } from './binding.js';
import { openKeyStoreFile } from './key-store.file.js';
import { SubjectErased, WrongMasterKey } from './personal-data.errors.js';

export interface KeyStoreOptions {
  /** The key store's file. Its directory is made if missing. */
  readonly path: string;
  /** 32 bytes: see `loadOrCreateMasterKey` and `parseMasterKey`. */
  readonly masterKey: Uint8Array;
  /** ISO instant at which a key is said to have been shredded; the system's clock unless given. */
  readonly now?: () => string;
}

export interface Shredding {
  readonly subject: string;
  /** ISO instant of the first shredding. */
  readonly shreddedAt: string;
  /** False when there was no key (any more) to destroy. */
  readonly destroyedKey: boolean;
}

export type KeyLookup =
  { readonly kind: 'key'; readonly key: Buffer } | { readonly kind: 'shredded' } | { readonly kind: 'unknown' };

/** Unwrapped keys held in memory at most; the rest are unwrapped again when needed. */
const MAX_CACHED_KEYS = 200_000;
const WRAPPED_BYTES = KEY_BYTES + OVERHEAD_BYTES;

/** @throws {WrongMasterKey} @throws {UnusableKeyStore} */
export function openKeyStore(options: KeyStoreOptions): KeyStore {
  if (options.masterKey.length !== KEY_BYTES) throw new WrongMasterKey(`A master key has ${KEY_BYTES} bytes`);
  const database = openKeyStoreFile(options.path);
  try {
    return new KeyStore(database, Buffer.from(options.masterKey), options.now ?? (() => new Date().toISOString()));
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * One random key per person, wrapped by the master key, in an SQLite file; and the secrets behind pseudonyms and
 * digests. Calls are synchronous: when one returns, what it wrote is on the disk. Several processes may have the same
 * file open; each notices at its next call what another has written.
 */
export class KeyStore {
  readonly #cache = new Map<string, Buffer>();
  readonly #statements;
  #seenVersion: number;

  constructor(
    private readonly database: DatabaseSync,
    private readonly masterKey: Buffer,
    private readonly now: () => string,
  ) {
    this.#statements = {
      version: database.prepare('PRAGMA data_version'),
      find: database.prepare(
        'SELECT wrapped, shredded_at FROM subject LEFT JOIN wrapped_key USING (key_no) WHERE name = ?',
      ),
      addKey: database.prepare('INSERT INTO wrapped_key (wrapped) VALUES (?)'),
      addSubject: database.prepare('INSERT INTO subject (name, key_no) VALUES (?, ?)'),
      overwriteKey: database.prepare(
        'UPDATE wrapped_key SET wrapped = ? WHERE key_no = (SELECT key_no FROM subject WHERE name = ?)',
      ),
      entomb: database.prepare(
        `INSERT INTO subject (name, key_no, shredded_at) VALUES (?, NULL, ?)
         ON CONFLICT (name) DO UPDATE SET key_no = NULL, shredded_at = excluded.shredded_at`,
      ),
      findSecret: database.prepare('SELECT wrapped FROM secret WHERE name = ?'),
      findNote: database.prepare('SELECT text FROM note WHERE name = ?'),
      keepNote: database.prepare(
        'INSERT INTO note (name, text) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET text = excluded.text',
      ),
      addSecret: database.prepare('INSERT INTO secret (name, wrapped) VALUES (?, ?)'),
    };
    this.#statements.version.setReturnArrays(true); // asked at every look at a key
    this.#seenVersion = this.#version();
    // Unwrapping any secret proves that the master key is the right one, before anything is sealed under a wrong one.
    this.secret('master-key-check');
  }

  /** The person's key if there is one. Makes none. */
  find(subject: string): KeyLookup {
    this.#forgetIfChanged();
    const cached = this.#cache.get(subject);
    if (cached) return { kind: 'key', key: cached };
    const row = this.#statements.find.get(subject) as
      { wrapped: Uint8Array | null; shredded_at: string | null } | undefined;
    if (!row) return { kind: 'unknown' };
    if (row.wrapped === null) return { kind: 'shredded' };
    return { kind: 'key', key: this.#remember(subject, this.#unwrap('subject', subject, row.wrapped)) };
  }

  /**
   * The person's key, made now if there is none. It is on the disk when this returns.
   * @throws {SubjectErased}
   */
  obtain(subject: string): Buffer {
    const found = this.find(subject);
    if (found.kind === 'key') return found.key;
    if (found.kind === 'shredded') throw new SubjectErased(subject);
    this.prepare([subject]);
    return this.obtain(subject);
  }

  /** Makes the keys of many people at the cost of one write. Those who have one, or were erased, are left as they are. */
  prepare(subjects: Iterable<string>): void {
    this.#write(() => {
      for (const subject of new Set(subjects)) {
        if (this.#statements.find.get(subject) !== undefined) continue;
        const key = randomBytes(KEY_BYTES);
        const { lastInsertRowid } = this.#statements.addKey.run(this.#wrap('subject', subject, key));
        this.#statements.addSubject.run(subject, lastInsertRowid);
        key.fill(0);
      }
    });
  }

  /**
   * Destroys the person's key and remembers that they were erased. Safe to repeat; repeating also finishes what was cut
   * short. Erasing somebody unknown is remembered too, so that erasures can be replayed over a restored key store.
   *
   * @throws when another process keeps the store's files busy: the key is gone, but a trace may be left; repeat
   */
  shred(subject: string): Shredding {
    const shreddedAt = this.now();
    const result = this.#write((): Shredding => {
      const row = this.#statements.find.get(subject) as { shredded_at: string | null } | undefined;
      if (row?.shredded_at) return { subject, shreddedAt: row.shredded_at, destroyedKey: false };
      this.#statements.overwriteKey.run(new Uint8Array(WRAPPED_BYTES), subject);
      this.#statements.entomb.run(subject, shreddedAt);
      return { subject, shreddedAt, destroyedKey: row !== undefined };
    });
    this.#cache.get(subject)?.fill(0);
    this.#cache.delete(subject);
    this.#emptyJournal();
    return result;
  }

  isShredded(subject: string): boolean {
    return this.find(subject).kind === 'shredded';
  }

  /** A random secret of this store, the same at every call and in every process. */
  secret(name: string): Buffer {
    const stored = () => this.#statements.findSecret.get(name) as { wrapped: Uint8Array } | undefined;
    const found =
      stored() ??
      this.#write(() => {
        if (!stored()) this.#statements.addSecret.run(name, this.#wrap('secret', name, randomBytes(KEY_BYTES)));
        return stored()!;
      });
    return this.#unwrap('secret', name, found.wrapped);
  }

  /** What was last kept under the name, in this file and in every copy of it made since. */
  note(name: string): string | undefined {
    return (this.#statements.findNote.get(name) as { text: string } | undefined)?.text;
  }

  keepNote(name: string, text: string): void {
    this.#write(() => this.#statements.keepNote.run(name, text));
  }

  close(): void {
    if (!this.database.isOpen) return;
    this.#forget();
    this.masterKey.fill(0);
    this.database.close();
  }

  #wrap(kind: 'subject' | 'secret', name: string, key: Uint8Array): Buffer {
    return encrypt(this.masterKey, key, lengthPrefixed(['key', kind, name]));
  }

  #unwrap(kind: 'subject' | 'secret', name: string, wrapped: Uint8Array): Buffer {
    const key = decrypt(this.masterKey, wrapped, lengthPrefixed(['key', kind, name]));
    if (!key) throw new WrongMasterKey('This master key does not belong to this key store');
    return key;
  }

  #remember(subject: string, key: Buffer): Buffer {
    if (this.#cache.size >= MAX_CACHED_KEYS) this.#forget();
    this.#cache.set(subject, key);
    return key;
  }

  #forget(): void {
    for (const key of this.#cache.values()) key.fill(0);
    this.#cache.clear();
  }

  /** Another process may have shredded a key that is still in this one's memory. */
  #forgetIfChanged(): void {
    const version = this.#version();
    if (version === this.#seenVersion) return;
    this.#forget();
    this.#seenVersion = version;
  }

  #version(): number {
    return (this.#statements.version.get() as unknown as [number])[0];
  }

  #write<Result>(change: () => Result): Result {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      const result = change();
      this.database.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }

  /** The write-ahead file still holds the key as it was written: move it into the store, where it was overwritten. */
  #emptyJournal(): void {
    const row = this.database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()!;
    if (row['busy'] !== 0) throw new Error('The key was destroyed, but a trace of it may remain on the disk: repeat');
  }
}
