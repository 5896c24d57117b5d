import { isMadeHere, worker, type DomainActor } from '@praxis/domain';
import { streamIdOf, type CommandEnvelope } from '@praxis/event-sourcing';
import type { Request } from 'express';
import type { Records } from './record-ids.js';
import { actorOf, commandIdOf, LOCAL_ACTOR } from './request-context.js';

/** Who gives a command, and under which id, as the log takes it. */
export interface RecordedAs extends Pick<CommandEnvelope, 'commandId' | 'formerId' | 'actor'> {
  /** Whether the sender chose the id, and may send it again. */
  readonly chosen: boolean;
}

/** Both are what the sender says, so a keyed pseudonym stands for either where it was not made by a machine. */
export async function recordedAs(request: Request, records: Records): Promise<RecordedAs> {
  const { commandId: key, chosen } = commandIdOf(request);
  const actor = await recordedActor(actorOf(request), records);
  if (isMadeHere(key)) return { commandId: key, chosen, actor };
  return { commandId: records.codec.pseudonym('command', key), formerId: key, chosen, actor };
}

/** As somebody stands in the log: by an id that is on record, or that tells nothing. */
export async function recordedActor(
  actor: DomainActor,
  { store, codec }: Pick<Records, 'store' | 'codec'>,
): Promise<DomainActor> {
  if (actor.id === LOCAL_ACTOR.id || isMadeHere(actor.id)) return actor;
  for await (const _event of store.readStream(streamIdOf(worker.name, actor.id))) return actor;
  return { ...actor, id: codec.pseudonym('actor', actor.id) };
}
