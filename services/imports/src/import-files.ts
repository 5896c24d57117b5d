import { DOMAIN } from '@praxis/domain';
import type { DayOf } from '@praxis/event-sourcing';
import { scanStaff, UploadStaff } from './asc-wds/staff.scan.js';
import { planOf, type ImportSetting } from './file-plans.js';
import { isDay } from './formats/day.cells.js';
import {
  DATA_STEWARD,
  DEFAULT_ORGANISATION,
  type FileToImport,
  type ImportOptions,
  type ImportPorts,
} from './import-options.js';
import { Identities } from './identity/identities.js';
import { identityRegisterOf, type IdentityRegister } from './identity/identity.register.js';
import { recogniseFiles, type RecognisedFile, type RecognisedFiles } from './recognised-files.js';
import { FileRefused, type FileProblem } from './reading/file-problem.js';
import { DEFAULT_LIMITS } from './reading/import-limits.js';
import {
  ImportInterrupted,
  KEPT_PROBLEMS,
  NO_ROWS,
  totalsOf,
  type FileReport,
  type ImportReport,
} from './report/import-report.js';
import { FileOutcome, takeFile, type TakingSettings } from './taking/file.taking.js';
import { RehearsalCodec, rehearsalOf, type Rehearsal } from './taking/rehearsal.js';
import { StorePatience } from './taking/store-patience.js';
import { currentWorkforce } from './workforce/current-workforce.js';
import type { ReadableStore } from './workforce/recorded-history.js';

/**
 * Imports files: recognises each by its columns, puts them in the order in which they depend on each other, checks each
 * as a whole, and takes it through the same commands as everything else. A row with an error, or one that waits for an
 * answer, is left out and told; the others are taken. Taken again, a file changes nothing.
 *
 * @throws {RangeError} the day of receipt is no day, or lies ahead
 * @throws {ImportInterrupted} something else than the files' content stopped it; its report says how far it came
 */
export async function importFiles(
  files: readonly FileToImport[],
  ports: ImportPorts,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const patience = new StorePatience(options);
  const dayOf = await patience.untilAnswered(ports.calendar);
  const today = dayOf(ports.now());
  const received = options.received ?? today;
  for (const day of [received, ...files.map((file) => file.received ?? received)]) requireDay(day, today);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const dryRun = options.dryRun ?? false;
  await using recognition = await recogniseFiles(files, { received, limits, folder: options.workFolder });
  const { recognised, refused } = recognition;
  const reports: FileReport[] = refused.map(({ file, problem }) => ({ ...EMPTY, name: file.name, problem }));
  const taking = new ImportTaking(
    ports,
    { patience, dayOf, today },
    dryRun ? rehearsalOf(ports, DOMAIN.events) : undefined,
    options,
    recognition,
  );
  const reportOf = (): ImportReport => ({ dryRun, received, files: reports, totals: totalsOf(reports) });
  for (const [index, file] of recognised.entries()) {
    const outcome = new FileOutcome();
    try {
      await taking.take(file, index, outcome);
      reports.push(fileReport(file, outcome));
    } catch (error) {
      if (error instanceof FileRefused) {
        reports.push({ ...fileReport(file, outcome), status: 'refused', problem: error.problem });
        continue;
      }
      reports.push(fileReport(file, outcome));
      throw new ImportInterrupted(reportOf(), error);
    }
  }
  return reportOf();
}

function requireDay(day: string, today: string): void {
  if (!isDay(day)) throw new RangeError(`The day of receipt has to be a day as YYYY-MM-DD, not “${day}”`);
  if (day > today) throw new RangeError(`The files cannot have been received on ${day}, which is after today`);
}

/** Whether a file of which nothing is known may have been one that lists people. */
function mayBeStaff({ columns }: FileProblem): boolean {
  return columns === undefined || columns.nearestKind === 'staff';
}

class ImportTaking {
  readonly files: readonly RecognisedFile[];
  readonly #lost: string | undefined;
  readonly #setting: Omit<ImportSetting, 'received' | 'staff' | 'earliestStarts'>;
  readonly #register: IdentityRegister;
  readonly #log: ReadableStore;
  #scanned: Promise<ScannedUploads> | undefined;

  constructor(
    private readonly ports: ImportPorts,
    private readonly moment: { readonly patience: StorePatience; readonly dayOf: DayOf; readonly today: string },
    private readonly rehearsal: Rehearsal | undefined,
    private readonly options: ImportOptions,
    { recognised, refused }: RecognisedFiles,
  ) {
    this.files = recognised;
    this.#lost = refused.find(({ problem }) => mayBeStaff(problem))?.file.name;
    const { patience, dayOf, today } = moment;
    const log = rehearsal ?? ports;
    const organisation = options.organisation ?? DEFAULT_ORGANISATION;
    const pseudonymise = remembering(ports.pseudonym);
    this.#log = patience.reading(log.store);
    this.#register = identityRegisterOf(log.store, { codec: log.codec, pseudonym: ports.pseudonym }, organisation.id);
    this.#setting = {
      organisation,
      pseudonymise,
      identities: new Identities(this.#register, pseudonymise),
      heldRecords: new Set(),
      digest: ports.digest,
      workforce: currentWorkforce({ store: this.#log, codec: log.codec, dayOf }),
      today,
      dayOf,
      trainingProviders: options.trainingProviders && new Set(options.trainingProviders),
      removeAbsent: options.removeAbsent !== undefined,
    };
  }

  async take({ file, kind, received }: RecognisedFile, index: number, outcome: FileOutcome): Promise<void> {
    this.#scanned ??= this.#scan();
    await this.#register.catchUp(this.#log);
    const { staff, earliestStarts } = await this.#scanned;
    const setting = { ...this.#setting, received, staff: staff.get(received) ?? new UploadStaff(), earliestStarts };
    const { options, ports, rehearsal, moment } = this;
    for (const warning of file.warnings ?? []) outcome.findings.warn(warning);
    const settings: TakingSettings = {
      entrance: ports.entrance,
      rehearsal,
      checking: {
        store: rehearsal?.store ?? ports.store,
        codec: new RehearsalCodec(DOMAIN.events, ports.codec, ports.isShredded),
      },
      actor: options.actor ?? DATA_STEWARD,
      patience: moment.patience,
      dayOf: moment.dayOf,
      limits: { ...DEFAULT_LIMITS, ...options.limits },
      acceptValidRows: options.acceptValidRows ?? true,
      removeAtMost: options.removeAbsent?.atMost,
      prepare: (options.dryRun ?? false) ? undefined : ports.prepare,
      rowsKept: options.rowsKept,
      onProgress: (phase, rows, of) => {
        const place = { file: file.name, kind, fileNumber: index + 1, files: this.files.length };
        options.onProgress?.({ ...place, phase, rows, of });
      },
    };
    await takeFile(file, planOf(kind, setting), settings, outcome);
  }

  /** Staff files are looked through before anything is taken: workplaces and training depend on who is in them. */
  async #scan(): Promise<ScannedUploads> {
    const staff = new Map<string, UploadStaff>();
    const earliestStarts = new Map<string, string>();
    const limits = { ...DEFAULT_LIMITS, ...this.options.limits };
    for (const { file, kind, received } of this.files) {
      if (kind !== 'staff') continue;
      const scanned = staff.get(received) ?? new UploadStaff();
      if (this.#lost !== undefined) scanned.lost ??= { file: this.#lost };
      staff.set(received, scanned);
      try {
        await scanStaff(file, limits, scanned, earliestStarts);
      } catch (error) {
        // What is wrong with it is told when the file itself is taken.
        if (!(error instanceof FileRefused)) throw error;
        scanned.lost ??= { file: file.name };
      }
    }
    return { staff, earliestStarts };
  }
}

interface ScannedUploads {
  readonly staff: ReadonlyMap<string, UploadStaff>;
  readonly earliestStarts: ReadonlyMap<string, string>;
}

/** The same people are named on row after row. */
function remembering(pseudonym: ImportPorts['pseudonym']): ImportPorts['pseudonym'] {
  const known = new Map<string, string>();
  return (prefix, text) => {
    const key = `${prefix} ${text}`;
    const existing = known.get(key);
    if (existing !== undefined) return existing;
    if (known.size >= 200_000) known.clear();
    const made = pseudonym(prefix, text);
    known.set(key, made);
    return made;
  };
}

const EMPTY = {
  kind: undefined,
  sha256: undefined,
  status: 'refused',
  rows: 0,
  counts: NO_ROWS,
  events: 0,
  errors: [],
  errorCount: 0,
  warnings: [],
  warningCount: 0,
  held: [],
  removed: 0,
} as const satisfies Omit<FileReport, 'name'>;

function fileReport({ file, kind }: RecognisedFile, outcome: FileOutcome): FileReport {
  const { findings, tally, beyond, sha256, rows, status } = outcome;
  const { taken, alreadyThere, nothingToDo, unknown } = tally;
  const people = beyond.absent.slice(0, KEPT_PROBLEMS);
  return {
    name: file.name,
    kind,
    sha256,
    status,
    rows,
    counts: { taken, alreadyThere, nothingToDo, unknown, refused: findings.refused, held: findings.heldCount },
    events: tally.events,
    ...findings.sorted(),
    errorCount: findings.errorCount,
    warningCount: findings.warningCount,
    held: findings.held,
    removed: tally.removed,
    ...(kind === 'staff' ? { absent: { count: beyond.absent.length, people } } : {}),
  };
}
