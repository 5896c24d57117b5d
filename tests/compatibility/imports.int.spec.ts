import { ORGANISATION_ID } from '@praxis/domain';
import { importFiles, type FileToImport, type ImportReport } from '@praxis/imports';
import type { Platform } from '@praxis/standalone';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importPortsOf } from '../../services/standalone/src/platform/import-ports.js';
import { ownFile, uploadFile, type Cells } from '../imports/import.harness.js';
import { KEPT_FOLDERS, opened, readLog, type KeptFolder } from './kept-folder.js';

const loaded = KEPT_FOLDERS.filter(({ manifest }) => manifest.imports.length > 0);

describe.each(loaded)('what $name was loaded from', (folder: KeptFolder) => {
  const { manifest } = folder;

  it('changes nothing when it is imported again', async () => {
    await opened(folder, async (platform) => {
      const files = (await folder.importAgain(platform)).flatMap((report) => report.files);
      expect(files.length).toBeGreaterThan(0);
      const refused = files.reduce((sum, { counts }) => sum + counts.refused, 0);
      expect(refused).toBe(manifest.imports.reduce((sum, { refused: rows = 0 }) => sum + rows, 0));
      expect(files.filter(({ problem, events }) => problem !== undefined || events > 0)).toEqual([]);
      expect(String(await platform.store.head())).toBe(manifest.head);
    });
  });

  it('changes nothing when the same rows are imported from files of other bytes', async () => {
    const files = mkdtempSync(join(tmpdir(), 'praxis-rewritten-'));
    try {
      cpSync(folder.files, files, { recursive: true });
      for (const path of readdirSync(files, { recursive: true, encoding: 'utf8' })) {
        if (path.endsWith('.csv')) endLinesOtherwise(join(files, path));
      }
      await opened(folder, async (platform) => {
        const reports = await folder.importAgain(platform, files);
        expect(reports.flatMap((report) => report.files).filter(({ events }) => events > 0)).toEqual([]);
        expect(String(await platform.store.head())).toBe(manifest.head);
      });
    } finally {
      rmSync(files, { recursive: true });
    }
  });

  it('goes on under the same pseudonyms: learning of every worker', async () => {
    await opened(folder, async (platform) => {
      const learning = manifest.workers.map(({ workplace: WORKPLACE, worker: WORKER }, index): Cells => ({
        WORKPLACE,
        WORKER,
        FACT: 'logged',
        ENTRY: `new-${index}`,
        DATE: '2025-09-15',
        KIND: 'reading',
        PLANNED: 'no',
        TEXT: 'Read a book',
      }));
      await importInto(platform, [ownFile('learning', learning)]);

      const streams = (await readLog(platform, BigInt(manifest.head))).map(({ stored }) => stored.streamId);
      const known = manifest.workers.filter(({ id }) => !manifest.erased.includes(id));
      expect(streams.sort()).toEqual(known.map(({ id }) => `learning-log-${id}`).sort());
    });
  });

  it('goes on under the same pseudonyms: an upload of every workplace and worker', async () => {
    await opened(folder, async (platform) => {
      const received = '2026-01-31';
      const ofWorkers = manifest.workers.map(({ workplace, worker }): Cells => ({
        LOCALESTID: workplace,
        UNIQUEWORKERID: worker,
        STATUS: 'UPDATE',
        STARTDATE: '01/01/2026',
        QUALACH02: '32;2024',
      }));
      const ofUnits = manifest.units.map(({ workplace }, index): Cells => {
        const registration = { LOCATIONID: `1-10000000${index}` };
        return { LOCALESTID: workplace, STATUS: 'UPDATE', ESTNAME: `New name ${index}`, ...registration };
      });
      await importInto(platform, [
        uploadFile('workplace', ofUnits, received),
        uploadFile('staff', ofWorkers, received),
      ]);

      const events = await readLog(platform, BigInt(manifest.head));
      const renamed = events.filter(({ stored }) => stored.type === 'UnitRenamed');
      expect(renamed.map(({ stored }) => stored.data['unitId'])).toEqual(manifest.units.map(({ id }) => id));
      const awarded = events.filter(({ stored }) => stored.type === 'QualificationAwarded');
      const known = manifest.workers.filter(({ id }) => !manifest.erased.includes(id));
      expect(awarded.map(({ stored }) => stored.streamId).sort()).toEqual(known.map(({ id }) => `worker-${id}`).sort());
      expect(events.filter(({ stored }) => ['WorkerJoined', 'UnitOpened'].includes(stored.type))).toEqual([]);
    });
  });

  it('goes on under the same pseudonyms: records about one person', async () => {
    await opened(folder, async (platform) => {
      const id = (column: string, raw: string) =>
        manifest.records.find((record) => record.column === column && record.raw === raw)?.id;
      await importInto(platform, [
        ownFile('supervision', [
          { AGREEMENT: 'sv-12', FACT: 'pressure-noted', DATE: '2025-06-10', SESSION: 's-1', PRESSURE: 'travel' },
          {
            AGREEMENT: 'sv-12',
            FACT: 'action-agreed',
            DATE: '2025-06-10',
            SESSION: 's-1',
            ACTION: 'a-1',
            OWNER: 'supervisee',
            DUE: '2025-07-01',
          },
        ]),
        ownFile('learning', [
          { WORKPLACE: 'CH/01', WORKER: '007', FACT: 'corrected', ENTRY: '0042-x', DATE: '2025-05-21', MINUTES: 1 },
        ]),
        ownFile('ratings', [{ REVIEW: 'r-12', FACT: 'corrected', ELEMENT: '1.1', SOURCE: 'agreed', RATING: 4 }]),
      ]);

      const events = await readLog(platform, BigInt(manifest.head));
      const seen = events.map(({ stored: { streamId, type, data } }) => ({ streamId, type, data }));
      const agreement = `supervision-${id('AGREEMENT', 'sv-12')}`;
      const sessionId = id('SESSION', 's-1');
      const worker = manifest.workers.find(({ worker: raw }) => raw === '007')!;
      expect(seen).toMatchObject([
        { streamId: agreement, type: 'WorkPressureNoted', data: { sessionId } },
        { streamId: agreement, type: 'SupervisionActionAgreed', data: { sessionId, actionId: id('ACTION', 'a-1') } },
        { streamId: `learning-log-${worker.id}`, type: 'LearningCorrected', data: { entryId: id('ENTRY', '0042-x') } },
        { streamId: `performance-review-${id('REVIEW', 'r-12')}`, type: 'ElementRatingCorrected' },
      ]);
    });
  });
});

function endLinesOtherwise(path: string): void {
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n'));
}

async function importInto(platform: Platform, files: readonly FileToImport[]): Promise<ImportReport> {
  const organisation = { id: ORGANISATION_ID, name: 'Organisation' };
  return importFiles(files, importPortsOf(platform), { organisation, acceptValidRows: true });
}
