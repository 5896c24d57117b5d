import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rm, writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { drainPending, Session } from 'chdb';

/**
 * What the next request meets: no answer ever; a connection reset after the statement was carried out; a proxy's 503
 * and 502 (the latter after the statement was carried out).
 */
export type Fault = 'hang' | 'reset-after' | 'unavailable' | 'bad-gateway-after';

export interface ClickHouseFront {
  readonly url: string;
  /** Applies once, to the next request whose statement matches. */
  provoke(fault: Fault, statement: RegExp): void;
  close(): Promise<void>;
}

interface Request {
  readonly sql: string;
  readonly rows: Buffer | undefined;
  readonly given: ReadonlyMap<string, string>;
}

const notSettings = new Set(['query', 'query_id', 'database', 'wait_end_of_query', 'enable_http_compression']);
const literal = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** ClickHouse's HTTP interface, as far as its client uses it, over the same engine in this process. */
export async function startClickHouseFront(directory: string): Promise<ClickHouseFront> {
  const anchor = new Session(directory);
  const provoked: { fault: Fault; statement: RegExp }[] = [];
  const server = createServer((incoming, answer) => {
    serve(directory, provoked, incoming, answer).catch((error: unknown) => refuse(answer, error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    provoke: (fault, statement) => void provoked.push({ fault, statement }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      anchor.close();
      await drainPending();
    },
  };
}

async function serve(
  directory: string,
  provoked: { fault: Fault; statement: RegExp }[],
  incoming: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  if (incoming.url === '/ping') return void answer.end('Ok.\n');
  const request = await read(incoming);
  const met = provoked.findIndex(({ statement }) => statement.test(request.sql));
  const [{ fault } = { fault: undefined }] = met < 0 ? [] : provoked.splice(met, 1);
  if (fault === 'hang') return;
  if (fault === 'unavailable') return void answer.writeHead(503).end('<html>Service Unavailable</html>');
  const session = new Session(directory);
  try {
    await prepare(session, request.given);
    if (fault !== undefined) {
      await run(session, request);
      return void (fault === 'reset-after' ? incoming.socket.resetAndDestroy() : answer.writeHead(502).end('Bad'));
    }
    if (request.given.get('wait_end_of_query') === '1' || !/\sFORMAT JSONEachRow$/.test(request.sql)) {
      return void answer.end(await run(session, request));
    }
    await streamTo(answer, session, request.sql);
  } finally {
    session.close();
  }
}

/** The statement is in the URL when the body holds rows, in the body otherwise, in a part of it with long parameters. */
async function read(incoming: IncomingMessage): Promise<Request> {
  const given = new Map(new URL(incoming.url ?? '/', 'http://front').searchParams);
  const body = await buffer(incoming);
  const type = incoming.headers['content-type'] ?? '';
  if (type.startsWith('multipart/')) {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    for (const [name, value] of form) given.set(name, String(value));
  }
  const inUrl = given.get('query');
  return inUrl === undefined ? { sql: body.toString(), rows: undefined, given } : { sql: inUrl, rows: body, given };
}

/** The session serves one request, so what is set here stays with it. */
async function prepare(session: Session, given: ReadonlyMap<string, string>): Promise<void> {
  await session.queryAsync(`USE ${given.get('database') ?? 'default'}`);
  // Parameters come in statements here; over the real interface their size has no such limit.
  await session.queryAsync('SET max_query_size = 16777216');
  for (const [name, value] of given) {
    if (!notSettings.has(name)) await session.queryAsync(`SET ${name} = ${literal(value)}`);
  }
}

async function run(session: Session, { sql, rows }: Request): Promise<Uint8Array> {
  if (rows === undefined || !/\sFORMAT Native$/.test(sql)) return (await session.queryAsync(sql)).bytes();
  const file = `${session.path}/front-${randomUUID()}`;
  try {
    await writeFile(file, rows);
    const fromFile = sql.replace(/\sFORMAT Native$/, ` FROM INFILE ${literal(file)} FORMAT Native`);
    return (await session.queryAsync(fromFile)).bytes();
  } finally {
    await rm(file, { force: true });
  }
}

/** An error after the first rows comes as ClickHouse sends it since 25.11: marked at the end of the body. */
async function streamTo(answer: ServerResponse, session: Session, sql: string): Promise<void> {
  const tag = randomUUID().slice(0, 16);
  const closed = new Promise((resolve) => answer.once('close', resolve));
  try {
    for await (const chunk of session.queryStream(sql)) {
      if (answer.destroyed) return;
      if (!answer.headersSent) answer.writeHead(200, { 'x-clickhouse-exception-tag': tag });
      if (!answer.write(chunk.raw()) && !answer.destroyed) await Promise.race([once(answer, 'drain'), closed]);
    }
    answer.end();
  } catch (error) {
    if (!answer.headersSent) throw error;
    const message = `${(error as Error).message}\n`;
    answer.end(`\r\n__exception__\r\n${tag}\r\n${message}${Buffer.byteLength(message)} ${tag}\r\n__exception__\r\n`);
  }
}

function refuse(answer: ServerResponse, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const code = /Code: (\d+)\./.exec(message)?.[1] ?? '1002';
  answer.writeHead(code === '60' || code === '81' ? 404 : 500, { 'x-clickhouse-exception-code': code }).end(message);
}
