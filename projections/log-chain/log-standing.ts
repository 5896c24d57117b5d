import { LogDamaged, readPast, type ChainDigest, type EventStore, type LogStanding } from '@praxis/event-sourcing';
import type { ChainNotes } from './chain-notes.js';
import { LogCheck, sentenceOf, type LogFinding } from './log-check.js';
import { settledHead } from './settled-head.js';
import { StreamChains } from './stream-chains.js';

const EVENTS_A_PAGE = 500;

export interface LogExamination {
  readonly standing: LogStanding;
  /** Damage met on the way. */
  readonly findings: readonly LogFinding[];
}

/**
 * Whether this is the log that the tables were filled from. Quick: looks at the log's identity and end, and at the last
 * stretch of events that was noted; what changed before that, a check of the whole log finds.
 *
 * @throws {LogDamaged} what the log is kept in cannot be read
 */
export async function examineLog(
  store: EventStore,
  notes: ChainNotes,
  digest: ChainDigest,
  signal?: AbortSignal,
): Promise<LogExamination> {
  const noted = notes.end;
  if (noted.position === 0n) return { standing: { kind: 'same' }, findings: [] };
  const mismatch = await compareOutside(store, notes, noted.position, signal);
  if (mismatch !== undefined) return { standing: mismatch, findings: [] };
  const findings = await compareLastStretch(store, notes, digest);
  const other = findings.find(({ kind }) => kind === 'other');
  if (other === undefined) return { standing: { kind: 'same' }, findings };
  const message = `${sentenceOf(other)}. The log was put back from an older copy and written to since`;
  return { standing: { kind: 'diverged', message }, findings: [] };
}

async function compareOutside(
  store: EventStore,
  notes: ChainNotes,
  position: bigint,
  signal: AbortSignal | undefined,
): Promise<LogStanding | undefined> {
  const head = await settledHead(store, position, signal);
  const identity = await store.identity();
  if (head === 0n) {
    return { kind: 'emptied', message: `The log is empty, and the tables were filled from one up to ${position}` };
  }
  if (identity !== notes.identity) {
    const message = `The tables were filled from another log: this is ${identity}, and theirs was ${notes.identity}`;
    return { kind: 'another', message };
  }
  if (head >= position) return undefined;
  const message = `The log ends at position ${head}, and the tables were filled from it up to ${position}: it has lost events`;
  return { kind: 'behind', message };
}

async function compareLastStretch(
  store: EventStore,
  notes: ChainNotes,
  digest: ChainDigest,
): Promise<readonly LogFinding[]> {
  const { after, end } = notes.lastStretch!;
  const streams = new StreamChains(digest, undefined);
  const check = new LogCheck(digest, streams, notes, after);
  for await (const read of readPast(store, { after: after.position, upTo: end.position, maxCount: EVENTS_A_PAGE })) {
    if (read instanceof LogDamaged) {
      check.passOver(read);
      continue;
    }
    for (const stored of read) {
      await streams.lookUp(stored, store);
      check.take(stored);
    }
  }
  check.finish();
  return check.findings;
}
