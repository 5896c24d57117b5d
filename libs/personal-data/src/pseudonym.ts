import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { lengthPrefixed } from './binding.js';

/** RFC 4648 base32, lower-case: survives being read aloud, and file systems and URLs that fold case. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
/** 26 characters of 5 bits: no two of 10^15 people share one by chance (odds below 10^-8). */
const LENGTH = 26;
const PREFIX = /^[a-z]/;

/**
 * A name that stands for `naturalKey` everywhere: the same for the same secret, kind and key, and telling nothing about
 * the key to who lacks the secret. `w-…` for the kind `worker`: the kind's first letter, then 130 bits of
 * HMAC-SHA-256. Kinds that share a letter still give different names.
 *
 * The key is taken as it is: callers trim it and settle its case, so that one person gets one name.
 */
export function pseudonymOf(secret: Uint8Array | KeyObject, kind: string, naturalKey: string): string {
  const prefix = PREFIX.exec(kind);
  if (!prefix) throw new RangeError(`A kind begins with a lower-case letter, not as in ${JSON.stringify(kind)}`);
  const mac = createHmac('sha256', secret)
    .update(lengthPrefixed(['pseudonym', kind, naturalKey]))
    .digest();
  return `${prefix[0]}-${base32(mac, LENGTH)}`;
}

/** Equal for equal texts, and telling nothing about them to who lacks the secret: HMAC-SHA-256 in base64url. */
export function digestOf(secret: Uint8Array | KeyObject, text: string): string {
  return createHmac('sha256', secret)
    .update(lengthPrefixed(['digest', text]))
    .digest('base64url');
}

/**
 * Digests for chains, HMAC-SHA-256 in base64url under a key made from the secret that serves nothing else. Made from
 * it rather than kept beside it, so that an older copy of the key store still checks every chain.
 */
export function chainDigestUnder(secret: Uint8Array | KeyObject): (text: string) => string {
  const key = createHmac('sha256', secret)
    .update(lengthPrefixed(['key', 'event-chain']))
    .digest();
  const chainKey = createSecretKey(key);
  key.fill(0);
  return (text) => createHmac('sha256', chainKey).update(text).digest('base64url');
}

function base32(bytes: Uint8Array, length: number): string {
  let text = '';
  let bits = 0;
  let pending = 0;
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      if (text.length === length) return text;
      bits -= 5;
      text += ALPHABET[(pending >>> bits) & 31];
    }
    pending &= (1 << bits) - 1;
  }
  return text;
}
