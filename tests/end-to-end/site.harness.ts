import { randomUUID } from 'node:crypto';
import { DOMAIN } from '@praxis/domain';
import { layoutOf, Platform, startServer, type PlatformConfig, type RunningServer } from '@praxis/standalone';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { expect } from 'vitest';

/** A whole installation in this process, on the embedded stores and a free port, in a folder of its own. */
export interface Site {
  readonly platform: Platform;
  readonly url: string;
  readonly dataDir: string;
  readonly layout: ReturnType<typeof layoutOf>;
  readonly http: ReturnType<typeof request>;
  /** Every table holds everything that is in the log now. */
  settled(): Promise<void>;
  /** An answer of the report API, which has to be one. */
  report<Answer>(path: string, query?: Readonly<Record<string, string>>): Promise<Answer>;
  /** A command that has to be accepted. */
  command(path: string, body: object, headers?: Readonly<Record<string, string>>): Promise<CommandAnswer>;
  /** The same as files and earlier releases bring it: to a record whose id was not made here. */
  brought(path: string, data: object): Promise<void>;
  /** Stops everything; the folder stays. */
  stop(): Promise<void>;
  /** Stops everything and removes the folder. */
  remove(): Promise<void>;
}

export interface CommandAnswer {
  readonly commandId: string;
  /** Of the record. */
  readonly id: string;
  readonly outcome: 'done' | 'nothing-to-do';
  readonly revision: string | null;
  readonly position: string | null;
}

export function newFolder(purpose: string): string {
  return mkdtempSync(join(tmpdir(), `praxis-${purpose}-`));
}

export interface SiteOptions extends Partial<PlatformConfig> {
  /** Without a server, and so without the network. */
  readonly project?: boolean;
  /** Folder of a built dashboard, where its pages are wanted. */
  readonly dashboard?: string;
}

export async function openSite({ project = true, dashboard, ...config }: SiteOptions = {}): Promise<Site> {
  const dataDir = config.dataDir ?? newFolder('site');
  const platform = await Platform.open({ ...config, dataDir });
  const runner = project ? await platform.project() : undefined;
  const server = await startServer(platform, 0, dashboard);
  return siteOf(platform, server, dataDir, runner);
}

function siteOf(
  platform: Platform,
  server: RunningServer,
  dataDir: string,
  runner: Awaited<ReturnType<Platform['project']>> | undefined,
): Site {
  const { url } = server;
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= server.close().then(() => platform.close()));
  return {
    platform,
    url,
    dataDir,
    layout: layoutOf(dataDir),
    http: request(url),
    async settled() {
      const head = await platform.store.head();
      const done = await runner?.waitUntil(head, { timeoutMs: 60_000 });
      if (!done) throw new Error(`The tables are not at ${head}: ${JSON.stringify(runner?.status().problem?.error)}`);
    },
    async report<Answer>(path: string, query: Readonly<Record<string, string>> = {}) {
      const search = new URLSearchParams(query).toString();
      const response = await fetch(`${url}/api/reports/${path}${search === '' ? '' : `?${search}`}`);
      const body = await response.text();
      if (!response.ok) throw new Error(`${path}?${search}: ${response.status} ${body}`);
      return JSON.parse(body) as Answer;
    },
    async command(path, body, headers = {}) {
      const response = await request(url).post(`/api/${path}`).set(headers).send(body);
      if (response.status !== 200) throw new Error(`${path}: ${response.status} ${response.text}`);
      return response.body as CommandAnswer;
    },
    brought: (path, data) => bring(platform, path, data),
    stop,
    async remove() {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** As a command stands in an address. */
export function kebabCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

async function bring(platform: Platform, path: string, data: object): Promise<void> {
  const [plural, id, command = ''] = path.split('/');
  const { name } = DOMAIN.aggregates.find((aggregate) => aggregate.plural === plural)!;
  const type = command.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const by = { actor: { id: 'local', role: 'administrator' }, source: 'import:before' };
  const envelopes = [{ ...by, commandId: randomUUID(), command: { type, data } }];
  await (await platform.entrance()).execute({ aggregate: name, id: id!, envelopes });
}

export interface ExpectedProblem {
  readonly status: number;
  readonly code: string;
  /** Every field that the document has to name; in any order. */
  readonly fields?: readonly string[];
}

/** The answer is a problem document that says what is wrong, where, and what to do. */
export function expectProblem(
  response: { readonly status: number; readonly type: string; readonly text: string },
  { status, code, fields }: ExpectedProblem,
): void {
  expect({ status: response.status, type: response.type, text: response.text }).toMatchObject({
    status,
    type: 'application/problem+json',
  });
  const problem = JSON.parse(response.text) as Record<string, unknown>;
  expect(problem).toMatchObject({
    status,
    code,
    type: `urn:praxis:problem:${code.toLowerCase().replaceAll('_', '-')}`,
  });
  for (const words of ['title', 'detail', 'remedy']) expect(problem[words], words).toMatch(/\w/);
  if (fields === undefined) return;
  const errors = (problem['errors'] ?? []) as { readonly field: string; readonly reason: string }[];
  expect(errors.map(({ field }) => field).sort()).toEqual([...fields].sort());
  for (const { reason } of errors) expect(reason).toMatch(/\w/);
}

/** Runs something that must leave the log as it is. */
export async function writesNothing<Result>({ platform }: Site, attempt: () => Promise<Result>): Promise<Result> {
  const before = await platform.store.head();
  const result = await attempt();
  expect(await platform.store.head()).toBe(before);
  return result;
}
