import type { Fact, TableDefinition } from '@praxis/analytics-store';

/** A row that is not in the table as a fresh fold of the log has it. */
export interface RowDifference {
  readonly position: bigint;
  readonly ordinal: number;
  /** `(row)` when the whole row is missing or too many. */
  readonly column: string;
  /** As text; undefined: no such row. */
  readonly expected: string | undefined;
  readonly actual: string | undefined;
}

/** A row as `AnalyticsStore.stream` gives it. */
export type StoredRow = Readonly<Record<string, unknown>> & { readonly position: string; readonly ordinal: number };

type Canonical = (value: unknown) => string;

/** Compares the rows of one table with those that its projection gives, both in order of position and ordinal. */
export class RowComparison {
  rows = 0;
  differing = 0;
  readonly differences: RowDifference[] = [];
  readonly #columns: readonly { readonly name: string; readonly canonical: Canonical }[];

  constructor(
    definition: TableDefinition,
    private readonly mostDifferences: number,
  ) {
    this.#columns = definition.columns.map(({ name, type }) => ({ name, canonical: canonicalFor(type) }));
  }

  /** One stretch of the log. Neither side is held as a whole, as long as the stretch is a short one. */
  async compare(expected: readonly Fact[], actual: AsyncIterable<StoredRow>): Promise<void> {
    let next = 0;
    for await (const row of actual) {
      const position = BigInt(row.position);
      while (next < expected.length && isBefore(expected[next]!, position, row.ordinal)) {
        this.#missing(expected[next]!);
        next += 1;
      }
      const fact = expected[next];
      if (fact === undefined || fact.position !== position || fact.ordinal !== row.ordinal) {
        this.#differs({ position, ordinal: row.ordinal, column: '(row)', expected: undefined, actual: '(present)' });
        continue;
      }
      next += 1;
      this.rows += 1;
      this.#compareValues(fact, row);
    }
    for (const fact of expected.slice(next)) this.#missing(fact);
  }

  #compareValues({ position, ordinal, values }: Fact, row: StoredRow): void {
    for (const [place, { name, canonical }] of this.#columns.entries()) {
      const [expected, actual] = [canonical(values[place]), canonical(row[name])];
      if (expected !== actual) this.#differs({ position, ordinal, column: name, expected, actual });
    }
  }

  #missing({ position, ordinal }: Fact): void {
    this.#differs({ position, ordinal, column: '(row)', expected: '(present)', actual: undefined });
  }

  #differs(difference: RowDifference): void {
    this.differing += 1;
    if (this.differences.length < this.mostDifferences) this.differences.push(difference);
  }
}

function isBefore(fact: Fact, position: bigint, ordinal: number): boolean {
  return fact.position < position || (fact.position === position && fact.ordinal < ordinal);
}

/** The engine gives wide integers as digits and times without a zone; a projection may give either spelling. */
function canonicalFor(type: string): Canonical {
  if (type.startsWith('DateTime')) {
    return (value) => (typeof value === 'string' ? instantText(value) : JSON.stringify(value));
  }
  if (type.startsWith('Array(')) return (value) => JSON.stringify(value);
  return (value) => (value === null ? 'null' : String(value));
}

/** `2026-06-30T12:00:00Z` and `2026-06-30 12:00:00.000` are the same instant. */
export function instantText(text: string): string {
  const bare = text.replace('T', ' ').replace(/Z$/, '');
  const [whole = '', fraction = ''] = bare.split('.');
  return `${whole}.${fraction.padEnd(3, '0')}`;
}
