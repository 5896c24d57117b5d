import { createHmac, createSecretKey } from 'node:crypto';
import { ERASED, type PersonalDataVault, type SealContext, type SealedValue } from '@praxis/event-sourcing';
import { decrypt, encrypt } from './authenticated-encryption.js';
import { lengthPrefixed } from './binding.js';
import type { KeyStore } from './key-store.js';
import { KeyMissing, SealBroken } from './personal-data.errors.js';

/** First byte of every sealed value, so that another way of sealing can be told from this one. */
const VERSION = 1;

/**
 * Seals single fields with the key of the person they are about. A sealed value opens only in the stream, event type
 * and field it was sealed for: `base64url(version | iv | ciphertext | tag)`, AES-256-GCM.
 */
export class SealedFieldVault implements PersonalDataVault {
  constructor(
    private readonly keys: KeyStore,
    readonly pseudonym: PersonalDataVault['pseudonym'],
  ) {}

  /** @throws {SubjectErased} @throws {RangeError} the text holds half a character (a lone surrogate) */
  seal(text: string, context: SealContext): SealedValue {
    if (!text.isWellFormed()) throw new RangeError(`${context.type}.${context.field} holds half a character`);
    const key = this.keys.obtain(context.subject);
    const sealed = encrypt(key, Buffer.from(text), associatedData(context));
    return { $sealed: Buffer.concat([Buffer.of(VERSION), sealed]).toString('base64url'), subject: context.subject };
  }

  /**
   * The text, or `ERASED` when the person's key was shredded.
   * @throws {SealBroken} tampered with, or sealed for another place
   * @throws {KeyMissing} there is no key, though nobody shredded it
   */
  open(value: SealedValue, context: SealContext): string {
    const what = `${context.type}.${context.field} of ${context.streamId}`;
    if (value.subject !== context.subject) throw new SealBroken(`${what} is sealed for another person`);
    const bytes = Buffer.from(value.$sealed, 'base64url');
    // Decoding base64 is lenient: several texts give the same bytes, and only one of them is what was sealed.
    if (bytes.toString('base64url') !== value.$sealed) throw new SealBroken(`${what} is not a sealed value`);
    if (bytes[0] !== VERSION) throw new SealBroken(`${what} was sealed in a way this release does not know`);
    const found = this.keys.find(context.subject);
    if (found.kind === 'shredded') return ERASED;
    if (found.kind === 'unknown') throw new KeyMissing(context.subject);
    const plain = decrypt(found.key, bytes.subarray(1), associatedData(context));
    if (!plain) throw new SealBroken(`${what} was changed, or was sealed for another place`);
    return plain.toString();
  }

  isShredded(subject: string): boolean {
    return this.keys.isShredded(subject);
  }

  shred(subject: string): void {
    this.keys.shred(subject);
  }

  /** HMAC-SHA-256 in base64url, under a key made from the person's that serves nothing else. */
  personalDigest(subject: string, text: string): string | undefined {
    const found = this.keys.find(subject);
    if (found.kind !== 'key') return undefined;
    const key = createHmac('sha256', createSecretKey(found.key)).update(DIGEST_KEY).digest();
    const digest = createHmac('sha256', createSecretKey(key)).update(text).digest('base64url');
    key.fill(0);
    return digest;
  }
}

const DIGEST_KEY = lengthPrefixed(['key', 'digest']);

function associatedData({ streamId, type, field, subject }: SealContext): Buffer {
  return lengthPrefixed(['field', String(VERSION), streamId, type, field, subject]);
}
