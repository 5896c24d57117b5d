import {
  chained,
  EventCodec,
  streamIdOf,
  type ChainDigest,
  type DomainEvent,
  type EventDefinition,
  type EventStore,
  type EventToAppend,
  type StreamEnd,
} from '@praxis/event-sourcing';
import { readableVault } from '@praxis/event-sourcing/testing';
import { DOMAIN, organisation, ORGANISATION_STREAM } from '@praxis/domain';
import { createHmac } from 'node:crypto';
import { numbersFrom, ordinaryText, sampleOf } from './sample-values.js';

/** In place of the installation's keyed digest. */
export const chainDigest: ChainDigest = (text) => createHmac('sha256', 'tests').update(text).digest('base64url');

export const codec = new EventCodec(DOMAIN.events, readableVault());

export const EVENTS_BY_AGGREGATE = DOMAIN.aggregates.flatMap(({ name, events }) =>
  events.map((definition: EventDefinition) => ({ aggregate: name, definition })),
);

export interface SampleAppend {
  readonly streamId: string;
  readonly events: readonly EventToAppend[];
}

/** Appends of one to three events of any aggregate, in no order that the domain would ask for. */
export function* sampleAppends(events: number, seed = 1): Generator<SampleAppend> {
  const numbers = numbersFrom(seed);
  for (let made = 0; made < events;) {
    const { aggregate } = EVENTS_BY_AGGREGATE[numbers(EVENTS_BY_AGGREGATE.length)]!;
    const ofAggregate = EVENTS_BY_AGGREGATE.filter((candidate) => candidate.aggregate === aggregate);
    const streamId = sampleStream(aggregate, `x-${numbers(300)}`);
    const commandId = `command-${seed}-${made}`;
    const count = Math.min(1 + numbers(3), events - made);
    const appended = Array.from({ length: count }, (_, index) => {
      const { definition } = ofAggregate[numbers(ofAggregate.length)]!;
      return codec.encode(streamId, aggregate, sampleEvent(definition, numbers), metadata(commandId), index);
    });
    made += count;
    yield { streamId, events: appended };
  }
}

/** There is one organisation, whatever id is asked for. */
export function sampleStream(aggregate: string, id: string): string {
  return aggregate === organisation.name ? ORGANISATION_STREAM : streamIdOf(aggregate, id);
}

export function sampleEvent(definition: EventDefinition, numbers: (below: number) => number): DomainEvent {
  const data = sampleOf(definition.schema, numbers, ordinaryText);
  const day = new Date(Date.UTC(2023, 0, 1) + numbers(1_200) * 86_400_000).toISOString().slice(0, 10);
  return { type: definition.type, effectiveAt: day, data };
}

/** @returns the position of the last event appended */
export async function appendSamples(store: EventStore, events: number, seed = 1): Promise<bigint> {
  const appends = [...sampleAppends(events, seed)].map(({ streamId, events: batch }) =>
    store.append(streamId, batch, { expectedRevision: 'any' }),
  );
  await Promise.all(appends);
  return store.head();
}

/** The same, with a digest on each as the command path gives them. */
export async function appendChainedSamples(store: EventStore, events: number, seed = 1): Promise<bigint> {
  const ends = new Map<string, StreamEnd>();
  const appends: Promise<unknown>[] = [];
  for (const { streamId, events: batch } of sampleAppends(events, seed)) {
    const end = ends.get(streamId) ?? (await endOf(store, streamId));
    const appended = chained(chainDigest, streamId, end, batch);
    const revision = (end.revision ?? -1n) + BigInt(batch.length);
    ends.set(streamId, { revision, chainDigest: appended.at(-1)!.metadata.chainDigest });
    appends.push(store.append(streamId, appended, { expectedRevision: end.revision ?? 'no-stream' }));
  }
  await Promise.all(appends);
  return store.head();
}

async function endOf(store: EventStore, streamId: string): Promise<StreamEnd> {
  let end: StreamEnd = { revision: undefined, chainDigest: undefined };
  for await (const { revision, metadata: last } of store.readStream(streamId)) {
    end = { revision, chainDigest: last.chainDigest };
  }
  return end;
}

function metadata(commandId: string): EventToAppend['metadata'] {
  return {
    commandId,
    commandDigest: 'digest',
    correlationId: commandId,
    causationId: commandId,
    actor: { id: 'w-actor', role: 'data-steward' },
    source: 'import:sample',
  };
}
