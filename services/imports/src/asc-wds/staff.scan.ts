import type { Identities } from '../identity/identities.js';
import { bare } from '../identity/source-ids.js';
import type { ImportFile } from '../reading/import-file.js';
import type { ImportLimits } from '../reading/import-limits.js';
import { readTable } from '../reading/table.reader.js';
import type { RowProblem } from '../report/row-problem.js';
import { isStatus } from './staff.row.js';
import type { TimeSlices } from '../taking/time-slices.js';
import { dayOf } from './upload-dates.js';

/** People that a staff file lists at one workplace, by their ids as they count. */
interface Listed {
  readonly workplace: string;
  /** By id: whether the row says anything else than that they left. */
  readonly people: Map<string, boolean>;
}

/** Says nothing of a row where it is a whole file that cannot be read to its end. */
export interface LostRow {
  readonly file?: string;
  readonly row?: number;
}

/** Whoever, or whatever, seems to be absent may stand in what cannot be read. */
export function nothingRemoved({ file, row }: LostRow): RowProblem {
  const where = [row === undefined ? [] : `row ${row}`, file ?? []].flat().join(' of ');
  const message = `Nothing was removed: it cannot be read whom ${where} is about.`;
  return { row: row ?? 1, code: 'NOTHING_REMOVED', message, remedy: 'Put that right, and import the file again.' };
}

/** Who is in the staff files of an upload, and where, before anything of it is taken. */
export class UploadStaff {
  readonly #listed = new Map<string, Listed>();
  /** By worker id, once the staff files are read: when they were born, as the upload itself says. */
  readonly birthDates = new Map<string, string>();
  /** The first row that may be about anybody, or the file that could not be read to its end. */
  lost: LostRow | undefined;
  /** How many rows may be about anybody. */
  lostRows = 0;

  add(workplace: string, worker: string, leaves: boolean): void {
    const plain = bare(workplace);
    const listed = this.#listed.get(plain) ?? { workplace, people: new Map<string, boolean>() };
    this.#listed.set(plain, listed);
    const id = bare(worker);
    listed.people.set(id, (listed.people.get(id) ?? false) || !leaves);
  }

  /** Pseudonyms of everybody who is in them, or may be: with those whom a held row may name. */
  present(identities: Identities): ReadonlySet<string> {
    const present = new Set<string>();
    for (const { workplace, people } of this.#listed.values()) {
      for (const worker of people.keys()) {
        const { id, questions } = identities.worker(workplace, worker);
        for (const named of [id, ...questions.map(({ knownId }) => knownId)]) present.add(named);
      }
    }
    return present;
  }

  /** How many people are listed, by unit: all of them, and without those who leave. */
  counts(identities: Identities): ReadonlyMap<string, { readonly listed: number; readonly staying: number }> {
    const counts = new Map<string, { readonly listed: number; readonly staying: number }>();
    for (const { workplace, people } of this.#listed.values()) {
      const place = identities.workplace(workplace);
      if (!place) continue;
      // Of a workplace that is held, the people are those of the unit it may be.
      const unitId = place.questions[0]?.knownId ?? place.unitId;
      const before = counts.get(unitId) ?? { listed: 0, staying: 0 };
      const staying = [...people.values()].filter((stays) => stays).length;
      counts.set(unitId, { listed: before.listed + people.size, staying: before.staying + staying });
    }
    return counts;
  }
}

/**
 * Looks through a staff file for who is in it and where, before any file of the upload is taken. Errors are not its
 * business: they are told when the file is taken.
 *
 * @param earliestStarts by workplace id without white space; made earlier where this file says so
 */
export async function scanStaff(
  file: ImportFile,
  limits: ImportLimits,
  staff: UploadStaff,
  earliestStarts: Map<string, string>,
  slices: TimeSlices,
): Promise<void> {
  const table = await readTable(file, limits);
  const [workplaceAt, workerAt, startAt, statusAt] = ['LOCALESTID', 'UNIQUEWORKERID', 'STARTDATE', 'STATUS'].map(
    (column) => table.header.indexOf(column),
  ) as [number, number, number, number];
  for await (const block of table.blocks) {
    if (slices.isOver) await slices.rest();
    for (const { row, cells, malformed } of block) {
      const [workplace = '', worker = ''] = [cells[workplaceAt], cells[workerAt]];
      const status = cells[statusAt]?.toUpperCase() ?? '';
      const isWhole = malformed === undefined && cells.length === table.header.length;
      // STATUS stands beside the ids: where it is none, they may stand in other columns than theirs.
      if (!isWhole || bare(workplace) === '' || bare(worker) === '' || !isStatus(status)) {
        staff.lost ??= { file: file.name, row };
        staff.lostRows += 1;
        continue;
      }
      staff.add(workplace, worker, status === 'DELETE');
      const start = dayOf(cells[startAt] ?? '');
      const plain = bare(workplace);
      if (start !== undefined && start < (earliestStarts.get(plain) ?? '9999')) earliestStarts.set(plain, start);
    }
  }
}
