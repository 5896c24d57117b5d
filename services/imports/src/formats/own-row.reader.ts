import type { Aggregate, AnyCommand } from '@praxis/event-sourcing';
import type { TableRow } from '../reading/table.reader.js';
import type { ProblemOfRow } from '../report/row-problem.js';
import type { ReadRow, RowReader } from '../taking/file-plan.js';
import { isDay, shown } from './cell.fields.js';
import { usedColumns } from './format.reference.js';
import type { FactMapping, OwnFormat } from './own-format.js';
import { columnNames } from './own-formats.js';
import { problemsOfShape } from './row.problems.js';
import { newFileMemory, RowCells, type Pseudonymise } from './row.cells.js';

/** A row of our own formats, read: one fact, one command. */
export interface OwnRow {
  readonly command: AnyCommand;
  readonly fact: FactMapping;
  /** The cells, trimmed: what the command's id is derived from. */
  readonly cells: readonly string[];
  /** RECORDED, where it is given. */
  readonly recorded: string | undefined;
  /** What the row says again of the stream's first event, by field. */
  readonly repeated: Readonly<Record<string, unknown>>;
}

export interface OwnRowContext {
  readonly format: OwnFormat;
  readonly aggregate: Aggregate;
  readonly organisationId: string;
  readonly pseudonymise: Pseudonymise;
  /** `YYYY-MM-DD`: nothing was recorded after it. */
  readonly today: string;
}

/** Reads rows in order; it remembers what earlier ones say about people whom later ones name. */
export class OwnRowReader implements RowReader<OwnRow> {
  readonly #indices: ReadonlyMap<string, number>;
  readonly #used = new Map<FactMapping, ReadonlyMap<string, boolean>>();
  readonly #memory = newFileMemory();

  constructor(private readonly context: OwnRowContext) {
    const { format } = context;
    this.#indices = new Map(columnNames(format).map((name, index) => [name, index]));
    for (const fact of Object.values(format.facts)) this.#used.set(fact, usedColumns(format, fact));
  }

  readonly idOf = (row: TableRow): string | undefined => this.#streamId(this.#cellsOf(row));

  readonly readRow = (row: TableRow): ReadRow<OwnRow> => {
    const cells = this.#cellsOf(row);
    const fact = this.#fact(cells);
    if (fact === undefined) return refused(cells.problems);
    this.#checkColumns(cells, fact);
    const recorded = this.#recorded(cells);
    const data = readFields(fact.fields, cells);
    const repeated = readFields(fact.repeats ?? {}, cells);
    const id = this.#streamId(cells);
    // The shape is judged only when the cells could be read: otherwise it would say the same things again.
    if (cells.problems.length === 0 && fact.completion === undefined) {
      cells.problems.push(...problemsOfShape(this.context.aggregate, fact, data));
    }
    if (cells.problems.length > 0 || id === undefined) return refused(cells.problems);
    this.#remember(cells, data);
    const command = { type: fact.command, data };
    const item = { command, fact, cells: row.cells.map((cell) => cell.trim()), recorded, repeated };
    return { placed: { row: row.row, id, item }, errors: [], warnings: [] };
  };

  #cellsOf(row: TableRow): RowCells {
    return new RowCells(this.#indices, row.cells, this.context.pseudonymise, this.#memory);
  }

  #fact(cells: RowCells): FactMapping | undefined {
    const { facts } = this.context.format;
    if (!this.#indices.has('FACT')) return facts[''];
    const name = cells.get('FACT');
    if (Object.hasOwn(facts, name)) return facts[name];
    const known = Object.keys(facts).join(', ');
    const message = name === '' ? 'FACT is blank.' : `“${shown(name)}” is not a fact of this kind of file.`;
    return cells.problem('FACT', 'UNKNOWN_FACT', message, `Use one of: ${known}.`);
  }

  #checkColumns(cells: RowCells, fact: FactMapping): void {
    const used = this.#used.get(fact)!;
    for (const [column, required] of used) {
      if (!required || cells.get(column) !== '') continue;
      cells.problem(column, 'REQUIRED', `${column} is blank.`, `Fill ${column}: this fact needs it.`);
    }
    for (const column of cells.filled()) {
      if (used.has(column)) continue;
      const remedy = `Leave ${column} blank, or check that FACT is the one meant.`;
      cells.problem(column, 'COLUMN_NOT_USED', `This fact has no use for ${column}.`, remedy);
    }
  }

  #recorded(cells: RowCells): string | undefined {
    const recorded = cells.get('RECORDED');
    if (recorded === '') return undefined;
    if (!isDay(recorded)) {
      const remedy = 'Write the day as YYYY-MM-DD, or leave it blank for the day of the import.';
      return cells.problem('RECORDED', 'NOT_A_DAY', `“${shown(recorded)}” is not a day.`, remedy);
    }
    if (recorded > this.context.today) {
      const remedy = 'Give the day on which it was recorded.';
      return cells.problem('RECORDED', 'IN_THE_FUTURE', `${recorded} is after today.`, remedy);
    }
    return recorded;
  }

  #streamId(cells: RowCells): string | undefined {
    const { stream } = this.context.format;
    if (stream === 'organisation') return this.context.organisationId;
    const id = stream.read(cells);
    return typeof id === 'string' ? id : undefined;
  }

  #remember(cells: RowCells, data: Readonly<Record<string, unknown>>): void {
    const { superviseeId, supervisorId } = data;
    const known = this.#memory.agreements.get(cells.get('AGREEMENT'));
    const supervisee = superviseeId ?? known?.superviseeId;
    if (typeof supervisee !== 'string' || typeof supervisorId !== 'string') return;
    this.#memory.agreements.set(cells.get('AGREEMENT'), { superviseeId: supervisee, supervisorId });
  }
}

function readFields(fields: FactMapping['fields'], cells: RowCells): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = field.read(cells);
    if (value !== undefined) data[name] = value;
  }
  return data;
}

function refused(errors: readonly ProblemOfRow[]): ReadRow<OwnRow> {
  return { placed: undefined, errors: withoutRepetition(errors), warnings: [] };
}

/** Two fields can read the same cell: its problem is told once. */
function withoutRepetition(problems: readonly ProblemOfRow[]): readonly ProblemOfRow[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = `${problem.column} ${problem.code}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
