/**
 * A process that a test can kill: `write <path>` appends without end and reports each acknowledged append on its own
 * line, `hold <path>` opens the log and waits, `leave <path>` opens the log, appends once and never closes it.
 */
import type { EventToAppend } from '@praxis/event-sourcing';
import { writeSync } from 'node:fs';
import { openEmbeddedEventStore } from '../src/index.js';

const [mode, path] = process.argv.slice(2) as [string, string];
const STREAMS = 8;

function part(run: string, n: number, index: number, of: number): EventToAppend {
  return {
    id: `${run}-${n}-${index}`,
    type: 'praxis.part-written',
    version: 1,
    effectiveAt: '2026-01-01',
    data: { run, n, index, of, padding: 'x'.repeat((n * 37) % 3_000) },
    metadata: {
      commandId: `${run}-${n}`,
      commandDigest: 'digest',
      correlationId: `${run}-${n}`,
      causationId: `${run}-${n}`,
      actor: { id: 'w-1', role: 'worker' },
      source: 'api',
    },
  };
}

const store = await openEmbeddedEventStore({ path });
writeSync(1, 'open\n');
if (mode === 'hold') setInterval(() => undefined, 60_000);
if (mode === 'leave') await store.append('kill-left', [part('left', 0, 0, 1)], { expectedRevision: 'any' });
if (mode === 'write') {
  for (let writer = 0; writer < STREAMS; writer += 1) void writeForEver(`${process.pid}-${writer}`, `kill-${writer}`);
}

async function writeForEver(run: string, stream: string): Promise<never> {
  for (let n = 0; ; n += 1) {
    const of = 1 + (n % 4);
    const parts = Array.from({ length: of }, (_, index) => part(run, n, index, of));
    await store.append(stream, parts, { expectedRevision: 'any' });
    writeSync(1, `${run} ${n}\n`);
  }
}
