import { copyFileSync, rmSync } from 'node:fs';
import { type ImportReport, workerIdOf } from '@praxis/imports';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { worker } from '../imports/asc-wds.rows.js';
import { uploadFile, type Cells } from '../imports/import.harness.js';
import { openSite, newFolder, type Site } from './site.harness.js';

let dataDir: string;
let site: Site;
beforeEach(async () => {
  dataDir = newFolder('older-keys');
  site = await openSite({ dataDir, project: false });
  await imported('workplace', [{ LOCALESTID: 'HOME-A' }]);
  await imported('staff', [worker('W001')]);
  await site.stop();
  copyFileSync(site.layout.keys, `${site.layout.keys}.before`);
  site = await openSite({ dataDir, project: false });
  await imported('staff', [worker('W001'), worker('W002', { POSTCODE: 'LS1 4DY' })]);
  await site.stop();
  for (const suffix of ['-wal', '-shm']) rmSync(site.layout.keys + suffix, { force: true });
  copyFileSync(`${site.layout.keys}.before`, site.layout.keys);
  site = await openSite({ dataDir, project: false });
});
afterEach(async () => {
  await site.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function imported(kind: 'workplace' | 'staff', rows: readonly Cells[]): Promise<ImportReport> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of uploadFile(kind, rows).open()) chunks.push(chunk);
  const answer = await site.http
    .post(`/api/imports?name=${kind}.csv`)
    .set('Content-Type', 'text/csv')
    .send(Buffer.concat(chunks).toString());
  expect(answer.status, answer.text).toBe(200);
  return answer.body as ImportReport;
}

async function detailsOf(id: string): Promise<readonly unknown[]> {
  const { store, ports } = site.platform;
  const stored = await Array.fromAsync(store.readStream(`worker-${id}`));
  const recorded = stored.filter(({ type }) => type === 'WorkerDetailsRecorded');
  return recorded.map((event) => ports.codec.reveal(ports.codec.decode(event))['postcode']);
}

it('an older key store that was put back made every import fail for ever: others are imported as before', async () => {
  const report = await imported('staff', [worker('W001', { POSTCODE: 'LS2 8AA' }), worker('W003')]);
  expect(report.totals).toMatchObject({ rows: 2, taken: 2, refused: 0 });
});

it('what a later file says of somebody whose key is lost is taken for new, and can be read again', async () => {
  const id = workerIdOf((kind, text) => site.platform.personal.pseudonym(kind, text), 'HOME-A', 'W002');
  expect(await detailsOf(id)).toEqual(['erased']);
  const rows = [worker('W001'), worker('W002', { POSTCODE: 'LS1 4DY', DISPLAYID: 'as before' })];
  expect((await imported('staff', rows)).totals).toMatchObject({ taken: 1, nothingToDo: 1, refused: 0 });
  expect(await detailsOf(id)).toEqual(['erased', 'LS1 4DY']);
  expect((await imported('staff', [...rows, worker('W004')])).totals).toMatchObject({ taken: 1, nothingToDo: 2 });
});

it('the labels can be listed', async () => {
  const answer = await site.http.get('/api/labels');
  expect(answer.status, answer.text).toBe(200);
});
