import { earlierCommand, type EarlierCommand } from './command-digest.js';
import type { EventToAppend } from './event.js';
import { PersistentMap, type TextForm } from './persistent-collections.js';

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

/** What is kept of a command. Digests are what they are for every version, places only once it is in the log. */
interface Kept {
  /** Index of what it has in common with others. */
  readonly origin: number;
  readonly events: number;
  readonly digest: string;
  readonly sealedDigest: string | undefined;
  readonly revision: bigint | undefined;
  readonly position: bigint | undefined;
}

/** Numbers, and the digests as what they are made from. */
const KEPT_FORM: TextForm<Kept> = {
  write({ origin, events, digest, sealedDigest, revision, position }) {
    const [first, second] = [shortened(digest), shortened(sealedDigest ?? '')];
    return `${origin},${events},${revision ?? ''},${position ?? ''},${first.length};${first}${second}`;
  },
  read(text) {
    const end = text.indexOf(';');
    const [origin, events, revision, position, length] = text.slice(0, end).split(',') as [string, ...string[]];
    const digests = text.slice(end + 1);
    return {
      origin: Number(origin),
      events: Number(events),
      digest: lengthened(digests.slice(0, Number(length))),
      sealedDigest: lengthened(digests.slice(Number(length))) || undefined,
      revision: numberIn(revision),
      position: numberIn(position),
    };
  },
};

/**
 * The commands that the events of a stream came from, by id. A new version leaves this one as it was. A stream can have
 * hundreds of thousands: of each there is one short text, and what many have in common is there once.
 */
export class TakenCommands {
  private constructor(
    private readonly kept: PersistentMap<string, Kept>,
    private readonly origins: Origins,
    private readonly digests: Digests,
  ) {}

  static none(): TakenCommands {
    return new TakenCommands(PersistentMap.packed(KEPT_FORM), new Origins(), new Digests());
  }

  get(commandId: string): TakenCommand | undefined {
    const kept = this.kept.get(shortened(commandId));
    if (kept === undefined) return undefined;
    const { origin, events, digest, sealedDigest, revision, position } = kept;
    return {
      earlier: { ...this.origins.at(origin), digest, sealedDigest },
      first: { kind: 'done', events, revision, position },
    };
  }

  /** The last one with this digest: it differs in sealed texts from any other that has it, if at all. */
  withDigest(digest: string): TakenCommand | undefined {
    const commandId = this.digests.lastOf(digest, this.kept);
    return commandId === undefined ? undefined : this.get(commandId);
  }

  /** All with this digest, the last one last. */
  allWithDigest(digest: string): readonly TakenCommand[] {
    return this.digests.idsOf(digest, this.kept).flatMap((commandId) => this.get(commandId) ?? []);
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
    this.digests.add(digest, commandId);
    return this.#with(commandId, {
      origin: this.origins.indexOf(origin),
      events: (before?.first.events ?? 0) + 1,
      digest,
      sealedDigest,
      revision: place?.revision,
      position: place?.position,
    });
  }

  /** With where the last event of a command that is here stands, once it is in the log. */
  placed(commandId: string, { revision, position }: Place): TakenCommands {
    return this.#with(commandId, { ...this.kept.get(shortened(commandId))!, revision, position });
  }

  #with(commandId: string, kept: Kept): TakenCommands {
    return new TakenCommands(this.kept.with(shortened(commandId), kept), this.origins, this.digests);
  }
}

/** Ids by digest, once somebody has asked for one. Only ever added to, for all versions: some of them lack one or other. */
class Digests {
  /** Mostly there is one. Of several the last comes last, and is at hand: every command that leads to nothing asks for it. */
  #ids: Map<string, string | Several> | undefined;

  add(digest: string, commandId: string): void {
    if (this.#ids) this.#add(this.#ids, digest, commandId);
  }

  lastOf(digest: string, all: PersistentMap<string, Kept>): string | undefined {
    const ids = this.#of(digest, all);
    const last = typeof ids === 'object' ? ids.last : ids;
    return last === undefined || isIn(all, last) ? last : this.idsOf(digest, all).at(-1);
  }

  /** In the order in which they were added. */
  idsOf(digest: string, all: PersistentMap<string, Kept>): readonly string[] {
    const ids = this.#of(digest, all);
    const known = typeof ids === 'object' ? [...ids.all] : ids === undefined ? [] : [ids];
    return known.filter((id) => isIn(all, id));
  }

  #of(digest: string, all: PersistentMap<string, Kept>): string | Several | undefined {
    if (this.#ids === undefined) {
      this.#ids = new Map();
      for (const [id, kept] of all.entries()) this.#add(this.#ids, kept.digest, lengthened(id));
    }
    return this.#ids.get(digest);
  }

  #add(ids: Map<string, string | Several>, digest: string, commandId: string): void {
    const known = ids.get(digest);
    if (known === undefined || known === commandId) ids.set(digest, commandId);
    else if (typeof known === 'string') ids.set(digest, { last: commandId, all: new Set([known, commandId]) });
    else {
      known.last = commandId;
      known.all.delete(commandId);
      known.all.add(commandId);
    }
  }
}

interface Several {
  last: string;
  readonly all: Set<string>;
}

function isIn(all: PersistentMap<string, Kept>, commandId: string): boolean {
  return all.get(shortened(commandId)) !== undefined;
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

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A UUID or a digest as the bytes that it stands for, a letter for each; another text as it is. Each begins otherwise. */
function shortened(text: string): string {
  if (text === '') return text;
  if (UUID.test(text)) return `u${Buffer.from(text.replaceAll('-', ''), 'hex').toString('latin1')}`;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? `b${bytes.toString('latin1')}` : `t${text}`;
}

function lengthened(short: string): string {
  const rest = short.slice(1);
  if (short.startsWith('t') || short === '') return rest;
  const bytes = Buffer.from(rest, 'latin1');
  if (short.startsWith('b')) return bytes.toString('base64url');
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function numberIn(text: string | undefined): bigint | undefined {
  return text ? BigInt(text) : undefined;
}
