import { LogMismatch, type ChainDigest, type EventStore } from '@praxis/event-sourcing';
import { RunnerFile } from '../runner/runner-file.js';
import { ProjectorLocked } from '../runner/runner-status.js';
import type { ChainNotes } from './chain-notes.js';
import { examineLog, type LogExamination } from './log-standing.js';

interface OwnLog {
  readonly store: EventStore;
  readonly chainDigest: ChainDigest;
  /** Where the projector keeps its notes. */
  readonly directory: string;
}

/**
 * Before something is written to a log: whether it is the one that the tables were filled from. Where a projector is
 * running, that one keeps watch.
 *
 * @throws {LogMismatch} it is not
 */
export async function requireOwnLog(log: OwnLog): Promise<void> {
  const standing = await withChainNotes(log, async (_notes, examined) => examined?.standing);
  if (standing !== undefined && standing.kind !== 'same') throw new LogMismatch(standing);
}

/** Lends what the projector noted of the log, and how that stands to it; undefined where there is nothing to be had. */
export async function withChainNotes<Result>(
  { store, chainDigest, directory }: OwnLog,
  work: (notes: ChainNotes | undefined, examined: LogExamination | undefined) => Promise<Result>,
): Promise<Result> {
  const file = openUnlessRunning(directory);
  try {
    return await work(file?.chain, file && (await examineLog(store, file.chain, chainDigest)));
  } finally {
    file?.close();
  }
}

function openUnlessRunning(directory: string): RunnerFile | undefined {
  try {
    return RunnerFile.openIfThere(directory);
  } catch (error) {
    if (error instanceof ProjectorLocked) return undefined;
    throw error;
  }
}
