import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ClickHouseClientConfigOptions, ClickHouseSettings } from '@clickhouse/client';
import type { Session } from 'chdb';
import { AnalyticsUnavailable } from '../errors.js';
import { quoted } from '../sql-text.js';
import { clickHouseFailure } from './chdb-failure.js';
import { patternOf, type InboundFiles } from './inbound-files.js';
import { clearParameters, setParameters } from './parameter-text.js';
import { closedError, type SessionPool } from './session-pool.js';

/** The client's contract for a backend. Its name is not exported, so it is taken from the option that accepts one. */
type Connection = NonNullable<ClickHouseClientConfigOptions['connection']>;
type Statement = Parameters<Connection['query']>[0];
type InsertWithBody = Parameters<Connection['exec']>[0];
type Answer = Awaited<ReturnType<Connection['query']>>;

/** Settings of the HTTP interface, which the engine itself does not know. */
const ofHttpOnly = new Set(['wait_end_of_query', 'enable_http_compression', 'send_progress_in_http_headers']);
/**
 * The engine keeps what an insert needed for the next one for some seconds, for each of its threads: while batches keep
 * coming that is 50 MB and more. It is made to give it back after so many.
 */
const insertsBeforePurge = 2;
/** What the client's row reader is given at a time, so that the rows it holds ahead of the caller stay few. */
const pieceBytes = 65_536;

function settingsClause(settings: ClickHouseSettings | undefined): string {
  const parts = Object.entries(settings ?? {})
    .filter(([name, value]) => value !== undefined && !ofHttpOnly.has(name))
    .map(([name, value]) => `${name} = ${typeof value === 'number' ? value : quoted(String(value))}`);
  return parts.length === 0 ? '' : ` SETTINGS ${parts.join(', ')}`;
}

/**
 * ClickHouse's client on top of chDB sessions that share one data directory. The connection that chDB brings sets
 * settings for good, holds whole results in memory and runs one query at a time, hence one of our own: settings travel
 * with each query, rows stream, and statements run side by side.
 */
export class ChdbConnection implements Connection {
  private inserts = 0;
  private isClosed = false;
  /** Statements on sessions beside the pool. */
  private readonly beside = new Set<Promise<unknown>>();

  constructor(
    private readonly pool: SessionPool,
    private readonly openSession: () => Session,
    private readonly inbound: InboundFiles,
  ) {}

  async query(statement: Statement): Promise<Answer> {
    const sql = statement.query + settingsClause(statement.clickhouse_settings);
    if (/^\s*KILL\s/i.test(sql)) return this.answer(statement, await this.besideThePool(sql));
    const whole = statement.clickhouse_settings?.wait_end_of_query === 1;
    return whole ? this.wholeAnswer(statement, sql) : this.streamedAnswer(statement, sql);
  }

  async command(statement: Statement) {
    await this.onSession(statement, (session) => bytesOf(session, statement.query));
    return this.head(statement);
  }

  /** An insert with its rows in the body. Only Native: text formats in the statement could end in being read as SQL. */
  async exec(statement: InsertWithBody): Promise<Answer> {
    if (statement.values === undefined || !/\sFORMAT Native$/.test(statement.query)) {
      throw new Error('The embedded connection takes in rows in the Native format only');
    }
    const file = await this.inbound.write(statement.values);
    try {
      const settings = settingsClause(statement.clickhouse_settings);
      // By a function: in a text that replaces, `$` means something.
      const source = () => ` FROM INFILE ${quoted(patternOf(file))}${settings} FORMAT Native`;
      const sql = statement.query.replace(/\sFORMAT Native$/, source);
      await this.onSession(statement, async (session) => {
        await takeIn(session, sql);
        this.inserts += 1;
        if (this.inserts % insertsBeforePurge === 0) await bytesOf(session, 'SYSTEM JEMALLOC PURGE');
      });
      return this.answer(statement, Buffer.alloc(0));
    } finally {
      await this.inbound.remove(file);
    }
  }

  insert(): Promise<never> {
    return Promise.reject(new Error('The embedded connection takes in rows through exec only'));
  }

  async ping() {
    try {
      await this.onSession({ query: '' }, (session) => bytesOf(session, 'SELECT 1'));
      return { success: true as const };
    } catch (error) {
      return { success: false as const, error: error as Error };
    }
  }

  /** Nothing is open afterwards: whatever still asks, as those do who stop statements, is refused. */
  async close(): Promise<void> {
    await this.pool.close();
    this.isClosed = true;
    await Promise.allSettled(this.beside);
  }

  private async onSession<Result>(statement: Statement, run: (session: Session) => Promise<Result>): Promise<Result> {
    const session = await this.pool.borrow(statement.abort_signal);
    let unscathed = false;
    try {
      await giveParameters(session, statement);
      const result = await run(session);
      await takeParameters(session, statement);
      unscathed = true;
      return result;
    } finally {
      this.pool.giveBack(session, unscathed);
    }
  }

  /** A KILL must get through when all sessions are busy, and until the last of them is given back. */
  private besideThePool(sql: string): Promise<Uint8Array> {
    if (this.isClosed) return Promise.reject(closedError());
    const answer = onItsOwn(this.openSession(), sql);
    const over = () => this.beside.delete(answer);
    this.beside.add(answer);
    answer.then(over, over);
    return answer;
  }

  private async wholeAnswer(statement: Statement, sql: string): Promise<Answer> {
    return this.answer(statement, await this.onSession(statement, (session) => bytesOf(session, sql)));
  }

  /** Waits for the first rows, so that what is wrong from the start rejects here and not in the stream. */
  private async streamedAnswer(statement: Statement, sql: string): Promise<Answer> {
    const pieces = this.pieces(statement, sql);
    return { ...this.head(statement), stream: readableOf(pieces, await pieces.next()) };
  }

  private async *pieces(statement: Statement, sql: string): AsyncGenerator<Uint8Array, void> {
    const session = await this.pool.borrow(statement.abort_signal);
    let unscathed = false;
    try {
      await giveParameters(session, statement);
      for await (const chunk of session.queryStream(sql)) {
        const bytes = chunk.raw();
        for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
      }
      await takeParameters(session, statement);
      unscathed = true;
    } catch (error) {
      throw clickHouseFailure(error);
    } finally {
      this.pool.giveBack(session, unscathed);
    }
  }

  private answer(statement: Statement, bytes: Uint8Array): Answer {
    return {
      ...this.head(statement),
      stream: Readable.from([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)]),
    };
  }

  private head(statement: Statement) {
    return { query_id: statement.query_id ?? randomUUID(), response_headers: {}, http_status_code: 200 };
  }
}

type Pieces = AsyncGenerator<Uint8Array, void>;

/** A stream over pieces whose first is already there. Destroying it, read or not, ends the generator. */
function readableOf(pieces: Pieces, first: IteratorResult<Uint8Array, void>): Readable {
  let next: Promise<IteratorResult<Uint8Array, void>> | undefined = Promise.resolve(first);
  const stream = new Readable({
    read() {
      const piece = next ?? pieces.next();
      next = undefined;
      piece.then(
        ({ done, value }) => stream.push(done === true ? null : value),
        (error: unknown) => stream.destroy(error as Error),
      );
    },
    destroy(error, done) {
      pieces.return().then(
        () => done(error),
        () => done(error),
      );
    },
  });
  return stream;
}

async function onItsOwn(session: Session, sql: string): Promise<Uint8Array> {
  try {
    return await bytesOf(session, sql);
  } finally {
    session.close();
  }
}

async function bytesOf(session: Session, sql: string): Promise<Uint8Array> {
  try {
    return (await session.queryAsync(sql)).bytes();
  } catch (error) {
    throw clickHouseFailure(error);
  }
}

/** A pattern that no file fits is no error to the engine: it takes in nothing, and says that all went well. */
async function takeIn(session: Session, sql: string): Promise<void> {
  try {
    const { rowsRead } = await session.queryAsync(sql);
    if (rowsRead === 0) throw new AnalyticsUnavailable('The engine did not find the rows of a batch');
  } catch (error) {
    throw clickHouseFailure(error);
  }
}

/** By SET on the borrowed session: chDB's own binding shares its state between all sessions of the process. */
async function giveParameters(session: Session, { query_params }: Statement): Promise<void> {
  const statement = setParameters(query_params);
  if (statement !== undefined) await bytesOf(session, statement);
}

async function takeParameters(session: Session, { query_params }: Statement): Promise<void> {
  if (query_params === undefined || Object.keys(query_params).length === 0) return;
  await bytesOf(session, clearParameters(query_params));
}
