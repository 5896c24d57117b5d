import type { AnyCommand, HandlingResult, StreamCommands } from '@praxis/event-sourcing';
import { InMemoryEventStore, readableVault } from '@praxis/event-sourcing/testing';
import { commandPorts, type CommandPorts } from '../command-ports.js';
import { openCommandEntrance, type OpenCommandEntrance } from '../entrance/command-entrance.js';

let others = 0;

/** The entrance for commands over a log in memory, on 30 June 2026 unless the time is set. */
export class CommandsUnderTest {
  readonly ports: CommandPorts;
  now = '2026-06-30T12:00:00.000Z';
  #entrance: OpenCommandEntrance | undefined;
  #commands = 0;
  readonly #name = `command-${(others += 1)}`;

  /** @param store another one's, as another process has it */
  constructor(readonly store = new InMemoryEventStore(() => this.now)) {
    const keys = { vault: readableVault([]), digest: (text: string) => text, chainDigest: (text: string) => text };
    this.ports = commandPorts(store, keys, { now: () => this.now });
  }

  async open(): Promise<this> {
    this.#entrance = await openCommandEntrance(this.ports);
    return this;
  }

  get entrance(): OpenCommandEntrance {
    return this.#entrance!;
  }

  /** A command as an administrator gives it. */
  give(
    aggregate: string,
    id: string,
    command: AnyCommand,
    more: Partial<StreamCommands> = {},
  ): Promise<HandlingResult> {
    this.#commands += 1;
    const actor = { id: 'admin', role: 'administrator' };
    const envelope = { commandId: `${this.#name}-${this.#commands}`, command, actor, source: 'api' };
    return this.entrance.execute({ aggregate, id, envelopes: [envelope], ...more });
  }

  async close(): Promise<void> {
    await this.#entrance?.close();
  }
}
