import type { RecordedEvent, StoredEvent } from '@praxis/event-sourcing';
import type { ImportKind, ImportReport } from '@praxis/imports';
import { importPaths, Platform, Progress } from '@praxis/standalone';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDERS = fileURLToPath(new URL('../fixtures/folders/', import.meta.url));

/** What was remembered of a data folder when an earlier commit wrote it. */
export interface Manifest {
  readonly commit: string;
  readonly writtenOn: string;
  /**
   * In their order. `refused`: rows that were refused then, and are now. `refusedAnew`: rows that are refused when they
   * come in a file of other bytes, as what happened since speaks against them.
   */
  readonly imports: readonly {
    readonly path: string;
    readonly received?: string;
    readonly removeAbsent?: number;
    readonly acceptValidRows?: boolean;
    readonly refused?: number;
    readonly refusedAnew?: number;
  }[];
  readonly head: string;
  /** Types of which there have to be events: in the folder that has to have all, every one that the commit knew. */
  readonly eventTypes: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  readonly tables: readonly { readonly projection: string; readonly table: string; readonly digest: string }[];
  readonly workers: readonly { readonly workplace: string; readonly worker: string; readonly id: string }[];
  readonly units: readonly { readonly workplace: string; readonly id: string }[];
  /** Ids of records about one person, as files have them, and the pseudonyms that they got. */
  readonly records: readonly { readonly column: string; readonly raw: string; readonly id: string }[];
  /** Rows about records that are known, and the events that they have to come to. */
  readonly continuations: readonly {
    readonly kind: ImportKind;
    readonly cells: Readonly<Record<string, string | number>>;
    readonly event: { readonly streamId: string; readonly type: string; readonly data: object };
  }[];
  readonly erased: readonly string[];
  /** Erased over HTTP, which recorded it and shredded nothing: whether their texts can be read is a later commit's. */
  readonly erasedInLogOnly: readonly string[];
  /** Commands that were sent under a key of their own. */
  readonly sent: readonly {
    readonly path: string;
    readonly body: object;
    readonly actor: string;
    readonly key: string;
  }[];
  /** Every personal text in the log; null when it was erased. */
  readonly personal: readonly {
    readonly position: string;
    readonly type: string;
    readonly field: string;
    readonly subject: string;
    readonly text: string | null;
  }[];
}

export interface KeptFolder {
  readonly name: string;
  readonly manifest: Manifest;
  /** Answers of reports, by path and query. */
  readonly answers: Readonly<Record<string, object>>;
  /** A copy of the data folder of its own, to be opened and removed by the caller. */
  copy(): string;
  /** The files that it was loaded from: a folder. */
  readonly files: string;
  /** Imports everything that it was loaded from, or a copy of it, in the same order and with the same days of receipt. */
  importAgain(platform: Platform, files?: string): Promise<readonly ImportReport[]>;
}

/** Every data folder that an earlier commit wrote and that is kept: see tests/fixtures/folders/SOURCE.md. */
export const KEPT_FOLDERS: readonly KeptFolder[] = readdirSync(FOLDERS)
  .filter((name) => existsSync(join(FOLDERS, name, 'manifest.json')))
  .sort()
  .map(keptFolder);

function keptFolder(name: string): KeptFolder {
  const folder = join(FOLDERS, name);
  const files = join(folder, 'files');
  const json = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const manifest = json('manifest.json') as Manifest;
  return {
    name,
    manifest,
    answers: existsSync(join(folder, 'answers.json')) ? (json('answers.json') as KeptFolder['answers']) : {},
    copy() {
      const copy = mkdtempSync(join(tmpdir(), 'praxis-kept-'));
      execFileSync('tar', ['-xzf', join(folder, 'data.tar.gz'), '-C', copy]);
      return copy;
    },
    files,
    async importAgain(platform, from = files) {
      const reports: ImportReport[] = [];
      for (const { path, received, removeAbsent, acceptValidRows } of manifest.imports) {
        const options = {
          progress: new Progress(),
          ...(received === undefined ? {} : { received }),
          ...(removeAbsent === undefined ? {} : { removeAbsent: { atMost: removeAbsent } }),
          ...(acceptValidRows === undefined ? {} : { acceptValidRows }),
        };
        reports.push(...(await importPaths(platform, [{ path: join(from, path) }], options)));
      }
      return reports;
    },
  };
}

/** Opens a copy of the folder, without the tables, for as long as the work takes. */
export async function opened<Result>(
  folder: KeptFolder,
  work: (platform: Platform) => Promise<Result>,
): Promise<Result> {
  const dataDir = folder.copy();
  const platform = await Platform.open({ dataDir });
  try {
    return await work(platform);
  } finally {
    await platform.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Everything in the log after a position, as the codec reads it. */
export async function readLog(
  { store, ports }: Platform,
  after = 0n,
): Promise<readonly { readonly stored: StoredEvent; readonly recorded: RecordedEvent }[]> {
  const events: { stored: StoredEvent; recorded: RecordedEvent }[] = [];
  for (;;) {
    const page = await store.readAll({ after: events.at(-1)?.stored.position ?? after, maxCount: 1000 });
    if (page.length === 0) return events;
    for (const stored of page) events.push({ stored, recorded: ports.codec.decode(stored) });
  }
}
