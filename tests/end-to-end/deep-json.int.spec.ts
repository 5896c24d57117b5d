import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem, openSite, writesNothing, type Site } from './site.harness.js';
import { recordSmallOrganisation } from './small-organisation.js';

const PATH = '/api/workers/w-manager/record-worker-details';
const DEEP = 10_000;

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await recordSmallOrganisation(site);
});
afterAll(() => site.remove());

const arrays = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const objects = (depth: number) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
const mixed = (depth: number) => '[{"a":'.repeat(depth / 2) + '1' + '}]'.repeat(depth / 2);
const within = (inner: string) => `{"name":"Ann","on":"2025-01-06","more":${inner}}`;

const post = (body: string) => site.http.post(PATH).set('Content-Type', 'application/json').send(body);

describe('JSON nested 10,000 deep answered 500 after the stack was full', () => {
  it.each([
    ['objects', objects(DEEP)],
    ['arrays', arrays(DEEP)],
    ['both, by turns', mixed(DEEP)],
    ['objects in a field of a command', within(objects(DEEP))],
    ['arrays in a field of a command', within(arrays(DEEP))],
    ['as many as fit into 1 MB', within('['.repeat(499_000) + ']'.repeat(499_000))],
    ['arrays that nobody closes', '['.repeat(900_000)],
  ])('of %s: refused before it is parsed', async (_what, body) => {
    const answer = await writesNothing(site, async () => post(body));
    expectProblem(answer, { status: 400, code: 'JSON_TOO_DEEP', fields: ['body'] });
  });

  it('of arrays, sent compressed', async () => {
    const answer = await site.http
      .post(PATH)
      .set({ 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' })
      .serialize((body) => body as string)
      .send(gzipSync(arrays(DEEP)) as unknown as string);
    expectProblem(answer, { status: 400, code: 'JSON_TOO_DEEP', fields: ['body'] });
  });
});

describe('what is not deep', () => {
  it('brackets within a text are text', async () => {
    const name = `Ann \\" ${'[{'.repeat(40)} \\\\`;
    const body = `{"name":"${name}","on":"2025-01-06"}`;
    expect(JSON.parse(body).name).toContain('[{[{');
    await post(body).expect(200);
  });

  it('32 levels are read, 33 are not', async () => {
    expectProblem(await post(within(objects(31))), { status: 422, code: 'INVALID_REQUEST', fields: ['more'] });
    expectProblem(await post(within(objects(32))), { status: 400, code: 'JSON_TOO_DEEP' });
  });

  it('many brackets side by side are not deep: the schema says what is wrong with them', async () => {
    const answer = await post(within(`[${'[],'.repeat(5_000)}{}]`));
    expectProblem(answer, { status: 422, code: 'INVALID_REQUEST', fields: ['more'] });
  });

  it('a text in another form of Unicode is refused as such', async () => {
    const answer = await site.http
      .post(PATH)
      .set('Content-Type', 'application/json; charset=utf-16le')
      .serialize((body) => body as string)
      .send(Buffer.from(within('1'), 'utf16le') as unknown as string);
    expectProblem(answer, { status: 415, code: 'UNSUPPORTED_ENCODING' });
  });
});
