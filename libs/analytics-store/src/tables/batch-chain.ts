/** Positions after `from` up to and including `to`. */
export interface PositionRange {
  readonly from: bigint;
  readonly to: bigint;
}

export interface ChainedBatch extends PositionRange {
  /** Rows that are in the table. */
  readonly rows: number;
  /** Rows that each of them says there are; undefined when they do not agree. */
  readonly expected: number | undefined;
}

export interface FaultyBatch extends PositionRange {
  /** `torn`: rows are missing or too many. `overlapping`: positions that another batch has as well. */
  readonly fault: 'torn' | 'overlapping';
  readonly rows: number;
  readonly expected: number | undefined;
}

export interface ChainReport {
  /** The largest position up to which whole batches cover everything from 0: the table's checkpoint. */
  readonly head: bigint;
  /** The end of the last batch, whole or not. */
  readonly end: bigint;
  readonly batches: number;
  /** Batches whose rows have to go (`removeBatch`) before their positions are projected again. */
  readonly faulty: readonly FaultyBatch[];
  /** What to project again, once the faulty batches are gone. Nothing after `end` is in it. */
  readonly missing: readonly PositionRange[];
  readonly whole: boolean;
}

/** Checks batches one after the other, in ascending order of `from`, then `to`; holds faults only. */
export class ChainCheck {
  private covered = 0n;
  private head: bigint | undefined;
  private end = 0n;
  private batches = 0;
  private readonly faulty: FaultyBatch[] = [];
  private readonly missing: PositionRange[] = [];

  add(batch: ChainedBatch): void {
    this.batches++;
    if (batch.to > this.end) this.end = batch.to;
    if (batch.rows !== batch.expected) this.faulty.push({ ...batch, fault: 'torn' });
    else if (batch.from < this.covered) this.faulty.push({ ...batch, fault: 'overlapping' });
    else this.append(batch);
  }

  report(): ChainReport {
    // A torn last batch leaves no gap between two others, and still has to be projected again.
    const open = this.covered < this.end ? [{ from: this.covered, to: this.end }] : [];
    const missing = [...this.missing, ...open];
    return {
      head: this.head ?? this.covered,
      end: this.end,
      batches: this.batches,
      faulty: this.faulty,
      missing,
      whole: this.faulty.length === 0 && missing.length === 0,
    };
  }

  private append(batch: ChainedBatch): void {
    if (batch.from > this.covered) {
      this.head ??= this.covered;
      this.missing.push({ from: this.covered, to: batch.from });
    }
    this.covered = batch.to;
  }
}

const ascending = (left: PositionRange, right: PositionRange): number => {
  const difference = left.from - right.from || left.to - right.to;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** Checks a list of batches in any order. */
export function checkChain(batches: readonly ChainedBatch[]): ChainReport {
  const check = new ChainCheck();
  for (const batch of batches.toSorted(ascending)) check.add(batch);
  return check.report();
}
