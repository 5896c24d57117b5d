import { setTimeout as pause } from 'node:timers/promises';
import { Inject } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { aggregateNamed } from '@praxis/domain';
import { streamIdOf, type EventStore, type HandlingResult, type StreamCommands } from '@praxis/event-sourcing';
import { handleCommands, LongStreams, type CommandHandlingPorts } from '@praxis/event-sourcing/command-handling';
import { COMMAND_PORTS, type CommandPorts } from '../command-ports.js';
import { ReferenceCheck } from './reference-check.js';
import { StreamQueue } from './stream-queue.js';

/** Long enough for a crowd, short enough for somebody who waits at a screen. */
const PATIENCE_MS = 10_000;
const LONGEST_PAUSE_MS = 250;

/** What the CommandBus carries: commands for one stream, whoever gives them. */
export class HandleStreamCommands extends Command<HandlingResult> {
  constructor(readonly commands: StreamCommands) {
    super();
  }
}

/** The only caller of the kernel's command path: see docs/adr/0007. */
@CommandHandler(HandleStreamCommands)
export class StreamCommandsHandler implements ICommandHandler<HandleStreamCommands> {
  readonly #queue = new StreamQueue();
  readonly #longStreams = new LongStreams();
  readonly #references: ReferenceCheck;
  readonly #rehearsals = new WeakMap<EventStore, ReferenceCheck>();

  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(CommandBus) private readonly bus: CommandBus,
  ) {
    this.#references = new ReferenceCheck(ports.store, ports.codec, (commands) =>
      this.bus.execute(new HandleStreamCommands(commands)),
    );
  }

  execute({ commands }: HandleStreamCommands): Promise<HandlingResult> {
    const { aggregate, id, patienceMs = PATIENCE_MS, rehearsal, dryRun } = commands;
    if (rehearsal) return this.#handle(commands, this.#rehearsing(rehearsal));
    const until = performance.now() + patienceMs;
    const references = this.#references.round;
    const ports = { ...this.ports, longStreams: this.#longStreams, references, again: againUntil(until) };
    if (dryRun) return this.#handle(commands, ports);
    return this.#queue.inTurn(streamIdOf(aggregate, id), until, () => this.#handle(commands, ports));
  }

  #handle({ aggregate, id, envelopes, ...options }: StreamCommands, ports: CommandHandlingPorts) {
    return handleCommands(aggregateNamed(aggregate), id, envelopes, ports, options);
  }

  /** As the log's, but over what the rehearsal has on top of it, and remembering nothing. */
  #rehearsing({ store, codec }: NonNullable<StreamCommands['rehearsal']>): CommandHandlingPorts {
    let check = this.#rehearsals.get(store);
    if (!check) {
      const rehearsal = { store, codec };
      check = new ReferenceCheck(store, codec, (commands) =>
        this.bus.execute(new HandleStreamCommands({ ...commands, rehearsal })),
      );
      this.#rehearsals.set(store, check);
    }
    const { memory: _memory, ...ports } = this.ports;
    return { ...ports, store, codec, references: check.round };
  }
}

/** Pauses that grow, each of a length of its own, so that those who met once do not meet again. */
function againUntil(until: number): (attempt: number) => Promise<boolean> {
  return async (attempt) => {
    const longest = Math.min(LONGEST_PAUSE_MS, 4 * 2 ** attempt);
    const ms = Math.random() * longest;
    if (performance.now() + ms > until) return false;
    await pause(ms);
    return true;
  };
}
