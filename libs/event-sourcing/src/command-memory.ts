/** A command that was answered without an event: there was nothing to do. */
export interface RememberedCommand {
  /** Keyed digest of its body. */
  readonly digest: string;
  /** Where the stream was then; undefined when it did not exist. */
  readonly revision: bigint | undefined;
}

/** How long an answer is remembered at least, when no event tells of it. */
export const REMEMBERED_DAYS = 7;

/**
 * Remembers, durably and for all processes that take commands, which commands there was nothing to do for, so that the
 * same id is answered the same. Commands that led to events need it not: their stream tells of them, for ever.
 * Every adapter passes tests/conformance/command-memory.
 */
export interface CommandMemory {
  /** Undefined for what was never remembered, or {@link REMEMBERED_DAYS} ago and longer. */
  recall(streamId: string, commandId: string): Promise<RememberedCommand | undefined>;

  /**
   * Remembers the first of those that ask for the same id.
   *
   * @returns what is remembered now: another's, where it was quicker
   * @throws {EventStoreUnavailable | StorageFull}
   */
  remember(streamId: string, commandId: string, command: RememberedCommand): Promise<RememberedCommand>;

  close(): Promise<void>;
}
