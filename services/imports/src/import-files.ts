import { tmpdir } from 'node:os';
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
  reportOfFile,
  reportOfLeftOut,
  reportOfNotBegun,
  reportOfRefused,
  reportOfRefusedWhole,
  reportOfStopped,
} from './report/file-report.js';
import { ImportInterrupted, totalsOf, type FileReport, type ImportReport } from './report/import-report.js';
import { WatchedLog } from './taking/earlier-taking.js';
import { takeFile } from './taking/file.taking.js';
import { RehearsalCodec, rehearsalOf, type Rehearsal } from './taking/rehearsal.js';
import { StorePatience } from './taking/store-patience.js';
import { FileOutcome, type TakingSettings } from './taking/taking.settings.js';
import { TimeSlices } from './taking/time-slices.js';
import { currentWorkforce } from './workforce/current-workforce.js';
import type { ReadableStore } from './workforce/recorded-history.js';

/**
 * Imports files: recognises each by its columns, puts them in the order in which they depend on each other, checks each
 * as a whole, and takes it through the same commands as everything else. A row with an error, or one that waits for an
 * answer, is left out and told; the others are taken. Taken again, a file changes nothing.
 *
 * Cancelled, it ends at a whole part of whole rows, and its report says which rows are still open.
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
  const { recognised, refused, leftOut } = recognition;
  const reports: FileReport[] = [
    ...refused.map(({ file, problem }) => reportOfRefused(file.name, problem)),
    ...leftOut.map(({ file, problem }) => reportOfLeftOut(file.name, problem)),
  ];
  const aside = reports.length;
  const slices = new TimeSlices(options.signal);
  const forSteward = (options.actor ?? DATA_STEWARD).role === DATA_STEWARD.role;
  const rehearsal = dryRun ? rehearsalOf(ports, DOMAIN.events) : undefined;
  for (const commands of options.beforehand ?? []) {
    const given = { ...commands, ...(rehearsal ? { rehearsal } : {}) };
    await patience.untilAnswered(() => ports.entrance.execute(given));
  }
  const taking = new ImportTaking(ports, { patience, dayOf, today, slices }, rehearsal, options, recognition);
  const reportOf = (cancelled: boolean): ImportReport => {
    const files = [...reports, ...recognised.slice(reports.length - aside).map(reportOfNotBegun)];
    return { dryRun, received, cancelled, files, totals: totalsOf(files) };
  };
  for (const [index, file] of recognised.entries()) {
    const outcome = new FileOutcome(forSteward);
    try {
      options.signal?.throwIfAborted();
      await taking.take(file, index, outcome);
      reports.push(reportOfFile(file, outcome, forSteward));
    } catch (error) {
      if (error instanceof FileRefused) {
        reports.push(reportOfRefusedWhole(file, outcome, error.problem, forSteward));
        continue;
      }
      if (outcome.sha256 !== undefined) reports.push(reportOfStopped(file, outcome, forSteward));
      if (options.signal?.aborted && error === options.signal.reason) return reportOf(true);
      throw new ImportInterrupted(reportOf(false), error);
    }
  }
  return reportOf(false);
}

function requireDay(day: string, today: string): void {
  if (!isDay(day)) throw new RangeError(`The day of receipt has to be a day as YYYY-MM-DD, not “${day}”`);
  if (day > today) throw new RangeError(`The files cannot have been received on ${day}, which is after today`);
}

/** Whether a file of which nothing is known may have been one that lists people. */
function mayBeStaff({ columns }: FileProblem): boolean {
  return columns === undefined || columns.nearestKind === 'staff';
}

/** When an import is made, and what it is patient with. */
interface Moment {
  readonly patience: StorePatience;
  readonly dayOf: DayOf;
  readonly today: string;
  readonly slices: TimeSlices;
}

class ImportTaking {
  readonly files: readonly RecognisedFile[];
  readonly #lost: string | undefined;
  readonly #setting: Omit<ImportSetting, 'received' | 'staff' | 'earliestStarts'>;
  readonly #register: IdentityRegister;
  readonly #log: ReadableStore;
  readonly #checking: TakingSettings['checking'];
  #scanned: Promise<ScannedUploads> | undefined;

  constructor(
    private readonly ports: ImportPorts,
    private readonly moment: Moment,
    private readonly rehearsal: Rehearsal | undefined,
    private readonly options: ImportOptions,
    { recognised, refused }: RecognisedFiles,
  ) {
    this.files = recognised;
    this.#lost = refused.find(({ problem }) => mayBeStaff(problem))?.file.name;
    const { patience, dayOf, today, slices } = moment;
    const log = rehearsal ?? ports;
    const organisation = options.organisation ?? DEFAULT_ORGANISATION;
    const pseudonymise = remembering(ports.pseudonym);
    this.#log = patience.reading(log.store);
    this.#checking = {
      store: new WatchedLog(log.store),
      codec: new RehearsalCodec(DOMAIN.events, ports.codec),
    };
    this.#register = identityRegisterOf(log.store, { codec: log.codec, pseudonym: ports.pseudonym }, organisation.id);
    this.#setting = {
      organisation,
      pseudonymise,
      identities: new Identities(this.#register, pseudonymise),
      heldRecords: new Map(),
      digest: ports.digest,
      slices,
      workforce: currentWorkforce({ store: this.#log, codec: log.codec, dayOf }),
      today,
      dayOf,
      trainingProviders: options.trainingProviders && new Set(options.trainingProviders),
      removeAbsent: options.removeAbsent !== undefined,
      acceptFewerPeople: options.acceptFewerPeople ?? false,
      asking: { actor: options.actor ?? DATA_STEWARD, isTrial: rehearsal !== undefined },
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
      checking: this.#checking,
      asking: this.#setting.asking,
      organisationId: this.#setting.organisation.id,
      digest: ports.digest,
      pseudonym: ports.pseudonym,
      patience: moment.patience,
      dayOf: moment.dayOf,
      limits: { ...DEFAULT_LIMITS, ...options.limits },
      acceptValidRows: options.acceptValidRows ?? true,
      removeAtMost: options.removeAbsent?.atMost,
      prepare: (options.dryRun ?? false) ? undefined : ports.prepare,
      rowsKept: options.rowsKept,
      slices: moment.slices,
      spoolFolder: ports.spoolFolder ?? tmpdir(),
      checkOnly: rehearsal !== undefined && index === this.files.length - 1,
      onProgress: (phase, rows, of) => {
        const place = {
          file: file.name,
          kind,
          received: file.received,
          fileNumber: index + 1,
          files: this.files.length,
        };
        options.onProgress?.({ ...place, phase, rows, of });
      },
    };
    const isErased = (workerId: string) => ports.codec.isShredded(workerId);
    const plan = planOf(kind, setting, isErased, () => this.#register.nameWords());
    await takeFile(file, plan, settings, outcome);
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
        await scanStaff(file, limits, scanned, earliestStarts, this.moment.slices);
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
    if (known.size >= 50_000) known.clear();
    const made = pseudonym(prefix, text);
    known.set(key, made);
    return made;
  };
}
