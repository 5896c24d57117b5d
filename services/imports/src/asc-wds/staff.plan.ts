import { worker as workerAggregate } from '@praxis/domain';
import { unitIdOf } from '../formats/row.cells.js';
import type { RowProblem } from '../report/row-problem.js';
import type {
  AbsentPerson,
  BeyondRows,
  FilePlan,
  ResolvedStream,
  RowCommand,
  RowReader,
  StreamRows,
} from '../taking/file-plan.js';
import { isWithin } from '../workforce/units.picture.js';
import { compareStaff } from './staff.difference.js';
import { readStaffRow, type StaffRow } from './staff.row.js';
import { columnIndices, UploadCells, workerIn } from './upload-cells.js';
import { commandsOf } from './upload.commands.js';
import type { UploadContext } from './upload.context.js';

/** Staff records are compared with what is known of each worker; only the differences are taken. */
export function staffPlan(context: UploadContext): FilePlan<StaffRow> {
  // Units change only with other files, so one look at them is enough.
  let units: ReturnType<UploadContext['workforce']['units']> | undefined;
  const unitsNow = () => (units ??= context.workforce.units(context.organisation.id, context.received));
  return {
    aggregate: workerAggregate,
    statedOn: context.received,
    newReader: (header) => staffReader(header, context),
    async resolve(stream, sha256) {
      const known = await context.workforce.worker(stream.id, context.received);
      return resolveWorker(stream, sha256, known, (await unitsNow()).now, context);
    },
    beyondRows: () => absentStaff(context),
  };
}

function staffReader(header: readonly string[], context: UploadContext): RowReader<StaffRow> {
  const indices = columnIndices(header);
  const seen = new Map<string, number>();
  return {
    idOf: ({ cells }) => workerIn(new UploadCells(indices, cells), context.pseudonymise),
    readRow: ({ row, cells }) => {
      const read = new UploadCells(indices, cells);
      const item = readStaffRow(read, { today: context.received });
      if (!item) return { placed: undefined, errors: read.errors, warnings: read.warnings };
      const id = workerIn(read, context.pseudonymise);
      const earlier = seen.get(id);
      if (earlier === undefined) seen.set(id, row);
      else read.error(998, 'UNIQUEWORKERID', `UNIQUEWORKERID is not unique: row ${earlier} has it.`);
      const placed = read.errors.length === 0 ? { row, id, item } : undefined;
      return { placed, errors: read.errors, warnings: read.warnings };
    },
  };
}

type Known = Awaited<ReturnType<UploadContext['workforce']['worker']>>;
type Units = Awaited<ReturnType<UploadContext['workforce']['units']>>['now'];

function resolveWorker(
  stream: StreamRows<StaffRow>,
  sha256: string,
  known: Known,
  units: Units,
  context: UploadContext,
): ResolvedStream {
  const commands: RowCommand[] = [];
  const errors: RowProblem[] = [];
  const warnings: RowProblem[] = [];
  for (const { row, item } of stream.rows) {
    const serviceId = unitIdOf(item.localEstablishmentId);
    if (!units.units.has(serviceId)) {
      const remedy = 'Give the workplace file of the upload as well, or check LOCALESTID.';
      errors.push({ row, column: 'LOCALESTID', code: 'e997', message: 'No such workplace is known.', remedy });
      continue;
    }
    const isWithinService = (teamId: string) => isWithin(units, teamId, serviceId);
    const compared = compareStaff(item, known, { serviceId, isWithinService, received: context.received });
    errors.push(...compared.errors.map((problem) => ({ row, ...problem })));
    warnings.push(...compared.warnings.map((problem) => ({ row, ...problem })));
    commands.push(...commandsOf(compared.differences, { sha256, row, streamId: stream.id }, context));
  }
  return { commands, errors, warnings };
}

/** Everybody in post in a service of the upload who is in none of its staff files. */
async function absentStaff(context: UploadContext): Promise<BeyondRows> {
  const { staff, workforce, organisation, received } = context;
  const { now: units } = await workforce.units(organisation.id, received);
  const absent: AbsentPerson[] = [];
  for (const [workerId, { teamId }] of await workforce.inPost(received)) {
    if (teamId === undefined || staff.present.has(workerId)) continue;
    for (const serviceId of staff.units) {
      if (!isWithin(units, teamId, serviceId)) continue;
      absent.push({ workerId, unitId: teamId });
      break;
    }
  }
  const leaving = [{ type: 'RecordLeaving', data: { reason: null, on: received } }];
  const streams = absent.map(({ workerId: id }) => ({
    id,
    commands: commandsOf(leaving, { sha256: '', row: undefined, streamId: id }, context),
  }));
  return { absent, streams: context.removeAbsent ? streams : [] };
}
