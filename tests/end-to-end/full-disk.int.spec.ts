import type { ImportReport } from '@praxis/imports';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ownCsv, type Cells } from './own-csv.js';
import { expectProblem, newFolder, openSite, type Site } from './site.harness.js';
import { recordSmallOrganisation } from './small-organisation.js';

/** Room for the small organisation and a little more. */
const FULL_AT_BYTES = 160_000;

let site: Site;
beforeEach(async () => {
  site = await openSite({ dataDir: newFolder('full-disk'), maxLogBytes: FULL_AT_BYTES });
  await recordSmallOrganisation(site);
});
afterEach(() => site.remove());

async function reopenWithRoom(): Promise<void> {
  await site.stop();
  site = await openSite({ dataDir: site.dataDir });
}

async function eventsOf(path: string): Promise<readonly { revision: string; type: string }[]> {
  const { body } = await site.http.get(`/api/${path}/events`).expect(200);
  return body.events as { revision: string; type: string }[];
}

it('refuses a command when the disk is full, writes nothing of it, and takes it when there is room again', async () => {
  let accepted = 0;
  let refused: Awaited<ReturnType<typeof send>> | undefined;
  const send = (entry: number) =>
    site.http
      .post('/api/learning-logs/w-manager/log-learning')
      .set('Idempotency-Key', `full-disk-${entry}`)
      .send({
        kind: 'reading',
        planned: false,
        minutes: 10,
        participatoryMinutes: null,
        topics: [],
        elements: [],
        programmeId: null,
        title: `Entry ${entry} ${'about something that takes room '.repeat(100)}`,
        on: '2025-01-01',
      });
  for (let entry = 0; entry < 200 && refused === undefined; entry += 1) {
    const response = await send(entry);
    if (response.status === 200) accepted += 1;
    else refused = response;
  }

  expectProblem(refused!, { status: 507, code: 'STORAGE_FULL' });
  expect(accepted).toBeGreaterThan(0);
  expect(await eventsOf('learning-logs/w-manager')).toHaveLength(accepted);
  // What is there can still be read, and reported on.
  await site.settled();
  await site.report('overview');

  await reopenWithRoom();
  await site.settled();
  expect(await eventsOf('learning-logs/w-manager')).toHaveLength(accepted);
  const again = await send(0).expect(200).expect('Idempotent-Replayed', 'true');
  expect(again.body).toMatchObject({ outcome: 'done', revision: '0' });
  expect((await send(accepted).expect(200)).body).toMatchObject({ outcome: 'done', revision: String(accepted) });
});

it('stops an import at a whole stream, and the same file goes on where it stopped', async () => {
  const opened = (index: number): Cells => ({
    UNIT: `unit-${index}`,
    FACT: 'opened',
    DATE: '2024-03-01',
    KIND: 'service',
    NAME: `${'Long name '.repeat(11)}${index}`,
  });
  const file = ownCsv(
    'organisation',
    Array.from({ length: 400 }, (_, index) => opened(index)),
  );
  const upload = () => site.http.post('/api/imports').set('Content-Type', 'text/csv').send(file);
  const before = (await eventsOf('organisations/main')).length;

  const refused = await upload();

  expectProblem(refused, { status: 507, code: 'STORAGE_FULL' });
  const written = (await eventsOf('organisations/main')).length - before;
  await reopenWithRoom();
  const { body } = await upload().expect(200);
  expect((body as ImportReport).files[0]).toMatchObject({
    status: 'taken',
    counts: { alreadyThere: written, taken: 400 - written },
  });
  expect(await eventsOf('organisations/main')).toHaveLength(before + 400);
});
