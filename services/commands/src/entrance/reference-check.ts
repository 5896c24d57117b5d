import { DOMAIN, type Answering, type ReferenceKind } from '@praxis/domain';
import {
  AggregateView,
  RuleBroken,
  streamIdOf,
  uuidFrom,
  WrongExpectedRevision,
  type EventCodec,
  type EventStore,
  type HandlingResult,
  type Look,
  type Reference,
  type RefusedReference,
  type Standing,
  type StreamCommands,
  type StreamRevision,
} from '@praxis/event-sourcing';
import type { EarlyReference, ReferenceRound } from '@praxis/event-sourcing/command-handling';

/** Streams whose state is kept, so that a thousand commands about one unit read only what is new in it. */
const KEPT_VIEWS = 2_000;

const REACTION = { actor: { id: 'praxis', role: 'administrator' }, source: 'reaction' } as const;

/** Gives a command that follows from another one, to another stream. */
export type React = (commands: StreamCommands) => Promise<HandlingResult>;

/**
 * Checks that what a command speaks of stands on the day it speaks of, by asking the aggregate that answers for its
 * kind. It is looked up before the append, which is told where: see docs/adr/0010.
 */
export class ReferenceCheck {
  readonly #views = new Map<string, AggregateView<unknown>>();

  constructor(
    private readonly store: EventStore,
    private readonly codec: EventCodec,
    private readonly react: React,
  ) {}

  /** One look, with everything that was written before it. */
  readonly round = (): ReferenceRound => new Round((answering, id) => this.#view(answering, id).look(), this.react);

  #view({ aggregate }: Answering, id: string): AggregateView<unknown> {
    const streamId = streamIdOf(aggregate.name, id);
    const known = this.#views.get(streamId);
    if (known) return known;
    const [oldest] = this.#views.keys();
    if (oldest !== undefined && this.#views.size >= KEPT_VIEWS) this.#views.delete(oldest);
    const view = new AggregateView(aggregate, id, this.store, this.codec);
    this.#views.set(streamId, view);
    return view;
  }
}

class Round implements ReferenceRound {
  readonly restsOn = new Map<string, StreamRevision>();
  readonly #looks = new Map<string, Promise<Look<unknown>>>();

  constructor(
    private readonly look: (answering: Answering, id: string) => Promise<Look<unknown>>,
    private readonly react: React,
  ) {}

  async require(references: readonly Reference[]): Promise<readonly Reference[]> {
    const early: Reference[] = [];
    const states = await Promise.all(references.map((reference) => this.#state(answeringFor(reference), reference)));
    for (const [index, reference] of references.entries()) {
      const answering = answeringFor(reference);
      const standing = answering.answer.standing(states[index], reference);
      if (standing.is === 'standing') continue;
      if (standing.is !== 'not-yet' || !standing.inferred) throw refused(reference, standing, answering);
      early.push(reference);
    }
    return early;
  }

  /** Of all that speak of one thing, the earliest day counts. */
  async settle(early: readonly EarlyReference[]): Promise<void> {
    const earliest = new Map<string, EarlyReference>();
    for (const one of early) {
      const key = `${one.reference.kind} ${one.reference.id}`;
      const known = earliest.get(key);
      if (!known || String(one.reference.on) < String(known.reference.on)) earliest.set(key, one);
    }
    for (const one of earliest.values()) {
      const commands = movingBack(one);
      if (commands) await this.#move(commands);
    }
  }

  /** What is written right behind the look, by whoever looked, is no reason to look again. */
  async #move(commands: StreamCommands): Promise<void> {
    const streamId = streamIdOf(commands.aggregate, commands.id);
    const looked = this.restsOn.get(streamId)!;
    const moved = await this.react(commands).catch((error: unknown) => {
      if (error instanceof RuleBroken) return undefined;
      throw error;
    });
    // Refused: somebody has said the day meanwhile.
    if (moved?.revision === undefined) throw new WrongExpectedRevision(streamId, looked, undefined);
    const before = moved.revision - BigInt(eventsOf(moved));
    if (before !== looked) throw new WrongExpectedRevision(streamId, looked, before);
    this.restsOn.set(streamId, moved.revision);
  }

  async #state(answering: Answering, reference: Reference): Promise<unknown> {
    const id = answering.answer.streamOf(reference);
    const streamId = streamIdOf(answering.aggregate.name, id);
    const look = this.#looks.get(streamId) ?? this.look(answering, id);
    this.#looks.set(streamId, look);
    const { state, revision } = await look;
    this.restsOn.set(streamId, revision);
    return state;
  }
}

/** How many events a call has appended. */
function eventsOf({ outcomes }: HandlingResult): number {
  return outcomes.reduce((events, outcome) => events + (outcome.kind === 'done' ? outcome.events : 0), 0);
}

function answeringFor({ kind }: Reference): Answering {
  return DOMAIN.answers[kind as ReferenceKind];
}

function movingBack({ reference, cause }: EarlyReference): StreamCommands | undefined {
  const { aggregate, answer } = answeringFor(reference);
  if (!answer.moveBack || reference.on === null) return undefined;
  const command = answer.moveBack(reference, reference.on);
  const commandId = uuidFrom(`${cause.commandId}\n${reference.kind}\n${reference.id}\n${reference.on}`);
  const { commandId: causationId, correlationId = causationId, attestedAt } = cause;
  const envelope = { ...REACTION, commandId, command, causationId, correlationId };
  return {
    aggregate: aggregate.name,
    id: answer.streamOf(reference),
    envelopes: [attestedAt === undefined ? envelope : { ...envelope, attestedAt }],
  };
}

function refused(reference: Reference, standing: Exclude<Standing, { is: 'standing' }>, { answer }: Answering): Error {
  const { field, kind, within, id } = reference;
  const name = `${kind.replace('-', ' ')} ${within ? `${within} ` : ''}${id}`;
  const words = standing.is === 'not-yet' ? answer.notYet : standing.is === 'no-longer' ? answer.noLonger : undefined;
  if (standing.is === 'unknown' || !words) {
    // What was asked for is not said again: where it is a slip, it may be anything, and answers are kept by others.
    const code = `UNKNOWN_${kind.toUpperCase().replace('-', '_')}`;
    const where = kind === 'code' ? ` in the list ${within}` : '';
    return new RuleBroken(code, `There is no such ${kind.replace('-', ' ')}${where}`, {
      field,
      remedy: answer.remedy,
    });
  }
  return new RuleBroken(words.code, `${capital(name)} ${sentence(words, standing, reference)}`, {
    field,
    remedy: words.remedy,
  });
}

function sentence(words: RefusedReference, standing: Standing, { on, until }: Reference): string {
  if (standing.is === 'not-yet') return `${words.says} ${standing.from}, after ${until ?? on}`;
  return standing.is === 'no-longer' ? `${words.says} ${standing.since}, and this is of ${on}` : '';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
