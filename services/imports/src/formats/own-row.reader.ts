import type { Aggregate, AnyCommand } from '@praxis/event-sourcing';
import { heldWithRow, type Held } from '../identity/held.rows.js';
import type { Identities } from '../identity/identities.js';
import type { Pseudonymise } from '../identity/source-ids.js';
import type { Delimiter } from '../reading/delimiter.detection.js';
import type { FileProblem } from '../reading/file-problem.js';
import type { TableRow } from '../reading/table.reader.js';
import type { ProblemOfRow } from '../report/row-problem.js';
import type { ReadRow, RowReader } from '../taking/file-plan.js';
import { day } from './cell.fields.js';
import { DayColumn, dayIn, isPlausible } from './day.cells.js';
import { usedColumns } from './format.reference.js';
import { dayColumns, type FactMapping, type OwnFormat } from './own-format.js';
import { problemsOfShape } from './row.problems.js';
import { newFileMemory, RowCells } from './row.cells.js';

/** A row of our own formats, read: one fact, one command. */
export interface OwnRow {
  readonly command: AnyCommand;
  readonly fact: FactMapping;
  /** What the command's id is derived from. */
  readonly identity: readonly string[];
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
  readonly identities: Identities;
  /** Records of which a row of an earlier file is held; added to. */
  readonly heldRecords: Map<string, Held>;
  /** `YYYY-MM-DD`: nothing was recorded after it. */
  readonly today: string;
}

/** Reads rows in order; it remembers what earlier ones say about people whom later ones name. */
export class OwnRowReader implements RowReader<OwnRow> {
  readonly #indices: ReadonlyMap<string, number>;
  readonly #unnamed: readonly number[];
  readonly #used = new Map<FactMapping, ReadonlyMap<string, boolean>>();
  readonly #days: ReadonlyMap<string, DayColumn>;
  readonly #memory = newFileMemory();
  readonly #identities: Identities;
  /** Rows that are held, by the record that they are about. */
  readonly #held = new Map<string, number>();

  constructor(
    private readonly context: OwnRowContext,
    header: readonly string[],
    private readonly delimiter: Delimiter,
  ) {
    const { format } = context;
    this.#identities = context.identities;
    this.#indices = new Map(header.flatMap((name, index) => (name === '' ? [] : [[name, index] as const])));
    this.#unnamed = header.flatMap((name, index) => (name === '' ? [index] : []));
    this.#days = new Map(dayColumns(format).map((column) => [column, new DayColumn()]));
    for (const fact of Object.values(format.facts)) this.#used.set(fact, usedColumns(format, fact));
  }

  readonly readRow = (row: TableRow): ReadRow<OwnRow> => {
    const cells = this.#cellsOf(row);
    for (const [column, days] of this.#days) days.watch(cells.get(column), row.row);
    const fact = this.#fact(cells);
    if (fact === undefined) return refused(cells.problems);
    this.#checkColumns(cells, row, fact);
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
    const held = this.#heldWith(cells, row.row);
    if (held) return { placed: undefined, errors: [], warnings: [], held };
    const command = { type: fact.command, data };
    const item = { command, fact, identity: this.#identity(cells), recorded, repeated };
    return { placed: { row: row.row, id, item }, errors: [], warnings: [] };
  };

  readonly problemOfWhole = (): FileProblem | undefined => {
    for (const [column, { monthFirstSince: row }] of this.#days) {
      if (row === undefined) continue;
      return {
        code: 'MONTH_FIRST',
        field: 'file',
        message: `${column} has the month before the day: row ${row} can be read in no other way.`,
        remedy: 'Write days as YYYY-MM-DD or DD/MM/YYYY in the whole column.',
      };
    }
    return undefined;
  };

  #cellsOf(row: TableRow): RowCells {
    const { pseudonymise } = this.context;
    return new RowCells(this.#indices, row.cells, this.delimiter, pseudonymise, this.#identities, this.#memory);
  }

  /**
   * What makes the row this row, for its command's id: the cells of the format's first version, in its order, and what
   * is filled of later columns. So a file of last year is the same rows this year, with or without new columns.
   */
  #identity(cells: RowCells): readonly string[] {
    const said = (column: string) =>
      (this.#days.has(column) ? dayIn(cells.get(column)) : undefined) ?? cells.get(column);
    const { columns } = this.context.format;
    const first = columns.filter(([, , since = 1]) => since === 1).map(([column]) => said(column));
    const later = columns.filter(([, , since = 1]) => since > 1).map(([column]) => [column, said(column)] as const);
    return [...first, ...later.filter(([, value]) => value !== '').flat()];
  }

  /** Why a row is held: for whom it names, or because a row above, about the same record, is. */
  #heldWith(cells: RowCells, row: number): Held | undefined {
    const { record } = this.context.format;
    const names = record?.map((column) => cells.get(column)) ?? [];
    if (names.length === 0 || names.includes('')) return cells.held;
    const about = [this.context.format.kind, ...names].join('\n');
    const above = this.#held.get(about);
    if (cells.held) {
      if (above === undefined) this.#held.set(about, row);
      const known = this.context.heldRecords.get(about);
      if (!known || known.forSteward) this.context.heldRecords.set(about, cells.held);
      return cells.held;
    }
    const held = this.context.heldRecords.get(about);
    return held && heldWithRow(record![0]!, above, held);
  }

  #fact(cells: RowCells): FactMapping | undefined {
    const { facts } = this.context.format;
    if (!this.#indices.has('FACT')) return facts[''];
    const name = cells.get('FACT');
    if (Object.hasOwn(facts, name)) return facts[name];
    const known = Object.keys(facts).join(', ');
    const message = name === '' ? 'FACT is blank.' : 'FACT is not one of this kind of file.';
    return cells.problem('FACT', 'UNKNOWN_FACT', message, `Use one of: ${known}.`);
  }

  #checkColumns(cells: RowCells, row: TableRow, fact: FactMapping): void {
    const lost = this.#unnamed.find((index) => (row.cells[index] ?? '') !== '');
    if (lost !== undefined) {
      const message = `A cell is filled in column ${lost + 1}, which has no name.`;
      cells.problem(`column ${lost + 1}`, 'COLUMN_NOT_USED', message, 'Name the column in row 1, or clear the cell.');
    }
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
    const recorded = day('RECORDED').read(cells);
    if (typeof recorded !== 'string') return undefined;
    if (!isPlausible(recorded)) {
      return cells.problem('RECORDED', 'NOT_A_DAY', 'RECORDED is not a day from 1900 to 2299.', 'Check the year.');
    }
    if (recorded > this.context.today) {
      const remedy = 'Give the day on which it was recorded.';
      return cells.problem('RECORDED', 'IN_THE_FUTURE', 'RECORDED is after today.', remedy);
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
