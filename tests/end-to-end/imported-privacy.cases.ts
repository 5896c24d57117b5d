import { physicalName } from '@praxis/analytics-store';
import { PROJECTIONS } from '@praxis/projections';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../demonstration-provider/src/testing/generated.js';
import { anyIn, bytesOnDisk } from './bytes-on-disk.js';
import type { Demonstration } from './demonstration.harness.js';
import { spread } from './reconciliation.js';

const MOST_TEXTS = 40;

/** What stands in the personal cells of imported files is nowhere to be read. Must be called during collection. */
export function importedPrivacyCases(opened: () => Demonstration): void {
  /** The distinct texts of a column of the files whose path matches. */
  function textsOf(path: RegExp, column: string): string[] {
    const { site, manifest } = opened();
    const texts = manifest.files
      .filter((file) => path.test(file.path))
      .flatMap((file) => {
        const [header = [], ...rows] = parseCsv(readFileSync(join(site.dataDir, 'files', file.path), 'utf8'));
        const at = header.indexOf(column);
        return at === -1 ? [] : rows.map((cells) => cells[at] ?? '');
      });
    return [...new Set(texts)].filter((text) => text.length > 6);
  }

  const personal = () => [
    ...spread(textsOf(/staff\.csv$/, 'DISPLAYID'), MOST_TEXTS),
    ...spread(textsOf(/^(supervision|learning|ratings)-/, 'TEXT'), MOST_TEXTS),
    ...textsOf(/^(checklist|improvements)\.csv$/, 'TEXT').slice(0, 10),
    // Workers as their employer knows them: only their pseudonyms leave the files.
    ...spread(textsOf(/staff\.csv$/, 'UNIQUEWORKERID'), 10),
    ...spread(
      textsOf(/^(supervision|learning|ratings)-/, 'WORKER').filter((worker) => worker.startsWith('CV')),
      10,
    ),
  ];

  describe('names and free text of imported files', () => {
    it('are there to be found', () => {
      expect(textsOf(/staff\.csv$/, 'DISPLAYID').length).toBeGreaterThan(200);
      expect(personal().length).toBeGreaterThan(80);
    });

    it(
      'are in no file but those imported: not in the log, not in ClickHouse’s, not in the keys’',
      { timeout: 60_000 },
      () => {
        const { dataDir } = opened().site;
        const words = personal().flatMap((text) => [
          Buffer.from(text),
          Buffer.from(text, 'utf16le'),
          Buffer.from(Buffer.from(text).toString('hex')),
          Buffer.from(Buffer.from(text).toString('base64').replace(/=+$/, '').slice(0, -1)),
        ]);
        const hasAny = anyIn(words);
        const all = [...bytesOnDisk(dataDir)];
        const files = all.filter(([path]) => !path.startsWith('files/'));
        const paths = files.map(([path]) => path);
        expect(paths.some((path) => path.startsWith('analytics/'))).toBe(true);
        expect(paths).toContain('events.db');

        expect(files.filter(([, bytes]) => hasAny(bytes)).map(([path]) => path)).toEqual([]);
        const imported = all.filter(([path, bytes]) => path.startsWith('files/') && hasAny(bytes));
        expect(imported.map(([path]) => path)).toContain('files/checklist.csv');
        // In the last bytes of a file, and in hex and UTF-16 as it would stand there.
        for (const word of words) expect(hasAny(Buffer.concat([Buffer.from('…'), word]))).toBe(true);
      },
    );

    // The engine compresses its files: what stands in a table is asked of the engine itself as well.
    it.each(PROJECTIONS.map(({ table }) => physicalName(table)))('are in no row of %s', async (table) => {
      const analytics = await opened().site.platform.analytics();
      const [row] = await analytics.query<{ rows: number; found: number }>(
        `SELECT toUInt32(count()) AS rows,
          toUInt32(countIf(multiSearchAny(toString(tuple(*)), {words:Array(String)}))) AS found
        FROM ${table}`,
        { words: personal() },
      );

      expect(row?.rows).toBeGreaterThan(0);
      expect(row?.found).toBe(0);
    });

    it('can be read by who has the keys', async () => {
      const { platform } = opened().site;
      const worker = opened().workerId('ALDER-COURT', 'CV0009');
      const details = await Array.fromAsync(platform.store.readStream(`worker-${worker}`));
      const revealed = details.map((stored) => platform.ports.codec.reveal(platform.ports.codec.decode(stored)));

      const names = textsOf(/ALDER-COURT|staff\.csv$/, 'DISPLAYID');
      expect(revealed.some(({ name }) => typeof name === 'string' && names.includes(name))).toBe(true);
    });
  });
}
