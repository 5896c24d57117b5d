import { createHmac } from 'node:crypto';
import { DOMAIN } from '@praxis/domain';
import { EventCodec, eventId } from '@praxis/event-sourcing';
import { openEmbeddedEventStore } from '@praxis/event-store-embedded';

/** The generated organisation's id. */
export const ORGANISATION = 'measured';
export const PAGE_EVENTS = 2_000;

const never = () => {
  throw new Error('The generated log holds no personal data');
};

/** Reads the generated log, in which nothing is sealed. */
export const codec = new EventCodec(DOMAIN.events, { seal: never, open: never });

/** In place of the installation's keyed digest. */
export const chainDigest = (text) => createHmac('sha256', 'measured').update(text).digest('base64url');

export function openForReading(path) {
  return openEmbeddedEventStore({ path, readOnly: true });
}

/** Page by page from the beginning to the end, as large as the projection runner's. */
export async function* pagesOf(store) {
  for (let after = 0n; ;) {
    const page = await store.readAll({ after, maxCount: PAGE_EVENTS });
    if (page.length === 0) return;
    yield page;
    after = page.at(-1).position;
  }
}

/** What a bulk import would have appended; ids and digests have the length of real ones. */
export function eventToAppend(measurement, number) {
  const { type, version, streamId, effectiveAt, recordedAt, data } = measurement;
  const commandId = eventId(streamId, 'command', number);
  const metadata = {
    commandId,
    commandDigest: commandId.replaceAll('-', '').padEnd(43, '0'),
    correlationId: commandId,
    causationId: commandId,
    actor: { id: 'w-000000', role: 'data-steward' },
    source: 'import:measured',
    attestedAt: recordedAt,
  };
  return { id: eventId(streamId, commandId, 0), type, version, effectiveAt, data, metadata };
}
