import type { OrganisationEvent, Role } from '@praxis/domain';
import { streamIdOf, type Aggregate } from '@praxis/event-sourcing';
import type { Response } from 'express';
import { noRecord, requireRecord, type Records } from './record-ids.js';

type Body = Readonly<Record<string, unknown>>;

/** Whoever is known under an id may have been erased, which only a data steward is to learn from the question. */
const FOR_STEWARDS: ReadonlySet<string> = new Set<OrganisationEvent['type']>([
  'IdentityQuestionAsked',
  'IdentityQuestionAnswered',
]);

/** Answers with the events of one record, in order, as `role` may see them. @throws {ProblemException} there is no such record */
export async function sendEvents(aggregate: Aggregate, id: string, records: Records, role: Role, response: Response) {
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
      data: FOR_STEWARDS.has(event.type) && role !== 'data-steward' ? {} : withoutSealed(event.data as Body),
    });
  }
  if (revision === undefined) {
    throw noRecord(aggregate);
  }
  response.setHeader('ETag', `"${revision}"`);
  response.json({ stream: streamIdOf(aggregate.name, id), revision: revision.toString(), events });
}

/** Personal fields are told to exist, and nothing more. */
function withoutSealed(data: Body): Body {
  const isSealedValue = (value: unknown) => typeof value === 'object' && value !== null && '$sealed' in value;
  return Object.fromEntries(
    Object.entries(data).map(([field, value]) => [field, isSealedValue(value) ? { personal: true } : value]),
  );
}
