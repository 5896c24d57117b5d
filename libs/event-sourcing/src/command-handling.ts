import type { Aggregate } from './aggregate.js';
import { Deciding, type Decided } from './command-deciding.js';
import type { CommandHandlingPorts, ReferenceRound } from './command-handling.ports.js';
import type { CommandMemory } from './command-memory.js';
import {
  CommandIdReused,
  Overloaded,
  type CommandEnvelope,
  type CommandOutcome,
  type HandlingOptions,
  type HandlingResult,
} from './commands.js';
import { streamIdOf, type EventToAppend } from './event.js';
import { chained } from './event-chain.js';
import type { LoadedStream } from './loaded-stream.js';
import type { LongStreams } from './long-streams.js';
import { TakenCommands } from './taken-commands.js';
import { AppendOutcomeUnknown, WrongExpectedRevision, type AppendResult } from './event-store.js';

export type { CommandHandlingPorts, EarlyReference, ReferenceRound } from './command-handling.ports.js';
export { LongStreams } from './long-streams.js';

interface Appended extends AppendResult {
  /** Of the last event. */
  readonly chainDigest: string | undefined;
}

const FIVE_ATTEMPTS = async (attempt: number) => attempt < 5;

/**
 * The one command path: load, decide, append at the revision loaded. Several commands to one stream are decided one
 * after another and appended as a whole. A conflict starts over with the newer state: decisions are pure, so deciding
 * again is safe. So does a conflict in a stream that the decision rests on, whoever said at which revision their own is:
 * what is there now is judged by the rules. A command whose id was taken before has no effect, and is answered as it was
 * then.
 *
 * Only for the entrance for commands, which is what everybody else goes through.
 */
export async function handleCommands(
  aggregate: Aggregate,
  id: string,
  envelopes: readonly CommandEnvelope[],
  ports: CommandHandlingPorts,
  options: HandlingOptions = {},
): Promise<HandlingResult> {
  const again = ports.again ?? FIVE_ATTEMPTS;
  const streamId = streamIdOf(aggregate.name, id);
  let newer = false;
  for (let attempt = 1; ; attempt += 1) {
    const round = ports.references();
    const [loaded, dayOf] = await Promise.all([
      load(aggregate, streamId, ports, options.kept?.loaded, newer),
      ports.calendar(),
    ]);
    const decided = await new Deciding(aggregate, id, loaded, ports, options, round, dayOf).all(envelopes);
    if (options.kept && options.dryRun) options.kept.loaded = { ...loaded, ...whereTo(decided) };
    if (options.dryRun) return { revision: loaded.revision, position: undefined, outcomes: decided.outcomes };
    let appended: Appended | undefined;
    try {
      appended = await append(loaded, decided, ports, round, options);
    } catch (error) {
      // An unknown outcome is resolved by loading again: the command ids on the stream tell what was written. A sender
      // who said at which revision is told of the newer one by deciding again.
      const conflict = error instanceof WrongExpectedRevision;
      if (!conflict && !(error instanceof AppendOutcomeUnknown)) throw error;
      const where = conflict ? error.streamId : streamId;
      if (where === streamId) newer = true;
      if (await again(attempt)) continue;
      const patient = conflict && (where !== streamId || options.expectedRevision === undefined);
      throw patient ? new Overloaded(`Others keep writing ${where}`, { cause: error }) : error;
    }
    if (appended && !options.kept) keep(ports.longStreams, loaded, decided, envelopes, appended);
    const outcomes = await remembered(streamId, decided, ports.memory);
    return { revision: appended?.revision ?? loaded.revision, position: appended?.position, outcomes };
  }
}

/**
 * @param kept what is known of the stream; reading goes on after it
 * @param newer whether others may have written to it since
 */
async function load(
  aggregate: Aggregate,
  streamId: string,
  ports: CommandHandlingPorts,
  kept: LoadedStream | undefined,
  newer: boolean,
): Promise<LoadedStream> {
  if (kept && !newer) return kept;
  let { state, revision, chainDigest, taken } = kept ??
    ports.longStreams?.get(streamId) ?? {
      state: aggregate.initialState as unknown,
      revision: undefined,
      chainDigest: undefined,
      taken: TakenCommands.none(),
    };
  const fromRevision = revision === undefined ? 0n : revision + 1n;
  for await (const stored of ports.store.readStream(streamId, { fromRevision })) {
    state = aggregate.evolve(state, ports.codec.decode(stored).event);
    revision = stored.revision;
    chainDigest = stored.metadata.chainDigest;
    taken = taken.with(stored, stored);
  }
  const loaded = { streamId, state, revision, chainDigest, taken };
  if (!kept) ports.longStreams?.keep(loaded);
  return loaded;
}

/** Where several commands have led to is not kept: it would not tell where each of them stands. */
function keep(
  longStreams: LongStreams | undefined,
  { streamId }: LoadedStream,
  { state, taken }: Decided,
  envelopes: readonly CommandEnvelope[],
  { revision, position, chainDigest }: Appended,
): void {
  const [only, ...more] = envelopes;
  if (!only || more.length > 0) longStreams?.drop(streamId);
  else
    longStreams?.keep({
      streamId,
      state,
      revision,
      chainDigest,
      taken: taken.placed(only.commandId, { revision, position }),
    });
}

function whereTo({ state, taken }: Decided): Pick<LoadedStream, 'state' | 'taken'> {
  return { state, taken };
}

async function append(
  loaded: LoadedStream,
  decided: Decided,
  { store, codec, chainDigest }: CommandHandlingPorts,
  round: ReferenceRound,
  { kept, reached }: HandlingOptions,
): Promise<Appended | undefined> {
  const { events, early } = decided;
  if (events.length === 0) {
    if (kept) kept.loaded = loaded;
    return undefined;
  }
  await round.settle(early);
  const { streamId, revision } = loaded;
  codec.shredErased(streamId, events);
  const linked = chained(chainDigest, streamId, loaded, reached ? withReached(events, reached) : events);
  const { restsOn } = round;
  const appended = await store.append(streamId, linked, { expectedRevision: revision ?? 'no-stream', restsOn });
  const link = linked.at(-1)!.metadata.chainDigest;
  if (kept) kept.loaded = { streamId, revision: appended.revision, chainDigest: link, ...whereTo(decided) };
  return { ...appended, chainDigest: link };
}

function withReached(events: readonly EventToAppend[], reached: NonNullable<HandlingOptions['reached']>) {
  const last = events.at(-1)!;
  return events.with(-1, { ...last, metadata: { ...last.metadata, ...reached } });
}

/**
 * Remembers what no event tells of, before it is answered. What was appended is on the stream already: failing here
 * loses an answer that nobody has had, and doubles nothing.
 */
async function remembered(
  streamId: string,
  { outcomes, toRemember }: Decided,
  memory: CommandMemory | undefined,
): Promise<readonly CommandOutcome[]> {
  if (!memory || toRemember.length === 0) return outcomes;
  const answered = [...outcomes];
  for (const { index, commandId, command } of toRemember) {
    const kept = await memory.remember(streamId, commandId, command);
    if (kept.digest !== command.digest) throw new CommandIdReused(commandId);
    const first = { kind: 'nothing-to-do', revision: kept.revision } as const;
    if (kept !== command) answered[index] = { kind: 'repeated', first };
  }
  return answered;
}
