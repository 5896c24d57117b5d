import { lstatSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { drainPending, Session } from 'chdb';
import { AnalyticsFolderUnusable, AnalyticsStoreLocked, AnalyticsUnavailable } from '../errors.js';
import { queryFailure } from '../error-mapping.js';
import { ChdbConnection } from './chdb-connection.js';
import { clickHouseFailure } from './chdb-failure.js';
import { lockDirectory } from './directory-lock.js';
import type { Engine } from './engine.js';
import { InboundFiles } from './inbound-files.js';
import { SessionPool } from './session-pool.js';
import { giveUpStandardInput } from './standard-input.js';

export interface EmbeddedOptions {
  /** Data directory of the engine; made if it does not exist. */
  readonly path: string;
  /** Statements that can run side by side; 4 unless told. */
  readonly sessions?: number;
}

/** An Atomic one of our own: the engine's `default` is an overlay over the file system. */
const database = 'praxis';
const engineSettings = [
  // By default 128 threads are made, each with memory of its own, as soon as a hundred parts are to be removed.
  '--max_parts_cleaning_thread_pool_size=2',
  // Merges begun for each thread that there is for them: two by default, each with memory of its own.
  '--background_merges_mutations_concurrency_ratio=1',
];
/** What holds for the whole session because a statement is already being parsed under it. */
const maximumStatementBytes = 16 * 1024 * 1024;

/**
 * Every running statement occupies a thread of libuv's pool, which files and sockets need as well; and one has to stay
 * free for the KILL that stops another. The pool has 4 threads unless UV_THREADPOOL_SIZE was set before its first use.
 */
function sessionCount(wanted: number): number {
  const threads = Number(process.env['UV_THREADPOOL_SIZE'] ?? '4') || 4;
  return Math.max(1, Math.min(wanted, threads - 2));
}

/**
 * Opens the engine inside this process. A process can have one data directory open at a time.
 *
 * @throws {AnalyticsStoreLocked} another process has it open
 * @throws {AnalyticsFolderUnusable} it cannot be opened
 */
export async function openEmbeddedEngine(options: EmbeddedOptions): Promise<Engine> {
  const path = resolve(options.path);
  await mkdir(path, { recursive: true });
  giveUpStandardInput();
  const lock = lockDirectory(path);
  let anchor: Session | undefined;
  const release = async (): Promise<void> => {
    anchor?.close();
    // A session that is closed while anything runs lets go of the directory later.
    await drainPending();
    lock.release();
  };
  try {
    // Open for as long as the engine is: it keeps the data loaded while sessions of the pool come and go.
    anchor = openSession(path);
    await anchor.queryAsync(`CREATE DATABASE IF NOT EXISTS ${database} ENGINE = Atomic`);
    const pool = new SessionPool(() => openPrepared(path), sessionCount(options.sessions ?? 4));
    return engineOver(new ChdbConnection(pool, () => openSession(path), await InboundFiles.open(path)), release);
  } catch (error) {
    await release();
    if (error instanceof AnalyticsUnavailable) throw unusable(path, error);
    throw queryFailure(clickHouseFailure(error));
  }
}

function engineOver(connection: ChdbConnection, release: () => Promise<void>): Engine {
  const client = createClient({ connection, log: { level: ClickHouseLogLevel.OFF } });
  return {
    kind: 'embedded',
    client,
    graceMilliseconds: undefined,
    close: async () => {
      await client.close();
      await release();
    },
  };
}

async function openPrepared(path: string): Promise<Session> {
  const session = openSession(path);
  try {
    await session.queryAsync(`USE ${database}`);
    await session.queryAsync(`SET max_query_size = ${maximumStatementBytes}, async_insert = 0`);
    return session;
  } catch (error) {
    session.close();
    throw clickHouseFailure(error);
  }
}

/** The engine says why on the standard error alone, and in words for its own makers. */
function unusable(path: string, cause: AnalyticsUnavailable): AnalyticsFolderUnusable {
  const refill = `or remove ${path}: the tables are filled again from the log.`;
  // A link to where the engine keeps it, whatever made the folder.
  const link = join(path, 'metadata', database);
  if (lstatSync(link, { throwIfNoEntry: false })?.isDirectory()) {
    return new AnalyticsFolderUnusable(
      `The tables cannot be opened: the folder was copied with its symbolic links followed, and ${link} is no link any more`,
      `Copy the data folder again with its links kept (cp -a, not cp -rL), ${refill}`,
      { cause },
    );
  }
  return new AnalyticsFolderUnusable(
    `The engine could not open the tables in ${path}; what it printed before this says why`,
    'Where another program has that folder open, stop that one. Otherwise part of it is missing or damaged: put back a ' +
      `copy of the data folder that was made with cp -a while nothing ran, ${refill}`,
    { cause },
  );
}

function openSession(path: string): Session {
  try {
    return new Session(path, { connectionArgs: engineSettings });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/one active data directory|still releasing/i.test(message)) {
      throw new AnalyticsStoreLocked(
        `This process has another analytics data directory open, so ${path} cannot be`,
        undefined,
        undefined,
        { cause: error },
      );
    }
    throw new AnalyticsUnavailable(`The engine could not open ${path}: ${message}`, undefined, undefined, {
      cause: error,
    });
  }
}
