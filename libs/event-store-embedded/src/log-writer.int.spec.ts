import { AppendOutcomeUnknown, EventStoreUnavailable, LogDamaged, StorageFull } from '@praxis/event-sourcing';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { LogWriter } from './log-writer.js';

/** A writing thread that does `reaction` with every message. */
async function writerThat(reaction: string): Promise<LogWriter> {
  const code = `
    const { parentPort } = require('node:worker_threads');
    parentPort.on('message', (message) => {
      if (message === 'close') return parentPort.close();
      ${reaction};
    });
    parentPort.postMessage('ready');`;
  const announced = () => expect.fail('nothing was written');
  const ears = { onWritten: announced, onClock: announced, onDamage: () => undefined };
  return LogWriter.start({ path: '', maxPages: 0 }, ears, () => new Worker(code, { eval: true }));
}

const REQUEST = { streamId: 'worker-1', expected: 'any', loggedAt: 0, events: [] } as const;
const answerWith = (kind: string) =>
  `parentPort.postMessage(message.map(({ id }) => ({ id, kind: '${kind}', reason: 'of a test' })))`;

it('says that the outcome is unknown when the writing thread dies over an append, and takes no more', async () => {
  const writer = await writerThat('process.exit(3)');
  const appends = await Promise.allSettled([writer.append(REQUEST), writer.append(REQUEST)]);
  for (const append of appends) {
    expect(append).toMatchObject({ status: 'rejected', reason: expect.any(AppendOutcomeUnknown) });
  }
  await expect(writer.append(REQUEST)).rejects.toThrow(EventStoreUnavailable);
  await writer.close();
});

it('says so too when the writing thread throws', async () => {
  const writer = await writerThat(`throw new Error('out of order')`);
  await expect(writer.append(REQUEST)).rejects.toThrow(/stopped writing: out of order/);
  await writer.close();
});

it.each([
  ['unknown', AppendOutcomeUnknown],
  ['unavailable', EventStoreUnavailable],
  ['full', StorageFull],
  ['damaged', LogDamaged],
])('gives the caller an outcome that is %s as an error of its own', async (kind, errorClass) => {
  const writer = await writerThat(answerWith(kind));
  await expect(writer.append(REQUEST)).rejects.toThrow(errorClass);
  await writer.close();
});
