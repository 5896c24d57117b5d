import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { extname, join, normalize } from 'node:path';
import {
  answerFor,
  type FixtureAnswer,
  type FixtureMode,
} from '../../dashboard/src/testing/fixtures/answers.fixture.js';
import { recordedState, type RecordedStateName } from './recorded-states.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface FixtureServer {
  readonly url: string;
  /** How the API answers from now on. */
  mode: FixtureMode;
  /** What state it says that it is in; recorded from a real server. */
  state: RecordedStateName;
  /** Answers nothing at all: connections are closed, or left open without a word. */
  gone: 'not' | 'closed' | 'silent';
  /** Addresses the API was asked for, newest last. */
  readonly asked: string[];
  close(): Promise<void>;
}

function sendFile(response: ServerResponse, dist: string, path: string): void {
  const wanted = join(dist, normalize(path));
  const file =
    wanted.startsWith(dist) && existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(dist, 'index.html');
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
}

/** The status of that state, and where there are no reports in it, the answer that there is instead. */
function answerIn(state: RecordedStateName, { pathname }: URL): FixtureAnswer | undefined {
  const { status, overview } = recordedState(state);
  if (pathname === '/api/status') return { status: 200, type: 'application/json', body: status };
  return pathname.startsWith('/api/reports/') && overview.status !== 200 ? overview : undefined;
}

/** The dashboard built into the folder `dist` and an API of fixtures on a free port of the loopback interface. */
export async function startFixtureServer(dist: string): Promise<FixtureServer> {
  const asked: string[] = [];
  const handle = {
    mode: 'data' as FixtureMode,
    state: 'healthy' as RecordedStateName,
    gone: 'not' as FixtureServer['gone'],
  };
  const hung = new Set<Socket>();
  const server = createServer((request, response) => {
    if (handle.gone === 'silent') return void hung.add(request.socket);
    if (handle.gone === 'closed') return request.socket.destroy();
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (!url.pathname.startsWith('/api/')) return sendFile(response, dist, url.pathname);
    asked.push(`${url.pathname}${url.search}`);
    const answer = answerIn(handle.state, url) ?? answerFor(url, handle.mode);
    // A request without an answer stays open: that is what loading looks like.
    if (answer === null) return undefined;
    response.writeHead(answer.status, { 'content-type': answer.type });
    return response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    get mode() {
      return handle.mode;
    },
    set mode(mode) {
      handle.mode = mode;
    },
    get state() {
      return handle.state;
    },
    set state(state) {
      handle.state = state;
    },
    get gone() {
      return handle.gone;
    },
    set gone(gone) {
      handle.gone = gone;
      // Who comes back knows nothing of what it was asked before.
      for (const socket of hung) socket.destroy();
      hung.clear();
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
