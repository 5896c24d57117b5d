import { openAnalyticsStore } from '@praxis/analytics-store';
import { startProjectionRunner } from '@praxis/projections';
import { answer } from '../child-process.mjs';
import { chainDigest, codec, openForReading } from '../measured-log.mjs';
import { rowsByTable } from '../fact-rows.mjs';

const TIMEOUT_MS = 14 * 60_000;

/** The projector as it is: an empty engine, the whole log, every table. */
async function replay({ log, directory }) {
  const store = await openForReading(log);
  const analytics = await openAnalyticsStore({ kind: 'embedded', path: `${directory}/facts` });
  const head = await store.head();
  const processor = process.cpuUsage();
  const begun = performance.now();
  const runner = await startProjectionRunner({
    store,
    codec,
    chainDigest,
    analytics,
    directory: `${directory}/projector`,
  });
  const isDone = await runner.waitUntil(head, { timeoutMs: TIMEOUT_MS });
  const milliseconds = performance.now() - begun;
  const { user, system } = process.cpuUsage(processor);
  const { problems } = runner.status();
  await runner.stop();
  if (!isDone) throw new Error(`The replay did not reach the end of the log: ${JSON.stringify(problems)}`);
  // In kibibytes.
  const peakBytes = process.resourceUsage().maxRSS * 1_024;
  const rows = await rowsByTable(analytics);
  const engine = analytics.engineVersion;
  await analytics.close();
  await store.close();
  return { milliseconds, processorMilliseconds: (user + system) / 1_000, peakBytes, rows, engine };
}

await answer(replay);
