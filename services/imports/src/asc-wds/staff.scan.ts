import { unitIdOf, workerIdOf, type Pseudonymise } from '../formats/row.cells.js';
import type { ImportFile } from '../reading/import-file.js';
import type { ImportLimits } from '../reading/import-limits.js';
import { readTable } from '../reading/table.reader.js';
import { dayOf } from './upload-dates.js';

export interface ScannedStaff {
  readonly present: Set<string>;
  readonly units: Set<string>;
}

/**
 * Looks through a staff file for who is in it and where, before any file of the upload is taken. Errors are not its
 * business: they are told when the file is taken.
 *
 * @param earliestStarts by unit id; made earlier where this file says so
 */
export async function scanStaff(
  file: ImportFile,
  pseudonymise: Pseudonymise,
  limits: ImportLimits,
  staff: ScannedStaff,
  earliestStarts: Map<string, string>,
): Promise<void> {
  const table = await readTable(file, limits);
  const [workplaceAt, workerAt, startAt] = ['LOCALESTID', 'UNIQUEWORKERID', 'STARTDATE'].map((column) =>
    table.header.indexOf(column),
  ) as [number, number, number];
  for await (const block of table.blocks) {
    for (const { cells } of block) {
      const workplace = cells[workplaceAt];
      const worker = cells[workerAt];
      if (workplace === undefined || worker === undefined) continue;
      const unitId = unitIdOf(workplace);
      staff.units.add(unitId);
      staff.present.add(workerIdOf(pseudonymise, workplace, worker));
      const start = dayOf(cells[startAt] ?? '');
      if (start !== undefined && start < (earliestStarts.get(unitId) ?? '9999')) earliestStarts.set(unitId, start);
    }
  }
}
