import {
  RuleBroken,
  type Aggregate,
  type AnyCommand,
  type CommandDeclaration,
  type DecisionContext,
  type Reference,
} from './aggregate.js';
import type { DayOf } from './calendar-day.js';
import {
  comparedTexts,
  earlierCommand,
  givenTexts,
  isOtherCommand,
  isTextTold,
  openDigest,
  sealedDigest,
  type AskedCommand,
  type EarlierCommand,
} from './command-digest.js';
import type { CommandHandlingPorts, EarlyReference, ReferenceRound } from './command-handling.ports.js';
import type { RememberedCommand } from './command-memory.js';
import {
  CommandIdReused,
  InvalidCommand,
  isRefusal,
  NotPermitted,
  TextDiffers,
  type CommandEnvelope,
  type CommandOutcome,
  type HandlingOptions,
} from './commands.js';
import type { DomainEvent, EventToAppend } from './event.js';
import { WrongExpectedRevision } from './event-store.js';
import type { LoadedStream } from './loaded-stream.js';
import type { TakenCommand } from './taken-commands.js';

export interface Decided {
  readonly events: EventToAppend[];
  readonly outcomes: CommandOutcome[];
  readonly early: EarlyReference[];
  /** Where the events lead to. */
  state: unknown;
  taken: LoadedStream['taken'];
  /** Places in `outcomes` at which there was nothing to do, and what is to be remembered of that. */
  readonly toRemember: { readonly index: number; readonly commandId: string; readonly command: RememberedCommand }[];
}

/** Decides the commands for one stream one after another, each on the state that the ones before lead to. */
export class Deciding {
  readonly #decided: Decided;

  constructor(
    private readonly aggregate: Aggregate,
    private readonly id: string,
    private readonly loaded: LoadedStream,
    private readonly ports: CommandHandlingPorts,
    private readonly options: HandlingOptions,
    private readonly round: ReferenceRound,
    private readonly dayOf: DayOf,
  ) {
    const { state, taken } = loaded;
    this.#decided = { events: [], outcomes: [], early: [], toRemember: [], state, taken };
  }

  async all(envelopes: readonly CommandEnvelope[]): Promise<Decided> {
    for (const envelope of envelopes) {
      try {
        this.#decided.outcomes.push(await this.#one(envelope));
      } catch (error) {
        if (this.options.onRefusal !== 'collect' || !isRefusal(error)) throw error;
        this.#decided.outcomes.push({ kind: 'refused', error });
      }
    }
    return this.#decided;
  }

  async #one(envelope: CommandEnvelope): Promise<CommandOutcome> {
    const { aggregate, ports } = this;
    const command = acceptable(aggregate, envelope);
    const personal = aggregate.commands[command.type]?.personal ?? [];
    const asked = { ...envelope, command, personal, streamId: this.loaded.streamId };
    const first = await this.#first(asked, envelope);
    if (first) return first;
    requireRevision(this.loaded, this.options.expectedRevision);
    try {
      const early = await this.round.require(this.#referencesOf(command));
      const facts = this.#facts(command, envelope);
      if (facts.length === 0) return this.#alike(asked) ?? this.#nothing(asked, envelope.commandId);
      const untold = this.#untold(asked);
      if (untold) return untold;
      this.#note(encodedFacts(aggregate.name, facts, asked, envelope, ports));
      for (const fact of facts) this.#decided.state = aggregate.evolve(this.#decided.state, fact);
      this.#decided.early.push(...early.map((reference) => ({ reference, cause: envelope })));
      return { kind: 'done', events: facts.length };
    } catch (error) {
      const alike = error instanceof RuleBroken ? this.#alike(asked) : undefined;
      if (!alike) throw error;
      return alike;
    }
  }

  #facts(command: AnyCommand, { actor, attestedAt }: CommandEnvelope): readonly DomainEvent[] {
    const now = attestedAt ?? this.ports.now();
    const context: DecisionContext = { id: this.id, actor, now, today: this.dayOf(now) };
    return this.aggregate.decide(command, this.#decided.state, context);
  }

  /**
   * The answer to a command that leads to nothing, where its id would have been another with another text: as if it had
   * the id of the one that was taken, and that differs from it in texts alone, if at all.
   *
   * @throws {TextDiffers} a text differs, and the first command was the same actor's
   */
  #alike(asked: AskedCommand): CommandOutcome | undefined {
    if (!this.options.idsOfTexts || asked.personal.length === 0) return undefined;
    const { digest, codec } = this.ports;
    const taken = this.#sayingTheSame(asked);
    if (!taken) return undefined;
    const [field] = Object.keys(givenTexts(asked));
    if (field !== undefined && isOtherCommand(taken.earlier, asked, digest, codec)) throw new TextDiffers(field);
    return this.#repeated(taken, asked);
  }

  /** The answer to what others have on record with the same text, or another, where neither may be told. */
  #untold(asked: AskedCommand): CommandOutcome | undefined {
    if (!this.options.tellsNoTexts) return undefined;
    const { digest, codec } = this.ports;
    const alike = this.#decided.taken.allWithDigest(openDigest(digest, asked));
    const taken = alike.find(({ earlier }) => !isTextTold(earlier, asked, codec));
    return taken && this.#repeated(taken, asked);
  }

  #repeated({ first, earlier }: TakenCommand, asked: AskedCommand): CommandOutcome {
    return { kind: 'repeated', first, ...(isTextTold(earlier, asked, this.ports.codec) ? {} : { textUntold: true }) };
  }

  /** What was answered when it was taken before. @throws {CommandIdReused} */
  async #first(asked: AskedCommand, { commandId, formerId }: CommandEnvelope): Promise<CommandOutcome | undefined> {
    const ids = formerId === undefined ? [commandId] : [commandId, formerId];
    for (const id of ids) {
      const first = this.#taken(asked, id) ?? (await this.#recalled(asked, id));
      if (first) return first;
    }
    return undefined;
  }

  /** @throws {CommandIdReused} */
  #taken(asked: AskedCommand, commandId: string): CommandOutcome | undefined {
    const taken = this.#decided.taken.get(commandId);
    const { digest, codec } = this.ports;
    if (taken && isOtherCommand(taken.earlier, asked, digest, codec)) throw new CommandIdReused(commandId);
    return taken && this.#repeated(taken, asked);
  }

  /** @throws {CommandIdReused | RuleBroken} */
  async #recalled(asked: AskedCommand, commandId: string): Promise<CommandOutcome | undefined> {
    if (!this.options.remember) return undefined;
    const remembered = await this.ports.memory?.recall(asked.streamId, commandId);
    if (!remembered) return undefined;
    if (remembered.digest !== openDigest(this.ports.digest, asked)) throw new CommandIdReused(commandId);
    this.#requireTextsOnRecord(asked);
    return { kind: 'repeated', first: { kind: 'nothing-to-do', revision: remembered.revision } };
  }

  #note(events: readonly EventToAppend[]): void {
    for (const event of events) {
      this.#decided.events.push(event);
      this.#decided.taken = this.#decided.taken.with(event, undefined);
    }
  }

  /** @throws {RuleBroken} TEXT_NOT_TAKEN: it brings a text that is not known to be on record */
  #nothing(asked: AskedCommand, commandId: string): CommandOutcome {
    this.#requireTextsOnRecord(asked);
    if (this.options.remember) {
      const command = { digest: openDigest(this.ports.digest, asked), revision: this.loaded.revision };
      this.#decided.toRemember.push({ index: this.#decided.outcomes.length, commandId, command });
    }
    return { kind: 'nothing-to-do' };
  }

  /** What the first sender is told of a text by this, nobody else is, whatever theirs says: see docs/adr/0008. */
  #requireTextsOnRecord(asked: AskedCommand): void {
    const [field] = Object.keys(givenTexts(asked));
    if (field === undefined) return;
    const taken = this.#sayingTheSame(asked);
    if (taken && comparedTexts(taken.earlier, asked, this.ports.codec) === 'same') return;
    throw new RuleBroken('TEXT_NOT_TAKEN', 'This is on record already, and a text stays as it was recorded', {
      field,
      remedy: 'Leave the text out, or record what is new as something of its own.',
    });
  }

  /** The last one on record that says the same but for its texts, if they differ at all. */
  #sayingTheSame(asked: AskedCommand): TakenCommand | undefined {
    return this.#decided.taken.withDigest(openDigest(this.ports.digest, asked));
  }

  #referencesOf(command: AnyCommand): readonly Reference[] {
    const references = this.aggregate.commands[command.type]?.references;
    return references?.(command.data as never, this.id, this.#decided.state) ?? [];
  }
}

/** The command as its declaration reads it. @throws {NotPermitted | InvalidCommand} */
function acceptable({ name, commands }: Aggregate, { actor, command }: CommandEnvelope): AnyCommand {
  const declaration: CommandDeclaration | undefined = commands[command.type];
  if (!declaration) throw new Error(`${name} has no command ${command.type}`);
  const { roles, schema, summary } = declaration;
  if (!roles.includes(actor.role)) throw new NotPermitted(summary, actor.role, roles);
  const parsed = schema.safeParse(command.data);
  if (!parsed.success) throw new InvalidCommand(parsed.error);
  return { type: command.type, data: parsed.data };
}

function requireRevision({ streamId, revision }: LoadedStream, expected: bigint | undefined): void {
  if (expected !== undefined && expected !== revision) {
    throw new WrongExpectedRevision(streamId, expected, revision ?? 'no-stream');
  }
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
  const taken = encoded.reduce<EarlierCommand | undefined>((of, event) => earlierCommand(event, of), undefined);
  const sealed = sealedDigest(codec, asked, taken?.subjects ?? []);
  if (sealed === undefined) return encoded;
  return encoded.map((event) => ({ ...event, metadata: { ...event.metadata, sealedDigest: sealed } }));
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
