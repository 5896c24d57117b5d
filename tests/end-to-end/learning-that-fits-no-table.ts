import { chained } from '@praxis/event-sourcing';
import type { Site } from './site.harness.js';

/** More than the column of the table can hold, as no release records it. */
const BEYOND = 2 ** 40;
const STREAM = 'learning-log-w-manager';

/** An event that one projection cannot take, and all others can. */
export async function recordLearningThatFitsNoTable({ platform }: Site): Promise<void> {
  const { store, ports } = platform;
  const [first] = await store.readAll({ after: 0n, maxCount: 1 });
  const event = {
    id: '7b0a2a0e-0000-8000-8000-000000000001',
    type: 'LearningLogged',
    version: 1,
    effectiveAt: '2026-01-01',
    data: {
      entryId: 'e-1',
      kind: 'course',
      planned: true,
      minutes: BEYOND,
      participatoryMinutes: null,
      topics: [],
      elements: [],
      programmeId: null,
    },
    metadata: first!.metadata,
  };
  const end = { revision: undefined, chainDigest: undefined };
  await store.append(STREAM, chained(ports.chainDigest, STREAM, end, [event]), { expectedRevision: 'no-stream' });
}
