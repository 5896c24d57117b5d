import { get, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import type { OverviewReport } from '@praxis/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site } from './site.harness.js';
import { recordSmallOrganisation } from './small-organisation.js';

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await recordSmallOrganisation(site);
  await site.settled();
});
afterAll(() => site.remove());

/** As sent, where other clients would decompress it. */
function ask(path: string, headers: Readonly<Record<string, string>>) {
  return new Promise<{ headers: IncomingHttpHeaders; bytes: Buffer }>((resolve, reject) => {
    get(`${site.url}${path}`, { headers }, async (response) => {
      resolve({ headers: response.headers, bytes: Buffer.concat(await response.toArray()) });
    }).on('error', reject);
  });
}

describe('the browser of a shared computer kept records and imports’ reports', () => {
  it('it may keep nothing of any route of the API, answers and refusals alike', async () => {
    const { body } = (await site.http.get('/api/openapi.json').expect(200)) as { body: { paths: object } };
    const routes = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => [method, path.replaceAll('{id}', 'main')] as const),
    );
    expect(routes.length).toBeGreaterThan(100);
    for (const [method, path] of routes) {
      const { headers } = await fetch(`${site.url}${path}`, { method: method.toUpperCase() });
      expect({ method, path, kept: headers.get('cache-control') }).toEqual({ method, path, kept: 'no-store' });
    }
  });

  it.each([
    '/api/reports/records?figure=headcount',
    '/api/organisations/main/events',
    '/api/status',
    '/API/status',
    '/api/docs',
    '/api/nothing',
  ])('nor of %s', async (path) => {
    expect((await site.http.get(path)).headers['cache-control']).toBe('no-store');
  });

  it('nor of the report of an import', async () => {
    const file = 'UNIT,FACT,DATE,PARENT,KIND,NAME,RECORDED\neast,opened,2024-01-01,,service,East,\n';
    const answer = await site.http.post('/api/imports').set('Content-Type', 'text/csv').send(file).expect(200);
    expect(answer.headers['cache-control']).toBe('no-store');
  });
});

describe('an answer in JSON', () => {
  it('comes as Brotli to a browser, and is the same', async () => {
    await site.settled();
    const head = String(await site.platform.store.head());
    const { headers, bytes } = await ask('/api/reports/overview', { 'Accept-Encoding': 'gzip, deflate, br' });
    expect(headers).toMatchObject({ 'content-encoding': 'br', vary: expect.stringMatching(/accept-encoding/i) });
    const report = JSON.parse(brotliDecompressSync(bytes).toString()) as OverviewReport;
    expect(report.frame.logPosition).toBe(head);
    expect(report).toEqual(await site.report('overview'));
  });

  it('of a record keeps its revision as a strong ETag, over the bytes that it names', async () => {
    const { headers } = await ask('/api/organisations/main/events', { 'Accept-Encoding': 'br' });
    expect(headers.etag).toMatch(/^"\d+"$/);
    expect(headers['content-encoding']).toBeUndefined();
  });
});
