import type { Aggregate, AnyCommand, DecisionContext, Reference } from './aggregate.js';
import type { Actor, DomainEvent, EventToAppend } from './event.js';
import { streamIdOf } from './event.js';
import {
  earlierCommand,
  isOtherCommand,
  openDigest,
  sealedDigest,
  type AskedCommand,
  type EarlierCommand,
} from './command-digest.js';
import { chained, type ChainDigest } from './event-chain.js';
import type { EventCodec } from './event-codec.js';
import { AppendOutcomeUnknown, WrongExpectedRevision, type EventStore } from './event-store.js';

export interface CommandEnvelope {
  readonly commandId: string;
  readonly command: AnyCommand;
  readonly actor: Actor;
  readonly source: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly attestedAt?: string;
}

export type CommandOutcome =
  | { readonly kind: 'done'; readonly events: number }
  | { readonly kind: 'nothing-to-do' }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'refused'; readonly error: Error };

export interface HandlingResult {
  /** Revision after the call; undefined when the stream still does not exist. */
  readonly revision: bigint | undefined;
  /** Position of the last event appended by this call; undefined when it appended none. */
  readonly position: bigint | undefined;
  /** One per command, in order. */
  readonly outcomes: readonly CommandOutcome[];
}

export interface CommandHandlingPorts {
  readonly store: EventStore;
  readonly codec: EventCodec;
  /** ISO instant. */
  readonly now: () => string;
  /** Keyed digest: equal for equal text, and tells nothing about it to who lacks the key. */
  readonly digest: (text: string) => string;
  readonly chainDigest: ChainDigest;
  /** @throws {RuleBroken} the first reference that does not exist */
  readonly checkReferences: (references: readonly Reference[]) => Promise<void>;
}

export interface HandlingOptions {
  /** From If-Match: refuse unless the stream is at this revision. Conflicts are then not retried. */
  readonly expectedRevision?: bigint;
  /** `stop` (the default) throws at the first refusal and writes nothing; `collect` reports refusals and goes on. */
  readonly onRefusal?: 'stop' | 'collect';
  /** Decide, but write nothing. */
  readonly dryRun?: boolean;
}

export class CommandIdReused extends Error {
  override readonly name = 'CommandIdReused';
  constructor(readonly commandId: string) {
    super(`Command id ${commandId} was already used on this stream with another body`);
  }
}

const MAX_ATTEMPTS = 5;

/**
 * The one command path: load, decide, append at the revision loaded. Several commands to one stream are decided one
 * after another and appended as a whole. A conflict starts over with the newer state, at most {@link MAX_ATTEMPTS}
 * times: decisions are pure, so deciding again is safe. A command whose id is already on the stream has no effect.
 */
export async function handleCommands(
  aggregate: Aggregate,
  id: string,
  envelopes: readonly CommandEnvelope[],
  ports: CommandHandlingPorts,
  options: HandlingOptions = {},
): Promise<HandlingResult> {
  const streamId = streamIdOf(aggregate.name, id);
  for (let attempt = 1; ; attempt += 1) {
    const loaded = await load(aggregate, streamId, ports);
    const decided = await decideAll(aggregate, id, envelopes, loaded, ports, options);
    if (decided.events.length === 0 || options.dryRun) {
      return { revision: loaded.revision, position: undefined, outcomes: decided.outcomes };
    }
    try {
      const expectedRevision = loaded.revision ?? 'no-stream';
      const events = chained(ports.chainDigest, streamId, loaded, decided.events);
      const appended = await ports.store.append(streamId, events, { expectedRevision });
      return { revision: appended.revision, position: appended.position, outcomes: decided.outcomes };
    } catch (error) {
      const conflict = error instanceof WrongExpectedRevision && options.expectedRevision === undefined;
      // An unknown outcome is resolved by loading again: the command ids on the stream tell what was written.
      const unknown = error instanceof AppendOutcomeUnknown;
      if (!(conflict || unknown) || attempt >= MAX_ATTEMPTS) throw error;
    }
  }
}

interface Loaded {
  readonly state: unknown;
  readonly revision: bigint | undefined;
  readonly chainDigest: string | undefined;
  /** By command id. */
  readonly earlier: ReadonlyMap<string, EarlierCommand>;
}

async function load(aggregate: Aggregate, streamId: string, ports: CommandHandlingPorts): Promise<Loaded> {
  let state: unknown = aggregate.initialState;
  let revision: bigint | undefined;
  let chainDigest: string | undefined;
  const earlier = new Map<string, EarlierCommand>();
  for await (const stored of ports.store.readStream(streamId)) {
    state = aggregate.evolve(state, ports.codec.decode(stored).event);
    revision = stored.revision;
    chainDigest = stored.metadata.chainDigest;
    const { commandId } = stored.metadata;
    earlier.set(commandId, earlierCommand(stored, earlier.get(commandId)));
  }
  return { state, revision, chainDigest, earlier };
}

async function decideAll(
  aggregate: Aggregate,
  id: string,
  envelopes: readonly CommandEnvelope[],
  loaded: Loaded,
  ports: CommandHandlingPorts,
  options: HandlingOptions,
): Promise<{ events: EventToAppend[]; outcomes: CommandOutcome[] }> {
  const streamId = streamIdOf(aggregate.name, id);
  const known = new Map(loaded.earlier);
  const events: EventToAppend[] = [];
  const outcomes: CommandOutcome[] = [];
  let state = loaded.state;
  for (const envelope of envelopes) {
    try {
      const personal = aggregate.commands[envelope.command.type]?.personal ?? [];
      const asked = { streamId, personal, ...envelope };
      const earlier = known.get(envelope.commandId);
      if (earlier !== undefined) {
        if (isOtherCommand(earlier, asked, ports.digest, ports.codec)) throw new CommandIdReused(envelope.commandId);
        outcomes.push({ kind: 'repeated' });
        continue;
      }
      requireRevision(streamId, loaded.revision, options.expectedRevision);
      await ports.checkReferences(referencesOf(aggregate, envelope.command, id));
      const context: DecisionContext = { id, actor: envelope.actor, now: envelope.attestedAt ?? ports.now() };
      const facts: readonly DomainEvent[] = aggregate.decide(envelope.command, state, context);
      const encoded = encodedFacts(aggregate.name, facts, asked, envelope, ports);
      for (const fact of facts) state = aggregate.evolve(state, fact);
      for (const event of encoded) {
        events.push(event);
        known.set(envelope.commandId, earlierCommand(event, known.get(envelope.commandId)));
      }
      outcomes.push(facts.length > 0 ? { kind: 'done', events: facts.length } : { kind: 'nothing-to-do' });
    } catch (error) {
      if (options.onRefusal !== 'collect' || !isRefusal(error)) throw error;
      outcomes.push({ kind: 'refused', error });
    }
  }
  return { events, outcomes };
}

/** The facts of one command as the log takes them, each with the digests of the command. */
function encodedFacts(
  aggregateName: string,
  facts: readonly DomainEvent[],
  asked: AskedCommand,
  envelope: CommandEnvelope,
  { codec, digest }: CommandHandlingPorts,
): readonly EventToAppend[] {
  const metadata = metadataOf(envelope, openDigest(digest, asked));
  const encoded = facts.map((fact, index) => codec.encode(asked.streamId, aggregateName, fact, metadata, index));
  const subjects = encoded.reduce<EarlierCommand | undefined>((of, event) => earlierCommand(event, of), undefined);
  const sealed = sealedDigest(codec, asked, subjects?.subjects ?? []);
  if (sealed === undefined) return encoded;
  return encoded.map((event) => ({ ...event, metadata: { ...event.metadata, sealedDigest: sealed } }));
}

function requireRevision(streamId: string, actual: bigint | undefined, expected: bigint | undefined): void {
  if (expected !== undefined && expected !== actual) {
    throw new WrongExpectedRevision(streamId, expected, actual ?? 'no-stream');
  }
}

function referencesOf(aggregate: Aggregate, command: AnyCommand, id: string): readonly Reference[] {
  return aggregate.commands[command.type]?.references?.(command.data as never, id) ?? [];
}

function metadataOf(envelope: CommandEnvelope, commandDigest: string): EventToAppend['metadata'] {
  return {
    commandId: envelope.commandId,
    commandDigest,
    correlationId: envelope.correlationId ?? envelope.commandId,
    causationId: envelope.causationId ?? envelope.commandId,
    actor: envelope.actor,
    source: envelope.source,
    ...(envelope.attestedAt === undefined ? {} : { attestedAt: envelope.attestedAt }),
  };
}

function isRefusal(error: unknown): error is Error {
  return error instanceof Error && (error.name === 'RuleBroken' || error.name === 'CommandIdReused');
}
