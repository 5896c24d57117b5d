import type { EventToAppend, ExpectedRevision } from '@praxis/event-sourcing';

const MAX_REVISION = 2n ** 63n - 1n;

/**
 * What no log of ours takes. Names that begin with `$` belong to the system in other event stores and are left out when
 * everything is read, so an event under such a name would never reach a reader.
 *
 * @throws {RangeError}
 */
export function requireAppendable(
  streamId: string,
  events: readonly EventToAppend[],
  expected: ExpectedRevision,
): void {
  if (!isOwnName(streamId)) throw new RangeError(`${JSON.stringify(streamId)} is not a stream name`);
  if (events.length === 0) throw new RangeError(`There is nothing to append to ${streamId}`);
  const misnamed = events.find(({ type }) => !isOwnName(type));
  if (misnamed) throw new RangeError(`${JSON.stringify(misnamed.type)} is not an event type`);
  if (typeof expected === 'bigint' && (expected < 0n || expected > MAX_REVISION)) {
    throw new RangeError(`${expected} is not a revision`);
  }
}

function isOwnName(name: string): boolean {
  return name.length > 0 && !name.startsWith('$') && name.isWellFormed();
}
