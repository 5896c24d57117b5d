import { organisation as organisationAggregate } from '@praxis/domain';
import { unitIdOf } from '../formats/row.cells.js';
import type { RowProblem } from '../report/row-problem.js';
import type { FilePlan, PlacedRow, ReadRow, ResolvedStream, RowCommand } from '../taking/file-plan.js';
import { withRegistration } from '../taking/organisation.registration.js';
import type { AsKnown } from '../workforce/current-workforce.js';
import type { UnitsPicture } from '../workforce/units.picture.js';
import { columnIndices, UploadCells } from './upload-cells.js';
import { commandsOf, type Difference } from './upload.commands.js';
import type { UploadContext } from './upload.context.js';
import { readWorkplaceRow, type WorkplaceRow } from './workplace.row.js';

/** Workplaces become services directly under the organisation; only what differs from what is known is taken. */
export function workplacePlan(context: UploadContext): FilePlan<WorkplaceRow> {
  return {
    aggregate: organisationAggregate,
    statedOn: context.received,
    newReader(header) {
      const indices = columnIndices(header);
      const seen = new Map<string, number>();
      return {
        idOf: () => context.organisation.id,
        readRow: ({ row, cells }): ReadRow<WorkplaceRow> => {
          const read = new UploadCells(indices, cells);
          const item = readWorkplaceRow(read);
          const unitId = item && unitIdOf(item.localEstablishmentId);
          const earlier = unitId === undefined ? undefined : seen.get(unitId);
          if (earlier !== undefined) {
            read.error(
              998,
              'LOCALESTID',
              `LOCALESTID is not unique: row ${earlier} has it, or one that differs only in signs.`,
            );
          } else if (unitId !== undefined) seen.set(unitId, row);
          const placed = item && read.errors.length === 0 ? { row, id: context.organisation.id, item } : undefined;
          return { placed, errors: read.errors, warnings: read.warnings };
        },
      };
    },
    async resolve(stream, sha256) {
      const units = await context.workforce.units(stream.id, context.received);
      const commands: RowCommand[] = [];
      const errors: RowProblem[] = [];
      for (const placed of stream.rows) {
        const differences = differencesOf(placed, units, context, errors);
        commands.push(...commandsOf(differences, { sha256, row: placed.row, streamId: stream.id }, context));
      }
      return withRegistration({ commands, errors, warnings: [] } satisfies ResolvedStream, context);
    },
  };
}

const COLUMNS = {
  unitId: 'LOCALESTID',
  name: 'ESTNAME',
  serviceType: 'MAINSERVICE',
  registrationNumber: 'LOCATIONID',
};

function differencesOf(
  { row, item }: PlacedRow<WorkplaceRow>,
  units: AsKnown<UnitsPicture>,
  context: UploadContext,
  errors: RowProblem[],
): readonly Difference[] {
  const unitId = unitIdOf(item.localEstablishmentId);
  const known = units.then.units.get(unitId);
  if (known === undefined && units.now.units.has(unitId)) return [];
  if (known === undefined) {
    if (item.status === 'NEW') return [opening(unitId, item, context)];
    const message = `STATUS is ${item.status}, but no such workplace is known.`;
    errors.push({ row, column: 'STATUS', code: 'e1020', message, remedy: 'Use NEW to add it.' });
    return [];
  }
  if (item.status === 'NOCHANGE' || item.status === 'UNCHECKED' || known.closed) return [];
  const on = context.received;
  if (item.status === 'DELETE') return [{ type: 'CloseUnit', data: { unitId, on }, columns: COLUMNS }];
  if (known.name === item.name.trim()) return [];
  return [{ type: 'RenameUnit', data: { unitId, name: item.name.trim(), on }, columns: COLUMNS }];
}

/**
 * The file does not say since when there is such a workplace. It is taken to be open since the first of its staff
 * started there, or since the upload where that is not known.
 */
function opening(unitId: string, item: WorkplaceRow, context: UploadContext): Difference {
  const earliest = context.earliestStarts.get(unitId);
  const data = {
    unitId,
    parentId: null,
    kind: 'service',
    name: item.name.trim(),
    serviceType: item.mainService === undefined ? null : String(item.mainService),
    regulator: item.regulator,
    registrationNumber: item.registrationNumber,
    openingInferred: true,
    on: earliest !== undefined && earliest < context.received ? earliest : context.received,
  };
  return { type: 'OpenUnit', data, columns: COLUMNS };
}
