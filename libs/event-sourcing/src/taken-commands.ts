import { earlierCommand, type EarlierCommand } from './command-digest.js';
import type { EventToAppend } from './event.js';
import { PersistentMap } from './persistent-collections.js';

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
  readonly first: Extract<FirstAnswer, { kind: 'done' }>;
}

/** Where an event stands in the log. */
interface Place {
  readonly revision: bigint;
  readonly position: bigint;
}

type Origin = Pick<EarlierCommand, 'subjects' | 'actor' | 'source' | 'event'>;

/** Index of the origin, number of events, digest, sealed digest, revision, position; null for what is undefined. */
type Packed = [number, number, string, string | null, string | null, string | null];

/**
 * The commands that the events of a stream came from, by id. A new version leaves this one as it was. A stream can have
 * hundreds of thousands: of each there is one short text, and what many have in common is there once.
 */
export class TakenCommands {
  private constructor(
    private readonly packed: PersistentMap<string, string>,
    private readonly origins: Origins,
    private readonly digests: Digests,
  ) {}

  static none(): TakenCommands {
    return new TakenCommands(PersistentMap.empty(), new Origins(), new Digests());
  }

  get(commandId: string): TakenCommand | undefined {
    const packed = this.packed.get(commandId);
    if (packed === undefined) return undefined;
    const [origin, events, digest, sealedDigest, revision, position] = JSON.parse(packed) as Packed;
    return {
      earlier: { ...this.origins.at(origin), digest, sealedDigest: sealedDigest ?? undefined },
      first: { kind: 'done', events, revision: numberIn(revision), position: numberIn(position) },
    };
  }

  /** The last one with this digest: it differs in sealed texts from any other that has it, if at all. */
  withDigest(digest: string): TakenCommand | undefined {
    const commandId = this.digests.idOf(digest, this.packed);
    return commandId === undefined ? undefined : this.get(commandId);
  }

  /**
   * With one more event. Those of a command stand together, so the last of them is where its answer left the stream.
   *
   * @param place undefined while it is not in the log
   */
  with(event: EventToAppend, place: Place | undefined): TakenCommands {
    const { commandId } = event.metadata;
    const before = this.get(commandId);
    const { digest, sealedDigest, ...origin } = earlierCommand(event, before?.earlier);
    const events = (before?.first.events ?? 0) + 1;
    const [revision, position] = [textOf(place?.revision), textOf(place?.position)];
    this.digests.add(digest, commandId);
    return this.#withPacked(commandId, [
      this.origins.indexOf(origin),
      events,
      digest,
      sealedDigest ?? null,
      revision,
      position,
    ]);
  }

  /** With where the last event of a command that is here stands, once it is in the log. */
  placed(commandId: string, { revision, position }: Place): TakenCommands {
    const [origin, events, digest, sealedDigest] = JSON.parse(this.packed.get(commandId)!) as Packed;
    return this.#withPacked(commandId, [origin, events, digest, sealedDigest, textOf(revision), textOf(position)]);
  }

  #withPacked(commandId: string, packed: Packed): TakenCommands {
    return new TakenCommands(this.packed.with(commandId, JSON.stringify(packed)), this.origins, this.digests);
  }
}

/** Ids by digest, once somebody has asked for one. Only ever added to, for all versions. */
class Digests {
  #ids: Map<string, string> | undefined;

  add(digest: string, commandId: string): void {
    this.#ids?.set(digest, commandId);
  }

  idOf(digest: string, all: PersistentMap<string, string>): string | undefined {
    this.#ids ??= new Map([...all].map(([id, packed]) => [(JSON.parse(packed) as Packed)[2], id]));
    return this.#ids.get(digest);
  }
}

/** Each once, for all versions. Only ever added to: which version asked first makes no difference to any. */
class Origins {
  readonly #all: Origin[] = [];
  readonly #indexes = new Map<string, number>();

  at(index: number): Origin {
    return this.#all[index]!;
  }

  indexOf(origin: Origin): number {
    const text = JSON.stringify([origin.subjects, origin.actor, origin.source, origin.event]);
    const known = this.#indexes.get(text);
    if (known !== undefined) return known;
    this.#indexes.set(text, this.#all.length);
    return this.#all.push(origin) - 1;
  }
}

function textOf(number: bigint | undefined): string | null {
  return number === undefined ? null : String(number);
}

function numberIn(text: string | null): bigint | undefined {
  return text === null ? undefined : BigInt(text);
}
