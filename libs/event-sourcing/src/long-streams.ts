import type { LoadedStream } from './loaded-stream.js';

/** Shorter streams are read again in a few milliseconds. */
const WORTH_KEEPING = 500;
/** Of all that are kept, together: some 40 MB. */
const EVENTS_KEPT = 100_000;

/**
 * Long streams as commands found them last, so that the next command reads only what is new in them. The least recently
 * used go first; the one used last stays, whatever its length.
 */
export class LongStreams {
  readonly #kept = new Map<string, LoadedStream>();
  #events = 0;

  constructor(
    private readonly worthKeeping = WORTH_KEEPING,
    private readonly eventsKept = EVENTS_KEPT,
  ) {}

  get(streamId: string): LoadedStream | undefined {
    return this.#kept.get(streamId);
  }

  /** Remembers where a stream is now, instead of where it was. */
  keep(loaded: LoadedStream): void {
    this.drop(loaded.streamId);
    if (lengthOf(loaded) < this.worthKeeping) return;
    this.#kept.set(loaded.streamId, loaded);
    this.#events += lengthOf(loaded);
    for (const [streamId] of this.#kept) {
      if (this.#events <= this.eventsKept || this.#kept.size === 1) return;
      this.drop(streamId);
    }
  }

  drop(streamId: string): void {
    const known = this.#kept.get(streamId);
    if (!known) return;
    this.#kept.delete(streamId);
    this.#events -= lengthOf(known);
  }
}

function lengthOf({ revision }: LoadedStream): number {
  return revision === undefined ? 0 : Number(revision) + 1;
}
