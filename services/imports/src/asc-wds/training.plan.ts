import { learningLog } from '@praxis/domain';
import { isSameActor } from '@praxis/event-sourcing';
import { heldUntilAnswered } from '../identity/held.rows.js';
import type { Identities } from '../identity/identities.js';
import type { RowProblem } from '../report/row-problem.js';
import type {
  BeyondRows,
  FilePlan,
  PlacedRow,
  ReadRow,
  ResolvedStream,
  RowCommand,
  StreamRows,
} from '../taking/file-plan.js';
import type { WorkerPicture } from '../workforce/worker.picture.js';
import { compareTraining } from './training.difference.js';
import { readTrainingRow, type TrainingRow } from './training.row.js';
import { columnIndices, UploadCells, workerIn } from './upload-cells.js';
import { commandsOf, type Difference } from './upload.commands.js';
import type { UploadContext } from './upload.context.js';
import { birthday, MINIMUM_AGE } from './upload-dates.js';

/** Training records are compared with the certificates known of each worker; only the differences are taken. */
export function trainingPlan(context: UploadContext): FilePlan<TrainingRow> {
  let units: ReturnType<UploadContext['workforce']['units']> | undefined;
  const unitsNow = () => (units ??= context.workforce.units(context.organisation.id, context.received));
  const seen = new Set<string>();
  /** Whose training may stand in rows that are held. */
  const mayBeHeld = new Set<string>();
  return {
    aggregate: learningLog,
    resolvesWhole: true,
    statedOn: context.received,
    newReader(header) {
      const indices = columnIndices(header);
      const rules = { today: context.received, providers: context.trainingProviders };
      return {
        readRow: ({ row, cells }): ReadRow<TrainingRow> => {
          const read = new UploadCells(indices, cells);
          const item = readTrainingRow(read, rules);
          if (!isWhole(item, read)) return { placed: undefined, errors: read.errors, warnings: read.warnings };
          const { id, questions } = workerIn(read, context.identities);
          seen.add(id);
          if (questions.length === 0) return { placed: { row, id, item }, errors: [], warnings: read.warnings };
          for (const { knownId } of questions) mayBeHeld.add(knownId);
          const column = questions[0]!.about === 'worker' ? 'UNIQUEWORKERID' : 'LOCALESTID';
          const held = heldUntilAnswered(column, questions);
          return { placed: undefined, errors: [], warnings: read.warnings, held };
        },
      };
    },
    async resolve(stream, sha256) {
      const person = await context.workforce.worker(stream.id, context.received);
      if (person.now.status === 'unknown') return nobody(stream, (await unitsNow()).now.units, context.identities);
      const removeAbsent = context.removeAbsent && !mayBeHeld.has(stream.id);
      return resolveTraining(stream, sha256, bornOn(stream.id, person.now, context), { ...context, removeAbsent });
    },
    beyondRows: () => trainingOfOthers(new Set([...seen, ...mayBeHeld]), context),
  };
}

/** Without errors, every field that a record needs is there. */
function isWhole(item: Partial<TrainingRow>, read: UploadCells): item is TrainingRow {
  return read.errors.length === 0 && item.category !== undefined;
}

function nobody(
  { rows }: StreamRows<TrainingRow>,
  units: ReadonlyMap<string, unknown>,
  identities: Identities,
): ResolvedStream {
  const errors = rows.map(({ row, item }): RowProblem => {
    const workplace = identities.workplace(item.localEstablishmentId);
    if (workplace !== undefined && units.has(workplace.unitId)) {
      const remedy = 'Give the staff file of the upload as well, or check UNIQUEWORKERID.';
      return { row, column: 'UNIQUEWORKERID', code: 'e996', message: 'No such worker is known.', remedy };
    }
    const remedy = 'Give the workplace file of the upload as well, or check LOCALESTID.';
    return { row, column: 'LOCALESTID', code: 'e997', message: 'No such workplace is known.', remedy };
  });
  return { commands: [], errors, warnings: [] };
}

async function resolveTraining(
  stream: StreamRows<TrainingRow>,
  sha256: string,
  dateOfBirth: string | undefined,
  context: UploadContext,
): Promise<ResolvedStream> {
  const errors = stream.rows.flatMap((placed) => tooYoung(placed, dateOfBirth));
  const rows = stream.rows.filter(({ row }) => !errors.some((error) => error.row === row));
  const known = await context.workforce.certificates(stream.id, context.received);
  const compared = compareTraining(
    rows.map(({ item }) => item),
    known,
    context.asking,
  );
  const commands: RowCommand[] = [];
  const warnings: RowProblem[] = [];
  const untold: number[] = [];
  compared.rows.forEach(({ differences, warnings: told, isUntold }, index) => {
    const { row } = rows[index]!;
    if (isUntold) untold.push(row);
    commands.push(...commandsOf(differences, { sha256, row, streamId: stream.id }, context));
    warnings.push(...told.map((problem) => ({ row, ...problem })));
  });
  if (context.removeAbsent) {
    commands.push(...commandsOf(removals(compared.gone), { sha256, row: undefined, streamId: stream.id }, context));
  }
  return { commands, errors, warnings, untold };
}

/**
 * When a worker was born, as far as whoever imports has said so: what others gave could be found out by asking from
 * which day on training is refused.
 */
function bornOn(workerId: string, known: WorkerPicture, { asking, staff }: UploadContext): string | undefined {
  const { dateOfBirth: by } = known.givenBy;
  return by && isSameActor(by, asking.actor) ? known.details.dateOfBirth : staff.birthDates.get(workerId);
}

function tooYoung({ row, item }: PlacedRow<TrainingRow>, dateOfBirth: string | undefined): readonly RowProblem[] {
  if (dateOfBirth === undefined || item.completedOn === undefined) return [];
  if (item.completedOn >= birthday(dateOfBirth, MINIMUM_AGE)) return [];
  const message = 'DATECOMPLETED is before the worker turned 14.';
  const remedy = 'Check it, and DOB in the staff file.';
  return [{ row, column: 'DATECOMPLETED', code: 'BEFORE_AGE_14', message, remedy }];
}

function removals(entryIds: readonly string[]): readonly Difference[] {
  return entryIds.map((entryId) => ({ type: 'VoidLearning', data: { entryId, reason: 'removed-at-source' } }));
}

/** People who are in the upload, but have no training in it any more. */
async function trainingOfOthers(seen: ReadonlySet<string>, context: UploadContext): Promise<BeyondRows> {
  if (!context.removeAbsent) return { absent: [], streams: [] };
  const streams: BeyondRows['streams'][number][] = [];
  for (const id of context.staff.present(context.identities)) {
    if (seen.has(id)) continue;
    const known = await context.workforce.certificates(id, context.received);
    const { gone } = compareTraining([], known, context.asking);
    const commands = commandsOf(removals(gone), { sha256: '', row: undefined, streamId: id }, context);
    if (commands.length > 0) streams.push({ id, commands });
  }
  return { absent: [], streams };
}
