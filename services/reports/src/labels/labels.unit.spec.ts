import { DOMAIN, improvement, organisation } from '@praxis/domain';
import { EventCodec, EventStoreUnavailable, streamIdOf, type DomainEvent } from '@praxis/event-sourcing';
import { InMemoryEventStore, readableVault } from '@praxis/event-sourcing/testing';
import { beforeEach, expect, it } from 'vitest';
import { LogLabels } from './labels.js';

const codec = new EventCodec(DOMAIN.events, readableVault());
let store: InMemoryEventStore;
let labels: LogLabels;

async function recorded(aggregate: string, id: string, event: DomainEvent): Promise<void> {
  const metadata = {
    commandId: `command-${store.log.length}`,
    commandDigest: 'digest',
    correlationId: 'request-1',
    causationId: 'request-1',
    actor: { id: 'w-9', role: 'administrator' },
    source: 'api',
  };
  const encoded = codec.encode(streamIdOf(aggregate, id), aggregate, event, metadata, 0);
  await store.append(streamIdOf(aggregate, id), [encoded], { expectedRevision: 'any' });
}

beforeEach(async () => {
  store = new InMemoryEventStore();
  labels = new LogLabels(store, codec, 'main');
  const registered = { type: 'OrganisationRegistered', effectiveAt: '2024-01-01', data: { name: 'Riverside Care' } };
  await recorded(organisation.name, 'main', registered);
  const data = { unitId: 'north', title: 'Fewer falls of Ada', proposedBy: 'w-1' };
  await recorded(improvement.name, 'falls', { type: 'ImprovementProposed', effectiveAt: '2025-01-10', data });
  const label = { of: 'improvement', id: 'falls', field: 'title', label: 'Fewer falls' };
  await recorded(organisation.name, 'main', { type: 'LabelCorrected', effectiveAt: '2025-02-01', data: label });
});

it('a title reads as it was corrected', async () => {
  expect(await labels.improvement('falls')).toBe('Fewer falls');
});

it('a page failed while the log was out of reach: titles are as last read, corrected ones too', async () => {
  expect(await labels.improvement('falls')).toBe('Fewer falls');
  store.readStream = () => {
    throw new EventStoreUnavailable('The event store cannot be reached');
  };
  expect(await labels.improvement('falls')).toBe('Fewer falls');
  expect((await labels.organisation()).name).toBe('Riverside Care');
});
