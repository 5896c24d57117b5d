import { worker as workerAggregate } from '@praxis/domain';
import { heldUntilAnswered } from '../identity/held.rows.js';
import type { Identities } from '../identity/identities.js';
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
import { StaffListings } from './staff.listing.js';
import { nothingRemoved } from './staff.scan.js';
import { readStaffRow, type StaffRow } from './staff.row.js';
import { columnIndices, UploadCells, workerIn } from './upload-cells.js';
import { commandsOf } from './upload.commands.js';
import type { UploadContext } from './upload.context.js';

/** Staff records are compared with what is known of each worker; only the differences are taken. */
export function staffPlan(context: UploadContext): FilePlan<StaffRow> {
  // What the file says first is remembered from one pass over it to the next.
  const identities = context.identities.ofOneFile();
  const listings = new StaffListings(context, identities);
  // Units change only with other files, so one look at them is enough.
  let units: ReturnType<UploadContext['workforce']['units']> | undefined;
  const unitsNow = () => (units ??= context.workforce.units(context.organisation.id, context.received));
  return {
    aggregate: workerAggregate,
    resolvesWhole: true,
    statedOn: context.received,
    newReader: (header) => staffReader(header, context, identities),
    async resolve(stream, sha256) {
      const known = await context.workforce.worker(stream.id, context.received);
      return resolveWorker(stream, sha256, known, (await unitsNow()).now, { ...context, identities });
    },
    beyondRows: () => absentStaff({ ...context, identities }),
    doubt: () => listings.doubt(),
    aboutItself: (sha256, bringing) => listings.toBeRecorded(sha256, bringing),
  };
}

function staffReader(header: readonly string[], context: UploadContext, identities: Identities): RowReader<StaffRow> {
  const indices = columnIndices(header);
  const seen = new Map<string, number>();
  return {
    readRow: ({ row, cells }) => {
      const read = new UploadCells(indices, cells);
      const item = readStaffRow(read, { today: context.received });
      if (!item) return { placed: undefined, errors: read.errors, warnings: read.warnings };
      const person = workerIn(read, identities);
      const earlier = seen.get(person.id);
      if (earlier === undefined) seen.set(person.id, row);
      else read.error(998, 'UNIQUEWORKERID', `UNIQUEWORKERID is not unique: row ${earlier} has it.`);
      const { errors, warnings } = read;
      if (errors.length > 0) return { placed: undefined, errors, warnings };
      if (person.questions.length > 0) {
        const column = person.questions[0]!.about === 'worker' ? 'UNIQUEWORKERID' : 'LOCALESTID';
        return { placed: undefined, errors, warnings, held: heldUntilAnswered(column, person.questions) };
      }
      const bornOn = item.details?.dateOfBirth;
      if (bornOn !== undefined) context.staff.birthDates.set(person.id, bornOn);
      identities.notice(item.localEstablishmentId, item.uniqueWorkerId, person);
      return { placed: { row, id: person.id, item }, errors, warnings };
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
  const untold: number[] = [];
  for (const { row, item } of stream.rows) {
    const serviceId = context.identities.workplace(item.localEstablishmentId)?.unitId;
    if (serviceId === undefined || !units.units.has(serviceId)) {
      const remedy = 'Give the workplace file of the upload as well, or check LOCALESTID.';
      errors.push({ row, column: 'LOCALESTID', code: 'e997', message: 'No such workplace is known.', remedy });
      continue;
    }
    const isWithinService = (teamId: string) => isWithin(units, teamId, serviceId);
    const { reference } = context.identities.worker(item.localEstablishmentId, item.uniqueWorkerId);
    const { received, asking } = context;
    const setting = { serviceId, isWithinService, received, reference, asking };
    const compared = compareStaff(item, known, setting);
    errors.push(...compared.errors.map((problem) => ({ row, ...problem })));
    warnings.push(...compared.warnings.map((problem) => ({ row, ...problem })));
    if (compared.isUntold) untold.push(row);
    commands.push(...commandsOf(compared.differences, { sha256, row, streamId: stream.id }, context));
  }
  return { commands, errors, warnings, untold };
}

/** Everybody in post in a service of the upload who is in none of its staff files. */
async function absentStaff(context: UploadContext): Promise<BeyondRows> {
  const { workforce, organisation, received, identities } = context;
  const present = context.staff.present(identities);
  const listed = context.staff.counts(identities).keys().toArray();
  const { now: units } = await workforce.units(organisation.id, received);
  const absent: AbsentPerson[] = [];
  for (const [workerId, { teamId }] of await workforce.inPost(received)) {
    if (teamId === undefined || present.has(workerId)) continue;
    if (listed.some((serviceId) => isWithin(units, teamId, serviceId))) absent.push({ workerId, unitId: teamId });
  }
  const leaving = [{ type: 'RecordLeaving', data: { reason: null, on: received } }];
  const streams = absent.map(({ workerId: id }) => ({
    id,
    commands: commandsOf(leaving, { sha256: '', row: undefined, streamId: id }, context),
  }));
  if (!context.removeAbsent) return { absent, streams: [] };
  const { lost } = context.staff;
  return lost ? { absent, streams: [], warnings: [nothingRemoved(lost)] } : { absent, streams };
}
