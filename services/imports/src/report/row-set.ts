/** Rows from one to another, both included, as a spreadsheet numbers them. */
export type RowRange = readonly [from: number, to: number];

/** Rows told as ranges. */
export interface RowRanges {
  readonly count: number;
  /** The first of them, in order. */
  readonly ranges: readonly RowRange[];
  /** How many more ranges there are. */
  readonly more: number;
}

/** Numbers of rows, at a bit each: a file of a million rows takes 125 kB. */
export class RowSet {
  #words = new Uint32Array(256);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(row: number): void {
    const word = row >>> 5;
    if (word >= this.#words.length) this.#grow(word + 1);
    const bit = 1 << (row & 31);
    if ((this.#words[word]! & bit) !== 0) return;
    this.#words[word]! |= bit;
    this.#size += 1;
  }

  has(row: number): boolean {
    return ((this.#words[row >>> 5] ?? 0) & (1 << (row & 31))) !== 0;
  }

  addAll(other: Iterable<number>): void {
    for (const row of other) this.add(row);
  }

  *[Symbol.iterator](): Generator<number> {
    for (const [word, bits] of this.#words.entries()) {
      if (bits === 0) continue;
      for (let bit = 0; bit < 32; bit += 1) if ((bits & (1 << bit)) !== 0) yield word * 32 + bit;
    }
  }

  /**
   * Those that are meant, as ranges, at most so many. Neighbours among the rows of this set make one range, whatever
   * lies between them.
   */
  ranges(most: number, isMeant: (row: number) => boolean): RowRanges {
    const ranges: [number, number][] = [];
    let [count, more] = [0, 0];
    let open: [number, number] | undefined;
    for (const row of this) {
      if (!isMeant(row)) {
        open = undefined;
        continue;
      }
      count += 1;
      if (open) open[1] = row;
      else {
        open = [row, row];
        if (ranges.length < most) ranges.push(open);
        else more += 1;
      }
    }
    return { count, ranges, more };
  }

  #grow(least: number): void {
    const words = new Uint32Array(Math.max(least, this.#words.length * 2));
    words.set(this.#words);
    this.#words = words;
  }
}
