import { createCipheriv, createDecipheriv, createSecretKey, randomFillSync } from 'node:crypto';

export const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** What encryption adds to the length of a text, in bytes. */
export const OVERHEAD_BYTES = IV_BYTES + TAG_BYTES;

/**
 * AES-256-GCM with a random 96-bit IV (NIST SP 800-38D): `iv | ciphertext | tag`. One key must not encrypt more than
 * 2^32 messages this way; a person's fields and a master key's wrapped keys stay far below.
 */
export function encrypt(key: Uint8Array, plain: Uint8Array, associated: Uint8Array): Buffer {
  const sealed = Buffer.allocUnsafeSlow(plain.length + OVERHEAD_BYTES);
  const iv = randomFillSync(sealed.subarray(0, IV_BYTES));
  // As a key object, here and below: bytes are first tried as one, and failing at that takes ten times the encryption.
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), iv);
  cipher.setAAD(associated);
  cipher.update(plain).copy(sealed, IV_BYTES);
  cipher.final();
  cipher.getAuthTag().copy(sealed, sealed.length - TAG_BYTES);
  return sealed;
}

/** Undefined when the bytes were not made with this key and this associated data. */
export function decrypt(key: Uint8Array, sealed: Uint8Array, associated: Uint8Array): Buffer | undefined {
  if (sealed.length < OVERHEAD_BYTES) return undefined;
  const tagAt = sealed.length - TAG_BYTES;
  const iv = sealed.subarray(0, IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(associated);
  decipher.setAuthTag(sealed.subarray(tagAt));
  const plain = decipher.update(sealed.subarray(IV_BYTES, tagAt));
  try {
    decipher.final();
    return plain;
  } catch {
    return undefined;
  }
}
