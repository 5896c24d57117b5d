import type { EarlierCommand } from './command-digest.js';
import type { PersistentMap } from './persistent-collections.js';

/** What was answered to a command the first time. Revision and position are those of its last event. */
export type FirstAnswer =
  | {
      readonly kind: 'done';
      readonly events: number;
      /** Undefined only when the first one stands in the same call, or in an earlier one on a stream that was kept. */
      readonly revision: bigint | undefined;
      readonly position: bigint | undefined;
    }
  | { readonly kind: 'nothing-to-do'; readonly revision: bigint | undefined };

/** What a stream tells of a command that was taken before. */
export interface TakenCommand {
  readonly earlier: EarlierCommand;
  readonly first: FirstAnswer;
}

/** What a stream says, as far as deciding needs it. */
export interface LoadedStream {
  readonly streamId: string;
  readonly state: unknown;
  readonly revision: bigint | undefined;
  readonly chainDigest: string | undefined;
  /** By command id. */
  readonly taken: PersistentMap<string, TakenCommand>;
}

/**
 * The place where a stream stays loaded between calls, for one caller that makes them one after another. Others may
 * write it meanwhile: a conflict reads on from what is kept. After trial runs it holds what they would have led to.
 */
export class KeptStream {
  /** Of the command path alone. */
  loaded: LoadedStream | undefined;
}
