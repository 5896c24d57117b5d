import { aggregateNamed } from '@praxis/domain';
import {
  streamIdOf,
  type CommandEnvelope,
  type DomainEvent,
  type EventCodec,
  type EventStore,
  type HandlingResult,
} from '@praxis/event-sourcing';

export interface RemarkedCommand {
  /** Name of the aggregate. */
  readonly aggregate: string;
  /** The id part of the stream's name. */
  readonly id: string;
  readonly envelope: Pick<CommandEnvelope, 'command' | 'commandId' | 'formerId'>;
  /** Of the command alone. */
  readonly result: HandlingResult;
}

/**
 * What is to be told beside the answer of a command that was taken: from the events of its stream before it, so that it
 * is the same when the command is sent again. Undefined where there is nothing to be told.
 */
export async function remarkOn(
  { aggregate, id, envelope, result }: RemarkedCommand,
  { store, codec }: { readonly store: EventStore; readonly codec: EventCodec },
): Promise<string | undefined> {
  const { type, data } = envelope.command;
  const { remark } = aggregateNamed(aggregate).commands[type] ?? {};
  if (remark === undefined) return undefined;
  const [outcome] = result.outcomes;
  const revision = outcome?.kind === 'repeated' ? outcome.first.revision : result.revision;
  const own = [envelope.commandId, envelope.formerId];
  const before: DomainEvent[] = [];
  for await (const stored of store.readStream(streamIdOf(aggregate, id))) {
    if (revision !== undefined && stored.revision > revision) break;
    if (!own.includes(stored.metadata.commandId)) before.push(codec.decode(stored).event);
  }
  return remark(data, before);
}
