import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerHeaders, compressedAnswers } from './answer-headers.js';
import { dashboardFiles } from './dashboard-files.js';

const SCRIPT = 'export const words = "supervision"; '.repeat(200);
const PAGE = `<!doctype html><title>Praxis</title>${'<!-- so that it shrinks -->'.repeat(50)}`;

let folder: string;
let server: Server;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'praxis-dashboard-files-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'favicon.svg'), '<svg/>');
  writeFileSync(join(folder, 'assets', 'index-DltPd57l.js'), SCRIPT);
  const app = express().use(compressedAnswers(), answerHeaders, dashboardFiles(folder));
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** As sent: other clients decompress on their own. */
function ask(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    get({ port, path, headers }, async (response) => {
      const bytes = Buffer.concat(await response.toArray());
      resolve({ status: response.statusCode, headers: response.headers, bytes });
    }).on('error', reject);
  });
}

const ASSET = '/assets/index-DltPd57l.js';
const EVERY_BROWSER = { 'Accept-Encoding': 'gzip, deflate, br' };

describe('800 kB of scripts went over the line as they are', () => {
  it('a browser gets them as Brotli, which is smaller', async () => {
    const { headers, bytes } = await ask(ASSET, EVERY_BROWSER);
    expect(headers).toMatchObject({ 'content-encoding': 'br', vary: expect.stringMatching(/accept-encoding/i) });
    expect(headers['content-type']).toMatch(/javascript/);
    expect(brotliDecompressSync(bytes).toString()).toBe(SCRIPT);
    expect(bytes.length).toBeLessThan(SCRIPT.length / 4);
  });

  it('who knows gzip only gets that, and who knows neither the bytes themselves', async () => {
    const gzipped = await ask(ASSET, { 'Accept-Encoding': 'gzip' });
    expect(gzipped.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gzipped.bytes).toString()).toBe(SCRIPT);
    for (const accepted of [{}, { 'Accept-Encoding': 'identity' }, { 'Accept-Encoding': 'br;q=0' }]) {
      const plain = await ask(ASSET, accepted as Record<string, string>);
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(plain.headers.vary).toMatch(/accept-encoding/i);
      expect(plain.bytes.toString()).toBe(SCRIPT);
    }
  });
});

describe('what a browser keeps', () => {
  it('assets for ever, under the same weak ETag however they were sent', async () => {
    const [compressed, plain] = [await ask(ASSET, EVERY_BROWSER), await ask(ASSET)];
    for (const { headers } of [compressed, plain]) {
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(headers.etag).toMatch(/^W\//);
      expect(headers.etag).toBe(plain.headers.etag);
      expect(headers['accept-ranges']).toBeUndefined();
    }
    const again = await ask(ASSET, { ...EVERY_BROWSER, 'If-None-Match': plain.headers.etag ?? '' });
    expect({ status: again.status, bytes: again.bytes.length }).toEqual({ status: 304, bytes: 0 });
  });

  it('never a part of an asset, which would be a part of other bytes', async () => {
    const { status, bytes } = await ask(ASSET, { ...EVERY_BROWSER, Range: 'bytes=0-9' });
    expect(status).toBe(200);
    expect(brotliDecompressSync(bytes).toString()).toBe(SCRIPT);
  });

  it.each(['/', '/index.html', '/capability', '/favicon.svg'])('%s is asked for each time', async (path) => {
    const { status, headers } = await ask(path, EVERY_BROWSER);
    expect({ status, kept: headers['cache-control'] }).toEqual({ status: 200, kept: 'no-cache' });
  });

  it.each(['/assets/gone-12345678.js', '/api/nothing', '/API/nothing', '/assets'])(
    'not that %s is not there: it may be tomorrow',
    async (path) => {
      const { status, headers } = await ask(path);
      expect({ status, kept: headers['cache-control'] }).toEqual({ status: 404, kept: 'no-store' });
    },
  );
});
