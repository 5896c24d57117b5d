import type { TakenCommands } from './taken-commands.js';

/** What a stream says, as far as deciding needs it. */
export interface LoadedStream {
  readonly streamId: string;
  readonly state: unknown;
  readonly revision: bigint | undefined;
  readonly chainDigest: string | undefined;
  readonly taken: TakenCommands;
}

/**
 * The place where a stream stays loaded between calls, for one caller that makes them one after another. Others may
 * write it meanwhile: a conflict reads on from what is kept. After trial runs it holds what they would have led to.
 */
export class KeptStream {
  /** Of the command path alone. */
  loaded: LoadedStream | undefined;
}
