import { openAnalyticsStore } from '@praxis/analytics-store';
import { openEmbeddedEventStore } from '@praxis/event-store-embedded';
import { startProjectionRunner } from '@praxis/projections';
import { join } from 'node:path';
import { chainDigest, codec } from './sample-log.js';

// A process that projects a log until it is killed. Says `started`, then how far the slowest table is.
const [, , directory = '', batchEvents = '200'] = process.argv;
const store = await openEmbeddedEventStore({ path: join(directory, 'log.sqlite') });
const analytics = await openAnalyticsStore({ kind: 'embedded', path: join(directory, 'facts') });
process.stdout.write('started\n');
await startProjectionRunner({
  store,
  codec,
  analytics,
  chainDigest,
  directory,
  tuning: { batchEvents: Number(batchEvents), pageEvents: 100, smallBatchMs: 0 },
  onProgress: ({ head, lag }) => process.stdout.write(`${head - lag}\n`),
});
