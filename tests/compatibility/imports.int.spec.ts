import { ORGANISATION_ID } from '@praxis/domain';
import { importFiles, type FileReport, type FileToImport, type ImportKind, type ImportReport } from '@praxis/imports';
import type { Platform } from '@praxis/standalone';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importPortsOf } from '../../services/standalone/src/platform/import-ports.js';
import { ownFile, uploadFile, type Cells } from '../imports/import.harness.js';
import { KEPT_FOLDERS, opened, readLog, type KeptFolder } from './kept-folder.js';

/** Types with which the record of a worker or a unit begins. */
const BEGINNINGS = ['WorkerJoined', 'UnitOpened'];

const loaded = KEPT_FOLDERS.filter(({ manifest }) => manifest.imports.length > 0);

describe.each(loaded)('what $name was loaded from', (folder: KeptFolder) => {
  const { manifest } = folder;

  it('changes nothing when it is imported again', async () => {
    await opened(folder, async (platform) => {
      const files = (await folder.importAgain(platform)).flatMap((report) => report.files);
      expect(files.length).toBeGreaterThan(0);
      expect(refusedRows(files)).toBe(manifest.imports.reduce((sum, { refused = 0 }) => sum + refused, 0));
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
        const reported = (await folder.importAgain(platform, files)).flatMap((report) => report.files);
        expect(refusedRows(reported)).toBe(manifest.imports.reduce((sum, { refusedAnew = 0 }) => sum + refusedAnew, 0));
        expect(reported.filter(({ problem, events }) => problem !== undefined || events > 0)).toEqual([]);
        expect(String(await platform.store.head())).toBe(manifest.head);
      });
    } finally {
      rmSync(files, { recursive: true });
    }
  });
});

describe.each(loaded.filter(({ manifest }) => manifest.workers.length > 0))('$name', (folder: KeptFolder) => {
  const { manifest } = folder;

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
      expect(events.filter(({ stored }) => BEGINNINGS.includes(stored.type))).toEqual([]);
    });
  });

  it('goes on under the same pseudonyms: records about one person', async () => {
    await opened(folder, async (platform) => {
      const kinds = [...new Set(manifest.continuations.map(({ kind }) => kind))];
      const rowsOf = (kind: ImportKind) => manifest.continuations.filter((row) => row.kind === kind);
      await importInto(
        platform,
        kinds.map((kind) =>
          ownFile(
            kind,
            rowsOf(kind).map(({ cells }) => cells),
          ),
        ),
      );

      const events = (await readLog(platform, BigInt(manifest.head))).map(({ stored }) => stored);
      expect(events).toMatchObject(manifest.continuations.map(({ event }) => event));
    });
  });
});

function refusedRows(files: readonly FileReport[]): number {
  return files.reduce((sum, { counts }) => sum + counts.refused, 0);
}

function endLinesOtherwise(path: string): void {
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n'));
}

async function importInto(platform: Platform, files: readonly FileToImport[]): Promise<ImportReport> {
  const organisation = { id: ORGANISATION_ID, name: 'Organisation' };
  return importFiles(files, await importPortsOf(platform), { organisation, acceptValidRows: true });
}
