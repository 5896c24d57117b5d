import { commandPorts, openCommandEntrance, type OpenCommandEntrance } from '@praxis/commands';
import {
  fileOf,
  importFiles,
  OWN_FORMATS,
  type FileReport,
  type FileToImport,
  type ImportKind,
  type ImportOptions,
  type ImportPorts,
  type ImportReport,
} from '@praxis/imports';
import { framework } from '@praxis/domain';
import type { AnyCommand, EventStore, RecordedEvent, StoredEvent } from '@praxis/event-sourcing';
import { openEmbeddedEventStore } from '@praxis/event-store-embedded';
import { openPersonalData, type PersonalData } from '@praxis/personal-data';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The day on which all imports of these tests are made. */
export const TODAY = '2026-06-30';
export const NOW = `${TODAY}T09:30:00.000Z`;

export interface Installation {
  readonly ports: ImportPorts;
  readonly store: EventStore;
  readonly personal: PersonalData;
  readonly folder: string;
  /** The same installation over a store that stands between it and the log. */
  over(store: EventStore): Promise<ImportPorts>;
  /** A command as an administrator gives it. */
  command(aggregate: string, id: string, command: AnyCommand): Promise<void>;
  close(): Promise<void>;
}

/** A real log, the embedded one unless told, and a real key store, with one framework published. */
export async function newInstallation({
  store: given,
  now = () => NOW,
  ...options
}: {
  readonly maxBytes?: number;
  readonly store?: EventStore;
  readonly now?: () => string;
} = {}): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'praxis-imports-'));
  const store = given ?? (await openEmbeddedEventStore({ path: join(folder, 'log.sqlite'), now, ...options }));
  const personal = openPersonalData({ path: join(folder, 'keys.sqlite'), masterKey: randomBytes(32), now });
  const entrances: OpenCommandEntrance[] = [];
  const over = async (log: EventStore): Promise<ImportPorts> => {
    const commands = commandPorts(log, personal, { now });
    const entrance = await openCommandEntrance(commands);
    entrances.push(entrance);
    return {
      ...commands,
      entrance,
      pseudonym: (prefix, text) => personal.pseudonym(prefix, text),
      prepare: (subjects) => personal.prepare(subjects),
    };
  };
  const ports = await over(store);
  const installation: Installation = {
    ports,
    store,
    personal,
    folder,
    over,
    async command(aggregate, id, command) {
      const actor = { id: 'admin', role: 'administrator' };
      const envelope = { commandId: randomUUID(), command, actor, source: 'api' };
      await ports.entrance.execute({ aggregate, id, envelopes: [envelope] });
    },
    async close() {
      for (const entrance of entrances) await entrance.close();
      await store.close();
      personal.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await installation.command(framework.name, 'leadership', { type: 'PublishFramework', data: LEADERSHIP });
  return installation;
}

const element = (code: string) => ({ code, label: `Element ${code}` });

/** The framework of these tests, as it is published under the id `leadership`. */
export const LEADERSHIP = {
  version: '1',
  title: 'A framework',
  levels: [
    { code: 'front-line-worker', label: 'Worker' },
    { code: 'front-line-leader', label: 'Leader' },
  ],
  dimensions: [{ code: '1', label: 'One', seniorOnly: false, elements: [element('1.1'), element('1.2')] }],
  ratingScale: [1, 2, 3, 4].map((value) => ({ value, label: `Rating ${value}` })),
  on: '2020-01-01',
};

export type Cells = Readonly<Record<string, string | number>>;

/** A file of one of our own kinds, from its filled cells. */
export function ownFile(kind: ImportKind, rows: readonly Cells[], name = `${kind}.csv`): FileToImport {
  const columns = OWN_FORMATS.find((format) => format.kind === kind)!.columns.map(([column]) => column);
  return fileOf(name, csv(columns, rows));
}

const SAMPLES = new URL('../fixtures/asc-wds/current-2026/', import.meta.url);

/** A file of an ASC-WDS upload: the sample's row with other cells. */
export function uploadFile(
  kind: 'workplace' | 'staff' | 'training',
  rows: readonly Cells[],
  received?: string,
): FileToImport {
  const [header, first] = readFileSync(new URL(`${kind}.csv`, SAMPLES), 'utf8')
    .trim()
    .split(/\r?\n/);
  const columns = header!.split(',');
  const values = first!.split(',');
  const sample = Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));
  const file = fileOf(
    `${kind}.csv`,
    csv(
      columns,
      rows.map((row) => ({ ...sample, ...row })),
    ),
  );
  return received === undefined ? file : { ...file, received };
}

export function csv(columns: readonly string[], rows: readonly Cells[]): string {
  for (const row of rows) {
    for (const column of Object.keys(row)) if (!columns.includes(column)) throw new Error(`no column ${column}`);
  }
  const cell = (value: string | number) => `"${String(value).replaceAll('"', '""')}"`;
  const lines = rows.map((row) => columns.map((column) => (row[column] === undefined ? '' : cell(row[column]))).join());
  return [columns.join(), ...lines].map((line) => `${line}\n`).join('');
}

/** Imports one file and gives its report. */
export async function importOne(
  { ports }: Installation,
  file: FileToImport,
  options: ImportOptions = {},
): Promise<FileReport> {
  const report = await importFiles([file], ports, options);
  return report.files[0]!;
}

/** Imports files that have to be taken whole. */
export async function importAll(
  { ports }: Installation,
  files: readonly FileToImport[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  const report = await importFiles(files, ports, options);
  for (const file of report.files) {
    if (file.status !== 'taken') throw new Error(`${file.name}: ${JSON.stringify(file, null, 1)}`);
  }
  return report;
}

/** Everything in the log after a position. */
export async function logAfter({ store }: Installation, after = 0n): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (;;) {
    const page = await store.readAll({ after: events.at(-1)?.position ?? after, maxCount: 1000 });
    if (page.length === 0) return events;
    events.push(...page);
  }
}

/** The facts of a stream with their personal fields opened. */
export async function factsOf(
  { store, ports }: Installation,
  streamId: string,
): Promise<readonly { readonly type: string; readonly on: string; readonly data: unknown; readonly known: string }[]> {
  const facts = [];
  for await (const stored of store.readStream(streamId)) {
    const recorded: RecordedEvent = ports.codec.decode(stored);
    facts.push({
      type: stored.type,
      on: stored.effectiveAt,
      data: ports.codec.reveal(recorded),
      known: recorded.recordedAt.slice(0, 10),
    });
  }
  return facts;
}

export function typesOf(events: readonly { readonly type: string }[]): readonly string[] {
  return events.map(({ type }) => type);
}
