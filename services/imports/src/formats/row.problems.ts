import { remedyOfIssue, type Aggregate } from '@praxis/event-sourcing';
import type { z } from 'zod';
import { placed, type ProblemOfRow } from '../report/row-problem.js';
import type { FactMapping } from './own-format.js';

/** What the command's own schema has against the fields of a row, told by column. */
export function problemsOfShape(
  aggregate: Aggregate,
  fact: FactMapping,
  data: Readonly<Record<string, unknown>>,
): readonly ProblemOfRow[] {
  const declaration = aggregate.commands[fact.command];
  if (!declaration) throw new Error(`${aggregate.name} has no command ${fact.command}`);
  const parsed = declaration.schema.safeParse(data);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => {
    const column = columnOfField(fact, String(issue.path[0] ?? ''));
    return problemOfIssue(issue, column);
  });
}

/** What a schema has against a cell, or against the row. */
export function problemOfIssue(issue: z.core.$ZodIssue, column: string | undefined): ProblemOfRow {
  return {
    ...placed(column),
    code: 'NOT_ACCEPTED',
    message: `${column ?? 'The row'} ${issue.message}.`,
    remedy: remedyOfIssue(issue) ?? 'See docs/reference/import-formats.md for what the column may hold.',
  };
}

export function columnOfField(fact: FactMapping, field: string): string | undefined {
  return fact.fields[field]?.columns[0];
}
