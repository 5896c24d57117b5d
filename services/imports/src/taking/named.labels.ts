import { fieldsOfKind, nameWords } from '@praxis/domain';
import type { RowProblem } from '../report/row-problem.js';
import type { FilePlan, RowCommand } from './file-plan.js';

/**
 * A plan that tells of labels of reference data which hold the name of somebody known: they alone stand readable.
 *
 * @param known the words of all names; asked once, when the first label comes
 */
export function tellingNames<Item>(plan: FilePlan<Item>, known: () => ReadonlySet<string>): FilePlan<Item> {
  const labels = new Map(
    Object.entries(plan.aggregate.commands)
      .map(([type, { schema }]) => [type, fieldsOfKind(schema, 'label').map(({ field }) => field)] as const)
      .filter(([, fields]) => fields.length > 0),
  );
  if (labels.size === 0) return plan;
  let words: ReadonlySet<string> | undefined;
  const warningsOf = ({ row, command, columnOf }: RowCommand): readonly RowProblem[] =>
    (labels.get(command.type) ?? []).flatMap((field) => {
      const label = (command.data as Readonly<Record<string, unknown>>)[field];
      if (row === undefined || typeof label !== 'string') return [];
      words ??= known();
      return nameWords(label).some((word) => words!.has(word)) ? [holdsName(row, columnOf(field))] : [];
    });
  return {
    ...plan,
    async resolve(stream, sha256) {
      const resolved = await plan.resolve(stream, sha256);
      return { ...resolved, warnings: [...resolved.warnings, ...resolved.commands.flatMap(warningsOf)] };
    },
  };
}

function holdsName(row: number, column: string | undefined): RowProblem {
  return {
    row,
    ...(column === undefined ? {} : { column }),
    code: 'LABEL_HOLDS_NAME',
    message: `${column ?? 'A label'} holds a word that is the name of somebody here, and stands readable.`,
    remedy: 'Use a label that is about nobody; “praxis labels” lists them all, and says how each is corrected.',
  };
}
