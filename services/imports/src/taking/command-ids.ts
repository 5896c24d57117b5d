import { uuidFrom } from '@praxis/event-sourcing';

/** Keyed digest: equal for equal text, and tells nothing about it to who lacks the key. */
export type Digest = (text: string) => string;

/**
 * A command id that is always the same for the same parts. The parts can hold names and references, so they go through
 * the installation's keyed digest first: ids stand in the log in the clear, and must not be guessable from a row.
 *
 * @returns a UUID of version 8 (custom, RFC 9562) over SHA-256
 */
export function commandIdOf(digest: Digest, parts: readonly (string | number)[]): string {
  return uuidFrom(digest(JSON.stringify(parts)));
}
