import { createHash } from 'node:crypto';

/** Keyed digest: equal for equal text, and tells nothing about it to who lacks the key. */
export type Digest = (text: string) => string;

/**
 * A command id that is always the same for the same parts. The parts can hold names and references, so they go through
 * the installation's keyed digest first: ids stand in the log in the clear, and must not be guessable from a row.
 *
 * @returns a UUID of version 8 (custom, RFC 9562) over SHA-256
 */
export function commandIdOf(digest: Digest, parts: readonly (string | number)[]): string {
  const keyed = digest(JSON.stringify(parts));
  const bytes = createHash('sha256').update(keyed).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
