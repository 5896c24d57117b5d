import { DOMAIN, type Answering, type ReferenceKind } from '@praxis/domain';
import {
  AggregateView,
  RuleBroken,
  streamIdOf,
  uuidFrom,
  type EventCodec,
  type EventStore,
  type Reference,
  type RefusedReference,
  type Standing,
  type StreamCommands,
} from '@praxis/event-sourcing';
import type { EarlyReference, ReferenceRound } from '@praxis/event-sourcing/command-handling';

/** Streams whose state is kept, so that a thousand commands about one unit read only what is new in it. */
const KEPT_VIEWS = 2_000;

const REACTION = { actor: { id: 'praxis', role: 'administrator' }, source: 'reaction' } as const;

/** Gives a command that follows from another one, to another stream. */
export type React = (commands: StreamCommands) => Promise<unknown>;

/**
 * Checks that what a command speaks of stands on the day it speaks of, by asking the aggregate that answers for its
 * kind. It is looked up outside the append's transaction: a guard against errors, not an invariant.
 */
export class ReferenceCheck {
  readonly #views = new Map<string, AggregateView<unknown>>();

  constructor(
    private readonly store: EventStore,
    private readonly codec: EventCodec,
    private readonly react: React,
  ) {}

  /** One look, with everything that was written before it. */
  readonly round = (): ReferenceRound => new Round((answering, id) => this.#view(answering, id).current(), this.react);

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
  readonly #states = new Map<string, Promise<unknown>>();

  constructor(
    private readonly current: (answering: Answering, id: string) => Promise<unknown>,
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
      if (commands) await this.react(commands).catch(unlessRefused);
    }
  }

  #state(answering: Answering, reference: Reference): Promise<unknown> {
    const id = answering.answer.streamOf(reference);
    const key = streamIdOf(answering.aggregate.name, id);
    const state = this.#states.get(key) ?? this.current(answering, id);
    this.#states.set(key, state);
    return state;
  }
}

/** Somebody said the day meanwhile: what was decided before stands, as it would have a moment earlier. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof RuleBroken)) throw error;
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
