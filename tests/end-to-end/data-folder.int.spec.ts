import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FigureRecords } from '@praxis/contracts';
import { describe, expect, it } from 'vitest';
import { ownCsv } from './own-csv.js';
import { newFolder, openSite, type Site } from './site.harness.js';
import { recordSmallOrganisation } from './small-organisation.js';

/** The second has all that means something in a pattern, in a statement, in an address, or in a text that replaces. */
const FOLDERS = ["O'Brien's — données 数据", '"ملفات" [set] {1,2} 50% $& what? a*b #1 back\\slash'];

const EAST = { UNIT: 'east', FACT: 'opened', DATE: '2024-03-01', KIND: 'service', NAME: 'East' };

async function itemsOf(site: Site): Promise<number> {
  await site.settled();
  expect(site.platform.runner?.status().problems).toEqual([]);
  return (await site.report<FigureRecords>('records', { figure: 'checklist-items' })).total;
}

describe('a data folder with an apostrophe could not be opened', () => {
  it.each(FOLDERS)('%s holds log, keys, uploads and tables, and they are there the next time', async (name) => {
    const parent = newFolder('named');
    const dataDir = join(parent, name);
    mkdirSync(dataDir);
    try {
      const first = await openSite({ dataDir });
      try {
        await recordSmallOrganisation(first);
        await first.command('checklists/north/adopt-checklist', { on: '2024-03-01' });
        await first.http
          .post('/api/imports')
          .set('Content-Type', 'text/csv')
          .send(ownCsv('organisation', [EAST]))
          .expect(200);
        expect(await itemsOf(first)).toBe(11);
      } finally {
        await first.stop();
      }
      // Everything is in the folder, and nothing beside it.
      expect(readdirSync(parent)).toEqual([name]);
      expect(readdirSync(dataDir)).toEqual(expect.arrayContaining(['analytics', 'events.db', 'keys.db', 'projector']));

      const again = await openSite({ dataDir });
      try {
        expect(await itemsOf(again)).toBe(11);
        await again.command('checklists/south/adopt-checklist', { on: '2024-03-01' });
        expect(await itemsOf(again)).toBe(22);
      } finally {
        await again.stop();
      }
    } finally {
      rmSync(parent, { recursive: true, force: true });
    }
  });
});
