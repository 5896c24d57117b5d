import { physicalName } from '@praxis/analytics-store';
import { DOMAIN } from '@praxis/domain';
import { PROJECTIONS } from '@praxis/projections';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KEPT_FOLDERS } from '../compatibility/kept-folder.js';
import { training, worker } from '../imports/asc-wds.rows.js';
import { formsIn } from '../imports/fingerprint.forms.js';
import { uploadFile } from '../imports/import.harness.js';
import { listenTo } from './overheard.js';
import { openSite, type Site } from './site.harness.js';

const sha256Of = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Everything that can be read over the API about what happened, and in the tables through their engine. */
async function readableAt(site: Site): Promise<readonly string[]> {
  const readable: string[] = [];
  const analytics = await site.platform.analytics();
  for (const { table } of PROJECTIONS) {
    readable.push(JSON.stringify(await analytics.query(`SELECT * FROM ${physicalName(table)}`)));
  }
  const stored = await site.platform.store.readAll({ after: 0n, maxCount: 100_000 });
  for (const stream of new Set(stored.map(({ streamId }) => streamId))) {
    for (const { name, plural } of DOMAIN.aggregates) {
      if (!stream.startsWith(`${name}-`)) continue;
      const answer = await site.http.get(`/api/${plural}/${stream.slice(name.length + 1)}/events`);
      if (answer.status === 200) readable.push(answer.text);
    }
  }
  return readable;
}

describe('who knew a file but for a birth date could try which one its facts were from', () => {
  it('events, tables, answers and what the server prints tell nothing that can be worked out from the file', async () => {
    const output = listenTo(process.stdout, process.stderr);
    const site = await openSite();
    try {
      const files = [
        uploadFile('workplace', [{ LOCALESTID: 'HOME-A' }]),
        uploadFile('staff', [worker('W001', { DOB: '17/03/1957' }), worker('W002')]),
        uploadFile('training', [training('W001')]),
      ];
      const told: string[] = [];
      const hashes: string[] = [];
      for (const file of files) {
        const chunks: Uint8Array[] = [];
        for await (const chunk of file.open()) chunks.push(chunk);
        const text = Buffer.concat(chunks);
        hashes.push(sha256Of(text));
        for (const dryRun of ['true', 'false', 'false']) {
          const sending = site.http.post('/api/imports').query({ name: file.name, dryRun });
          const answer = await sending.set('Content-Type', 'text/csv').send(text.toString()).expect(200);
          const following = await site.http.get(answer.headers['location'] as string).expect(200);
          told.push(answer.text, JSON.stringify(answer.headers), following.text);
        }
      }
      await site.settled();
      told.push((await site.http.get('/api/status')).text, (await site.http.get('/api/imports')).text);
      told.push(...(await readableAt(site)), output.text());
      expect(told.some((text) => /import:i-[a-z2-7]{26}/.test(text))).toBe(true);
      expect(hashes.flatMap((sha256) => told.flatMap((text) => formsIn(text, sha256)))).toEqual([]);
    } finally {
      output.end();
      await site.remove();
    }
  });

  it.each(KEPT_FOLDERS.filter(({ manifest }) => manifest.tables.length > 0))(
    'nor do they of what an earlier release took: $name',
    async (folder) => {
      const site = await openSite({ dataDir: folder.copy() });
      try {
        await site.settled();
        const paths = readdirSync(folder.files, { recursive: true, encoding: 'utf8' });
        const hashes = paths
          .filter((path) => path.endsWith('.csv'))
          .map((path) => sha256Of(readFileSync(join(folder.files, path))));
        const stored = await site.platform.store.readAll({ after: 0n, maxCount: 100_000 });
        const inLog = stored.map(({ metadata }) => metadata.source).join();
        expect(hashes.filter((sha256) => formsIn(inLog, sha256).length > 0).length).toBeGreaterThan(3);
        const readable = await readableAt(site);
        expect(hashes.flatMap((sha256) => readable.flatMap((text) => formsIn(text, sha256)))).toEqual([]);
      } finally {
        await site.remove();
      }
    },
  );
});
