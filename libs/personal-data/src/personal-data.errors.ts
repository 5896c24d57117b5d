import { TextUnreadable } from '@praxis/event-sourcing';

/** The person was erased: nothing more about them can be recorded. */
export class SubjectErased extends Error {
  override readonly name = 'SubjectErased';
  constructor(readonly subject: string) {
    super(`${subject} was erased: no personal data about them can be recorded any more`);
  }
}

/** The value is not what was sealed, or was moved to another stream, event type, field or person. */
export class SealBroken extends TextUnreadable {
  override readonly name = 'SealBroken';
}

/**
 * There is no key for a person who was never erased: the key store does not belong to this log, or is an older copy.
 * Told apart from an erasure on purpose, so that a lost key store is never taken for one.
 */
export class KeyMissing extends TextUnreadable {
  override readonly name = 'KeyMissing';
  constructor(readonly subject: string) {
    super(`There is no key for ${subject}, who was not erased: is this the key store that belongs to the log?`);
  }
}

/** There is a log, and no key store or no master key that would go with it. None was made in its place. */
export class KeysLost extends Error {
  override readonly name = 'KeysLost';
}

/** The keys and the log do not belong together: one of them is another installation's. Neither was touched. */
export class KeysOfAnotherLog extends Error {
  override readonly name = 'KeysOfAnotherLog';
  /** @param events whose digests or texts were made with keys, none with these */
  constructor(readonly events: number) {
    super(
      `These keys are not this log's: they fit ${events === 1 ? 'its only event' : `none of its ${events} events`} made with keys. ` +
        'The key store (keys.db, with its master key) is that of another data folder',
    );
  }
}

/** The master key does not open this key store. */
export class WrongMasterKey extends Error {
  override readonly name = 'WrongMasterKey';
}

/** The file is not a key store, or one that only a later release can read. It was left as it was. */
export class UnusableKeyStore extends Error {
  override readonly name = 'UnusableKeyStore';
}
