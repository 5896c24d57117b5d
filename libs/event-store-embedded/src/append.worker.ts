/**
 * The thread that owns the one writing connection. It takes whatever appends have come in, writes them in one
 * transaction and answers when that is on the disk: with one caller an append costs one fsync, with sixty-four it costs
 * a fraction of one.
 *
 * Loaded as it stands (`.ts` from the sources, `.js` once built), so it imports nothing of ours but types.
 */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { AppendOutcome, AppendRequest, FromWriter, ToWriter, WriterSettings } from './append-messages.js';

/** Bounds how long a caller waits for its neighbours, and how large the write-ahead file grows in one commit. */
const MAX_APPENDS_PER_COMMIT = 512;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_NOTADB = 26;

const port = parentPort!;
const { path, maxPages } = workerData as WriterSettings;

const database = new DatabaseSync(path, { timeout: 5_000 });
database.exec('PRAGMA synchronous = FULL; PRAGMA cache_size = -4000; PRAGMA journal_size_limit = 67108864');
if (maxPages > 0) database.exec(`PRAGMA max_page_count = ${maxPages}`);

/** A query whose rows come as arrays. */
function query(sql: string): StatementSync {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  return statement;
}

const begin = database.prepare('BEGIN IMMEDIATE');
const commit = database.prepare('COMMIT');
const rollback = database.prepare('ROLLBACK');
const setSavepoint = database.prepare('SAVEPOINT one_append');
const releaseSavepoint = database.prepare('RELEASE one_append');
const undoToSavepoint = database.prepare('ROLLBACK TO one_append');
const lastEvent = query('SELECT position, logged_at FROM event ORDER BY position DESC LIMIT 1');
const findStream = query(
  `SELECT stream_no, (SELECT max(revision) FROM event WHERE event.stream_no = stream.stream_no)
     FROM stream WHERE name = ?`,
);
const addStream = database.prepare('INSERT INTO stream (name) VALUES (?)');
const findType = query('SELECT type_no FROM event_type WHERE name = ?');
const addType = database.prepare('INSERT INTO event_type (name) VALUES (?)');
const addEvent = database.prepare(
  `INSERT INTO event (position, stream_no, revision, logged_at, id, type_no, version, effective_at, data, metadata)
   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
);

/** Forgotten at every rollback, since a rollback may have taken the rows away. */
const typeNumbers = new Map<string, number>();
/** Why nothing can be written any more, once that is so. */
let broken: { readonly kind: 'unavailable' | 'damaged'; readonly reason: string } | undefined;

/** The transaction is gone and nothing of it was written. */
class NothingWritten extends Error {}
/** The transaction failed so late that it may yet turn up after a crash. */
class Uncertain extends Error {}

function typeNumber(name: string): number {
  let number = typeNumbers.get(name);
  if (number === undefined) {
    const row = findType.get(name) as unknown as [number] | undefined;
    number = row ? row[0] : Number(addType.run(name).lastInsertRowid);
    typeNumbers.set(name, number);
  }
  return number;
}

function isExpected(expected: AppendRequest['expected'], actual: number | null): boolean {
  if (expected === 'any') return true;
  if (expected === 'no-stream') return actual === null;
  return actual !== null && BigInt(actual) === expected;
}

/** The end of the log: position, and when its last event was logged, in milliseconds since 1970. */
type End = readonly [position: number, loggedAt: number];

type Found = readonly [streamNumber: number, lastRevision: number | null];

function find(streamId: string): Found | undefined {
  return findStream.get(streamId) as unknown as Found | undefined;
}

/** Of what an append rests on, the first stream that is not where it was looked at. */
function movedOn({ id, restsOn }: AppendRequest): AppendOutcome | undefined {
  if (restsOn === undefined) return undefined;
  for (const [streamId, expected] of restsOn) {
    const actual = find(streamId)?.[1] ?? null;
    if (!isExpected(expected, actual)) return { id, kind: 'wrong-revision', streamId, expected, actual };
  }
  return undefined;
}

function write(request: AppendRequest, [after, lastLoggedAt]: End): AppendOutcome {
  const { id: requestId, streamId, expected } = request;
  const found = find(streamId);
  const actual = found ? found[1] : null;
  if (!isExpected(expected, actual)) return { id: requestId, kind: 'wrong-revision', streamId, expected, actual };
  const conflict = movedOn(request);
  if (conflict) return conflict;
  const stream = found ? found[0] : Number(addStream.run(streamId).lastInsertRowid);
  // A clock that was set back must not make what came later look earlier.
  const loggedAt = Math.max(request.loggedAt, lastLoggedAt);
  let position = after;
  let revision = actual ?? -1;
  for (const [id, type, version, effectiveAt, data, metadata] of request.events) {
    position += 1;
    revision += 1;
    const number = typeNumber(type);
    addEvent.run(position, stream, revision, loggedAt, id, number, version, effectiveAt, data, metadata);
  }
  return { id: requestId, kind: 'written', revision, position, loggedAt };
}

/** One append inside the transaction; whatever goes wrong with it alone leaves the others standing. */
function writeInSavepoint(request: AppendRequest, after: End): AppendOutcome {
  setSavepoint.run();
  try {
    const outcome = write(request, after);
    releaseSavepoint.run();
    return outcome;
  } catch (error) {
    typeNumbers.clear();
    // SQLite gives up the whole transaction on some errors, and then there is no savepoint to go back to.
    if (!database.isTransaction) throw error;
    undoToSavepoint.run();
    releaseSavepoint.run();
    return failure(request, error);
  }
}

/** @throws {NothingWritten} @throws {Uncertain} */
function writeTogether(requests: readonly AppendRequest[]): AppendOutcome[] {
  try {
    begin.run();
    let end: End = (lastEvent.get() as unknown as End | undefined) ?? [0, 0];
    const outcomes = requests.map((request) => {
      const outcome = writeInSavepoint(request, end);
      if (outcome.kind === 'written') end = [outcome.position, outcome.loggedAt];
      return outcome;
    });
    commitOrThrow();
    return outcomes;
  } catch (error) {
    typeNumbers.clear();
    if (database.isTransaction) rollback.run();
    if (error instanceof Uncertain) throw error;
    throw new NothingWritten(reasonOf(error), { cause: error });
  }
}

function commitOrThrow(): void {
  try {
    commit.run();
  } catch (error) {
    // Without room, the record that makes a transaction count was not written. After any other failure (a failed
    // fsync above all) nobody knows what is on the disk, and going on could bury acknowledged events.
    if (codeOf(error) === SQLITE_FULL) throw error;
    const reason = `${reasonOf(error)}; the process has to be restarted to find out what was written`;
    broken = isDamage(error) ? { kind: 'damaged', reason: reasonOf(error) } : { kind: 'unavailable', reason };
    throw new Uncertain(reason, { cause: error });
  }
}

function writeAll(requests: readonly AppendRequest[]): AppendOutcome[] {
  if (broken !== undefined) return requests.map((request) => failure(request, undefined));
  try {
    return writeTogether(requests);
  } catch (error) {
    if (error instanceof Uncertain) {
      return requests.map(({ id }) => ({ id, kind: 'unknown', reason: error.message }));
    }
    const cause = error instanceof Error ? error.cause : error;
    if (requests.length === 1) return [failure(requests[0]!, cause)];
    // One of them was too much for the transaction: each on its own, so that only that one fails.
    return requests.flatMap((request) => writeAll([request]));
  }
}

function failure({ id }: AppendRequest, error: unknown): AppendOutcome {
  if (isDamage(error)) broken ??= { kind: 'damaged', reason: reasonOf(error) };
  if (broken !== undefined) return { id, ...broken };
  return { id, kind: codeOf(error) === SQLITE_FULL ? 'full' : 'unavailable', reason: reasonOf(error) };
}

function isDamage(error: unknown): boolean {
  const code = codeOf(error);
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
}

/** SQLite's primary result code: the low byte of its extended one. */
function codeOf(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | undefined)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function answer(message: FromWriter): void {
  port.postMessage(message);
}

function close(): void {
  database.close();
  port.close();
}

port.on('message', (first: ToWriter) => {
  let message: ToWriter | undefined = first;
  while (message !== undefined && message !== 'close') {
    const requests: AppendRequest[] = [...message];
    message = undefined;
    while (requests.length < MAX_APPENDS_PER_COMMIT) {
      const next = receiveMessageOnPort(port) as { message: ToWriter } | undefined;
      if (next === undefined) break;
      message = next.message;
      if (message === 'close') break;
      requests.push(...message);
      message = undefined;
    }
    answer(writeAll(requests));
  }
  if (message === 'close') close();
});

answer('ready');
