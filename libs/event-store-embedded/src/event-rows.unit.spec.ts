import type { EventMetadata } from '@praxis/event-sourcing';
import { expect, it } from 'vitest';
import { metadataFrom, metadataText } from './event-rows.js';

const PLAIN: EventMetadata = {
  commandId: 'c-1',
  commandDigest: 'digest',
  correlationId: 'c-1',
  causationId: 'c-1',
  actor: { id: 'w-1', role: 'worker' },
  source: 'ui',
};

const CASES: readonly [string, EventMetadata][] = [
  ['a command of its own', PLAIN],
  ['a command caused by another', { ...PLAIN, correlationId: 'c-0', causationId: 'c-00' }],
  ['an attested time', { ...PLAIN, attestedAt: '2019-01-01T00:00:00.000Z' }],
  ['an event in a chain', { ...PLAIN, chainDigest: 'link' }],
  ['an event in a chain with an attested time', { ...PLAIN, attestedAt: '2019-01-01T00:00:00.000Z', chainDigest: 'k' }],
  ['a member of a later release', { ...PLAIN, tenant: 'north' } as EventMetadata],
  ['a later member of the actor', { ...PLAIN, actor: { ...PLAIN.actor, onBehalfOf: 'w-2' } } as EventMetadata],
  ['a member that is no text', { ...PLAIN, source: null } as unknown as EventMetadata],
];

it.each(CASES)('gives back the metadata of %s', (_, metadata) => {
  expect(metadataFrom(metadataText(metadata))).toStrictEqual(metadata);
});

it('writes the usual metadata as a short list', () => {
  expect(metadataText(PLAIN)).toBe('["c-1","digest",0,0,"w-1","worker","ui"]');
  expect(metadataText({ ...PLAIN, chainDigest: 'k' })).toBe('["c-1","digest",0,0,"w-1","worker","ui",0,"k"]');
});
