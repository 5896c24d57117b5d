import type { Actor, CommandEntrance, DayOf, EventCodec, EventStore, StreamCommands } from '@praxis/event-sourcing';
import { ORGANISATION_ID } from '@praxis/domain';
import type { ImportKind } from './formats/import-kinds.js';
import type { Pseudonymise } from './identity/source-ids.js';
import type { ImportFile } from './reading/import-file.js';
import type { ImportLimits } from './reading/import-limits.js';
import type { Digest } from './taking/command-ids.js';
import type { TakingPhase } from './taking/taking.settings.js';
import type { StorePatienceOptions } from './taking/store-patience.js';

/** What an import needs: the entrance for its commands, what is recorded so far, and the pseudonyms of workers. */
export interface ImportPorts {
  readonly entrance: CommandEntrance;
  /** To read. What is taken goes through the entrance. */
  readonly store: EventStore;
  readonly codec: EventCodec;
  /** ISO instant. */
  readonly now: () => string;
  readonly calendar: () => Promise<DayOf>;
  readonly digest: Digest;
  /** Keyed: `pseudonym('w', 'HOME-A/W001')` gives the worker's id, always the same in one installation. */
  readonly pseudonym: Pseudonymise;
  /** Makes the keys of many people at once, before what is personal of them is sealed one by one. */
  readonly prepare?: (subjects: Iterable<string>) => void;
  /** Where the rows of files too large for the memory are kept meanwhile; the system's folder unless given. */
  readonly spoolFolder?: string;
}

/** A file to import. */
export interface FileToImport extends ImportFile {
  /** The day on which this file was received, `YYYY-MM-DD`, where it is not the import's. */
  readonly received?: string;
}

export interface ImportOptions extends StorePatienceOptions {
  /** The day on which the files were received, `YYYY-MM-DD`; today unless given. Never later than today. */
  readonly received?: string;
  /** Decide everything, write nothing, and report what would have become of it. Keeps the new facts of all files but the last in memory. */
  readonly dryRun?: boolean;
  /** Take the rows without errors of a file that has rows with errors. They are, unless this is false. */
  readonly acceptValidRows?: boolean;
  /** ASC-WDS uploads: remove people and training records that an upload no longer has, up to so many in a file. */
  readonly removeAbsent?: { readonly atMost: number };
  /** ASC-WDS: take a staff file that lists a fifth fewer people than the last one, or still fewer. */
  readonly acceptFewerPeople?: boolean;
  /** The organisation imported into; its registration is recorded if it is not yet. */
  readonly organisation?: { readonly id: string; readonly name: string };
  /** Given before any file is taken, for what files may refer to. In a dry run nothing of it is written either. */
  readonly beforehand?: readonly StreamCommands[];
  /** Codes that PROVIDERNAME in training files may hold; any unless given. */
  readonly trainingProviders?: Iterable<number>;
  readonly actor?: Actor;
  readonly limits?: Partial<ImportLimits>;
  /** Where sheets of workbooks are kept while they are imported; the system's folder for temporary files unless told. */
  readonly workFolder?: string;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Cancels the import: it ends within moments, at whole rows. */
  readonly signal?: AbortSignal | undefined;
  /** Rows kept in memory at once; only tests need another number. */
  readonly rowsKept?: number;
}

export interface ImportProgress {
  readonly file: string;
  readonly kind: ImportKind;
  /** `YYYY-MM-DD`, where the file was received on a day of its own. */
  readonly received: string | undefined;
  /** Number of the file, from 1, in the order in which they are taken. */
  readonly fileNumber: number;
  readonly files: number;
  readonly phase: TakingPhase;
  readonly rows: number;
  /** Rows of the file; undefined while it is being read for the first time. */
  readonly of: number | undefined;
}

export const DEFAULT_ORGANISATION = { id: ORGANISATION_ID, name: 'Organisation' };
/** Whoever imports on this machine, on the command line or over HTTP, without saying who they are. */
export const DATA_STEWARD = { id: 'data-steward', role: 'data-steward' } as const;
