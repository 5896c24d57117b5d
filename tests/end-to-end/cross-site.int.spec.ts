import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem, openSite, writesNothing, type Site } from './site.harness.js';
import { recordSmallOrganisation } from './small-organisation.js';

const JOIN = { contract: 'permanent', weeklyMinutes: 2250, on: '2025-01-06' };
const JOIN_PATH = '/api/workers/join-worker';
const UNSEEN = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'image' };
const LINK = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await recordSmallOrganisation(site);
});
afterAll(() => site.remove());

const refused = { status: 403, code: 'NOT_THIS_MACHINE' };

/** Every kind of request that another site's page could have a browser make. */
function attempts(headers: Readonly<Record<string, string>>) {
  return [
    () => site.http.post(JOIN_PATH).set(headers).send(JOIN),
    () => site.http.post('/api/imports').set(headers).set('Content-Type', 'text/csv').send('x'),
    () => site.http.get('/api/reports/overview').set(headers),
    () => site.http.get('/api/organisations/main/events').set(headers),
    () => site.http.get('/').set(headers),
    () => site.http.delete(JOIN_PATH).set(headers),
    () => site.http.put(JOIN_PATH).set(headers).send(JOIN),
    () => site.http.options(JOIN_PATH).set(headers),
  ];
}

describe('a page of another site had a browser ask, and the answer was given', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['another name for this address', { Host: 'evil.example' }],
    ['this address under another port', { Host: '127.0.0.1:1' }],
    ['a page of another site', { Origin: 'https://evil.example' }],
    ['a page without a site', { Origin: 'null' }],
    ['a page of this machine, but another port', { Origin: 'http://127.0.0.1:1' }],
    ['an image of another site, which sends no Origin', UNSEEN],
    ['a page of another program on this machine', { ...UNSEEN, 'Sec-Fetch-Site': 'same-site' }],
    ['a page that claims both', { ...UNSEEN, 'Sec-Fetch-Site': 'same-origin, cross-site' }],
    ['a frame of another site', { ...LINK, 'Sec-Fetch-Dest': 'iframe' }],
    ['a script of another site that asks for a page', { ...LINK, 'Sec-Fetch-Mode': 'no-cors' }],
    ['a page of another site, under our Origin', { ...UNSEEN, Origin: 'http://localhost:0' }],
  ])('by %s: refused by every method', async (_what, headers) => {
    for (const send of attempts(headers)) {
      expectProblem(await writesNothing(site, async () => send()), refused);
    }
  });

  it('by HEAD too, which shows no document', async () => {
    expect((await site.http.head('/').set(UNSEEN)).status).toBe(403);
  });

  it('is refused when it is a link, but to the API or by another method than GET', async () => {
    const paths = [
      '/api/reports/overview',
      '/API/reports/overview',
      '/%61pi/status',
      '//api/status',
      '/api',
      '/%E0%A4%A',
    ];
    for (const path of paths) {
      expect({ path, status: await statusOf(path, LINK) }).toEqual({ path, status: 403 });
    }
    expectProblem(await writesNothing(site, async () => site.http.post(JOIN_PATH).set(LINK).send(JOIN)), refused);
    expectProblem(await site.http.post('/').set(LINK), refused);
    expectProblem(await site.http.get('/').set(LINK).set('Host', 'evil.example'), refused);
    expectProblem(await site.http.get('/').set(LINK).set('Origin', 'https://evil.example'), refused);
  });
});

describe('who may ask', () => {
  it('a person who follows a link in a mail gets the page, and nothing changes', async () => {
    for (const path of ['/', '/capability?unit=north', '/apian']) {
      const answer = await writesNothing(site, async () => site.http.get(path).set(LINK));
      expect({ path, refused: answer.status === 403 }).toEqual({ path, refused: false });
    }
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['a script, which sends neither header', {}],
    ['a page of this server', { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Dest': 'empty' }],
    ['a person who typed the address', { ...LINK, 'Sec-Fetch-Site': 'none' }],
  ])('%s is served', async (_what, headers) => {
    await site.http.get('/api/status').set(headers).expect(200);
    await site.http.post(JOIN_PATH).set(headers).send(JOIN).expect(200);
  });

  it('an older browser, which names its own Origin only, is served', async () => {
    await site.http.get('/api/status').set('Origin', site.url).expect(200);
    await site.http.get('/api/status').set('Origin', site.url).set('Sec-Fetch-Site', 'same-origin').expect(200);
  });

  it('answers are kept from other sites even where a browser sends no headers', async () => {
    const { headers } = await site.http.get('/api/status').expect(200);
    expect(headers).toMatchObject({ 'cross-origin-resource-policy': 'same-origin', 'x-frame-options': 'DENY' });
  });
});

/** As written: supertest would tidy the path up. */
function statusOf(path: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  const { hostname, port } = new URL(site.url);
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ hostname, port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject).end();
  });
}
