import { organisation as organisationAggregate } from '@praxis/domain';
import { heldUntilAnswered } from '../identity/held.rows.js';
import type { Identities, IdentifiedWorkplace } from '../identity/identities.js';
import { bare } from '../identity/source-ids.js';
import type { RowProblem } from '../report/row-problem.js';
import type { FilePlan, PlacedRow, ReadRow, ResolvedStream, RowCommand, RowReader } from '../taking/file-plan.js';
import { withRegistration } from '../taking/organisation.registration.js';
import type { AsKnown } from '../workforce/current-workforce.js';
import type { UnitsPicture } from '../workforce/units.picture.js';
import { columnIndices, UploadCells } from './upload-cells.js';
import { commandsOf, type Difference } from './upload.commands.js';
import type { UploadContext } from './upload.context.js';
import { readWorkplaceRow, type WorkplaceRow } from './workplace.row.js';

type Placed = PlacedRow<IdentifiedRow>;

interface IdentifiedRow {
  readonly row: WorkplaceRow;
  readonly workplace: IdentifiedWorkplace;
}

/** Workplaces become services directly under the organisation; only what differs from what is known is taken. */
export function workplacePlan(context: UploadContext): FilePlan<IdentifiedRow> {
  // What the file says first is remembered from one pass over it to the next.
  const identities = context.identities.ofOneFile();
  return {
    aggregate: organisationAggregate,
    resolvesWhole: true,
    statedOn: context.received,
    newReader: (header) => workplaceReader(header, context, identities),
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

function workplaceReader(
  header: readonly string[],
  { organisation }: UploadContext,
  identities: Identities,
): RowReader<IdentifiedRow> {
  const indices = columnIndices(header);
  const seen = new Map<string, number>();
  const identified = (read: UploadCells, item: WorkplaceRow, row: number): IdentifiedWorkplace | undefined => {
    const workplace = identities.workplace(item.localEstablishmentId);
    if (workplace === undefined) {
      const remedy = 'Give the workplace an id with a letter or a digit in it; a spreadsheet may have replaced one.';
      const message = 'LOCALESTID has neither a letter nor a digit in it.';
      read.errors.push({ column: 'LOCALESTID', code: 'NO_ID', message, remedy });
      return undefined;
    }
    const earlier = seen.get(workplace.unitId);
    if (earlier === undefined) seen.set(workplace.unitId, row);
    else read.error(998, 'LOCALESTID', `LOCALESTID is not unique: row ${earlier} has it.`);
    return workplace;
  };
  return {
    readRow({ row, cells }): ReadRow<IdentifiedRow> {
      const read = new UploadCells(indices, cells);
      const item = readWorkplaceRow(read);
      const workplace = item && identified(read, item, row);
      const { errors, warnings } = read;
      if (item === undefined || workplace === undefined || errors.length > 0) {
        return { placed: undefined, errors, warnings };
      }
      if (workplace.questions.length > 0) {
        return { placed: undefined, errors, warnings, held: heldUntilAnswered('LOCALESTID', workplace.questions) };
      }
      identities.noticeWorkplace(item.localEstablishmentId, workplace);
      return { placed: { row, id: organisation.id, item: { row: item, workplace } }, errors, warnings };
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
  { row, item: { row: item, workplace } }: Placed,
  units: AsKnown<UnitsPicture>,
  context: UploadContext,
  errors: RowProblem[],
): readonly Difference[] {
  const { unitId } = workplace;
  const known = units.then.units.get(unitId);
  if (known === undefined && units.now.units.has(unitId)) return [];
  if (known === undefined) {
    if (item.status === 'NEW') return [opening(workplace, item, context)];
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
function opening({ unitId, key }: IdentifiedWorkplace, item: WorkplaceRow, context: UploadContext): Difference {
  const earliest = context.earliestStarts.get(bare(item.localEstablishmentId));
  const data = {
    unitId,
    parentId: null,
    kind: 'service',
    name: item.name.trim(),
    serviceType: item.mainService === undefined ? null : String(item.mainService),
    regulator: item.regulator,
    registrationNumber: item.registrationNumber,
    openingInferred: true,
    workplaceId: key,
    on: earliest !== undefined && earliest < context.received ? earliest : context.received,
  };
  return { type: 'OpenUnit', data, columns: COLUMNS };
}
