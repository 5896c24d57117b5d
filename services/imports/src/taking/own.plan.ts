import { streamIdOf, type Aggregate } from '@praxis/event-sourcing';
import { columnOfField, problemsOfShape } from '../formats/row.problems.js';
import { OwnRowReader, type OwnRow } from '../formats/own-row.reader.js';
import type { OwnFormat } from '../formats/own-format.js';
import type { RowProblem } from '../report/row-problem.js';
import type { ContractsAtLeaving } from '../workforce/worker.picture.js';
import { commandIdOf } from './command-ids.js';
import type { FilePlan, PlacedRow, ResolvedStream, RowCommand, StreamRows } from './file-plan.js';
import { attestationOf, type TakingContext } from './taking.context.js';
import { withRegistration } from './organisation.registration.js';

/** How a file of one of our own formats is taken: one row, one command. */
export function ownPlan(format: OwnFormat, aggregate: Aggregate, context: TakingContext): FilePlan<OwnRow> {
  const { pseudonymise, identities, heldRecords, today } = context;
  const organisationId = context.organisation.id;
  const reading = { format, aggregate, organisationId, pseudonymise, identities, heldRecords, today };
  const completes = Object.values(format.facts).some(({ completion }) => completion !== undefined);
  const firstFact = (stream: StreamRows<OwnRow>) => firstFactOf(aggregate, stream, context);
  return {
    aggregate,
    firstFact,
    resolvesWhole: format.stream === 'organisation' || completes,
    newReader: (header, delimiter) => new OwnRowReader(reading, header, delimiter),
    resolve: async (stream) => {
      const resolved = await resolveRows(format, aggregate, stream, context);
      return format.stream === 'organisation' ? withRegistration(resolved, context) : resolved;
    },
  };
}

async function resolveRows(
  format: OwnFormat,
  aggregate: Aggregate,
  stream: StreamRows<OwnRow>,
  context: TakingContext,
): Promise<ResolvedStream> {
  const commands: RowCommand[] = [];
  const errors: RowProblem[] = [];
  const isRepeated = stream.rows.some(({ item }) => Object.keys(item.repeated).length > 0);
  const subject = isRepeated ? await firstFactOf(aggregate, stream, context) : {};
  const contractAtLeaving = await contractsOf(stream, context);
  for (const placed of stream.rows) {
    if (context.slices.isOver) await context.slices.rest();
    const problems = [...otherSubjects(placed, subject)];
    const data = completed(placed, contractAtLeaving, problems);
    if (problems.length === 0 && placed.item.fact.completion !== undefined) {
      for (const problem of problemsOfShape(aggregate, placed.item.fact, data)) {
        problems.push({ row: placed.row, ...problem });
      }
    }
    if (problems.length > 0) errors.push(...problems);
    else commands.push(commandOf(format, placed, data, context));
  }
  return { commands, errors, warnings: [] };
}

function commandOf(
  format: OwnFormat,
  { row, item }: PlacedRow<OwnRow>,
  data: Readonly<Record<string, unknown>>,
  context: TakingContext,
): RowCommand {
  return {
    row,
    command: { type: item.command.type, data },
    commandId: commandIdOf(context.digest, [format.kind, ...item.identity]),
    attestedAt: attestationOf(item.recorded ?? context.received, context),
    columnOf: (field) =>
      columnOfField(item.fact, field) ??
      (field === 'id' && format.stream !== 'organisation' ? format.stream.columns[0] : undefined),
  };
}

async function firstFactOf(
  aggregate: Aggregate,
  stream: StreamRows<OwnRow>,
  { workforce }: TakingContext,
): Promise<Readonly<Record<string, unknown>>> {
  const recorded = await workforce.firstFact(streamIdOf(aggregate.name, stream.id));
  return recorded ?? (stream.first.item.command.data as Readonly<Record<string, unknown>>);
}

function otherSubjects(
  { row, item }: PlacedRow<OwnRow>,
  subject: Readonly<Record<string, unknown>>,
): readonly RowProblem[] {
  return Object.entries(item.repeated)
    .filter(([field, value]) => subject[field] !== undefined && subject[field] !== value)
    .map(([field]) => {
      const column = item.fact.repeats?.[field]?.columns[0] ?? field;
      return {
        row,
        column,
        code: 'OTHER_SUBJECT',
        message: `${column} is not the one that this record is about.`,
        remedy: `Check the id, or leave ${column} blank: it is known.`,
      };
    });
}

/** The contract that somebody had when they left, where any row asks for it. */
async function contractsOf(stream: StreamRows<OwnRow>, { workforce }: TakingContext): Promise<ContractsAtLeaving> {
  const isAsked = stream.rows.some(({ item }) => item.fact.completion === 'contract-at-leaving');
  return isAsked ? workforce.contractsAtLeaving(stream.id) : () => undefined;
}

/** The command's fields, with the one that the file has no column for. */
function completed(
  { row, item }: PlacedRow<OwnRow>,
  contractAtLeaving: ContractsAtLeaving,
  problems: RowProblem[],
): Readonly<Record<string, unknown>> {
  const data = item.command.data as Readonly<Record<string, unknown>>;
  if (item.fact.completion !== 'contract-at-leaving') return data;
  const contract = contractAtLeaving(String(data['on']));
  if (contract) return { ...data, ...contract };
  const remedy = 'Import the staff file first.';
  problems.push({ row, column: 'WORKER', code: 'NOT_JOINED', message: 'This worker is not known.', remedy });
  return data;
}
