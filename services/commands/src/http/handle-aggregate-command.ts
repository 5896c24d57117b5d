import { Command } from '@nestjs/cqrs';
import {
  handleCommands,
  type Aggregate,
  type CommandEnvelope,
  type CommandHandlingPorts,
  type HandlingResult,
} from '@praxis/event-sourcing';

/** What the CommandBus carries: which stream, what to do, and from If-Match the revision to do it at. */
export abstract class AggregateCommand extends Command<HandlingResult> {
  constructor(
    readonly id: string,
    readonly envelope: CommandEnvelope,
    readonly expectedRevision: bigint | undefined,
  ) {
    super();
  }
}

export async function execute(
  aggregate: Aggregate,
  command: AggregateCommand,
  ports: CommandHandlingPorts,
): Promise<HandlingResult> {
  const { id, envelope, expectedRevision } = command;
  return handleCommands(aggregate, id, [envelope], ports, expectedRevision === undefined ? {} : { expectedRevision });
}
