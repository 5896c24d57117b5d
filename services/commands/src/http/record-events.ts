import { streamIdOf, type Aggregate } from '@praxis/event-sourcing';
import type { Response } from 'express';
import { noRecord, requireRecord, type Records } from './record-ids.js';

/** Answers with the events of one record, in order. @throws {ProblemException} there is no such record */
export async function sendEvents(aggregate: Aggregate, id: string, records: Records, response: Response) {
  await requireRecord(aggregate, id, records);
  const events: unknown[] = [];
  let revision: bigint | undefined;
  for await (const stored of records.store.readStream(streamIdOf(aggregate.name, id))) {
    const { event, recordedAt, position, metadata } = records.codec.decode(stored);
    revision = stored.revision;
    events.push({
      revision: stored.revision.toString(),
      position: position.toString(),
      type: event.type,
      effectiveAt: event.effectiveAt,
      recordedAt,
      loggedAt: stored.loggedAt,
      actor: metadata.actor,
      source: metadata.source,
      commandId: metadata.commandId,
      data: withoutSealed(event.data as Record<string, unknown>),
    });
  }
  if (revision === undefined) {
    throw noRecord(aggregate);
  }
  response.setHeader('ETag', `"${revision}"`);
  response.json({ stream: streamIdOf(aggregate.name, id), revision: revision.toString(), events });
}

/** Personal fields are told to exist, and nothing more. */
function withoutSealed(data: Record<string, unknown>): Record<string, unknown> {
  const isSealedValue = (value: unknown) => typeof value === 'object' && value !== null && '$sealed' in value;
  return Object.fromEntries(
    Object.entries(data).map(([field, value]) => [field, isSealedValue(value) ? { personal: true } : value]),
  );
}
