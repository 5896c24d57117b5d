import { fieldsOfKind, nameWords } from '@praxis/domain';
import type { Aggregate, CommandDeclaration } from '@praxis/event-sourcing';
import { placed, type RowProblem } from '../report/row-problem.js';
import type { FilePlan, RowCommand } from './file-plan.js';

/** Of commands that give something an id without making it: which field. */
const GIVES: Readonly<Record<string, string>> = { DefineIndicator: 'code' };

/** What a command leaves readable: labels, and ids that it gives or makes known. */
interface ReadableFields {
  readonly labels: readonly string[];
  readonly ids: readonly string[];
  /** Whether it gives the stream its id, and so reference data. */
  readonly begins: boolean;
}

/**
 * A plan that tells of labels and ids of reference data which hold the name of somebody known: they alone stand
 * readable. An id is told once.
 *
 * @param known the words of all names; asked once, when the first label comes
 */
export function tellingNames<Item>(plan: FilePlan<Item>, known: () => ReadonlySet<string>): FilePlan<Item> {
  const readable = readableFields(plan.aggregate);
  if (readable.size === 0) return plan;
  const told = new Set<string>();
  let words: ReadonlySet<string> | undefined;
  const holds = (text: unknown): text is string => {
    if (typeof text !== 'string') return false;
    words ??= known();
    return nameWords(text).some((word) => words!.has(word));
  };
  const isNew = (field: string, id: unknown) => {
    if (!holds(id) || told.has(`${field} ${id}`)) return false;
    told.add(`${field} ${id}`);
    return true;
  };
  const warningsOf = ({ row, command, columnOf }: RowCommand, streamId: string): readonly RowProblem[] => {
    const fields = readable.get(command.type);
    if (row === undefined || fields === undefined) return [];
    const data = command.data as Readonly<Record<string, unknown>>;
    const labels = fields.labels.filter((field) => holds(data[field]));
    const ids = fields.ids.filter((field) => isNew(field, data[field]));
    if (fields.begins && isNew('id', streamId)) ids.push('id');
    return [
      ...labels.map((field) => holdsName(row, columnOf(field), LABEL_REMEDY)),
      ...ids.map((field) => holdsName(row, columnOf(field), ID_REMEDY)),
    ];
  };
  return {
    ...plan,
    async resolve(stream, sha256) {
      const resolved = await plan.resolve(stream, sha256);
      const warnings = resolved.commands.flatMap((command) => warningsOf(command, stream.id));
      return { ...resolved, warnings: [...resolved.warnings, ...warnings] };
    },
  };
}

function readableFields({ commands, about, begins }: Aggregate): ReadonlyMap<string, ReadableFields> {
  const fields = Object.entries(commands).map(
    ([type, declaration]) =>
      [type, { ...readableIn(type, declaration), begins: about === undefined && begins === type }] as const,
  );
  return new Map(fields.filter(([, of]) => of.labels.length > 0 || of.ids.length > 0 || of.begins));
}

function readableIn(type: string, { schema, makes = [], named = [] }: CommandDeclaration) {
  const gives = [...makes, ...named, GIVES[type]];
  const ids = fieldsOfKind(schema, 'reference-id').map(({ field }) => field);
  return {
    labels: fieldsOfKind(schema, 'label').map(({ field }) => field),
    ids: ids.filter((field) => gives.includes(field)),
  };
}

const LABEL_REMEDY =
  'Use a label that is about nobody; “praxis labels” lists them all, and says how each is corrected.';
const ID_REMEDY =
  'Use an id that is about nobody before it is in use everywhere: ids stay. “praxis labels” lists them all.';

function holdsName(row: number, column: string | undefined, remedy: string): RowProblem {
  return {
    row,
    ...placed(column),
    code: 'LABEL_HOLDS_NAME',
    message: `${column ?? 'A label'} holds a word that is the name of somebody here, and stands readable.`,
    remedy,
  };
}
