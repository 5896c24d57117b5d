/**
 * A seeded source of chance. Every part of the provider draws from a stream named after what it is for, so that a
 * change to one part leaves the others as they were.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(readonly name: string) {
    this.a = hash(name, 0x811c9dc5);
    this.b = hash(name, 0x2545f491) | 1;
    this.c = hash(name, 0x9e3779b1);
    this.d = hash(name, 0x6a09e667);
    for (let round = 0; round < 12; round += 1) this.bits();
  }

  /** A stream of its own for a part, independent of how much was drawn from this one. */
  child(part: string | number): Random {
    return new Random(`${this.name}/${part}`);
  }

  /** Uniform in [0, 1). */
  next(): number {
    return this.bits() / 4_294_967_296;
  }

  /** Uniform whole number, both ends included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new Error(`${this.name}: nothing to pick from`);
    return item;
  }

  /** `weights` need not sum to one. */
  weighted<Item>(items: readonly (readonly [Item, number])[]): Item {
    let left = this.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    const last = items.at(-1);
    if (last === undefined) throw new Error(`${this.name}: nothing to pick from`);
    return last[0];
  }

  /** So many different items, in the order of `items`. */
  sample<Item>(items: readonly Item[], size: number): Item[] {
    let open = size;
    return items.filter((_, index) => {
      const taken = this.next() * (items.length - index) < open;
      if (taken) open -= 1;
      return taken;
    });
  }

  /** Mean 0, standard deviation 1; the sum of twelve uniforms, so never beyond ±6. */
  normal(): number {
    let sum = -6;
    for (let term = 0; term < 12; term += 1) sum += this.next();
    return sum;
  }

  /** A count with the given mean (Knuth's product method; large means are split so that exp() never underflows). */
  poisson(mean: number): number {
    if (mean > 30) return this.poisson(mean / 2) + this.poisson(mean / 2);
    const limit = Math.exp(-mean);
    let product = this.next();
    let count = 0;
    while (product > limit) {
      product *= this.next();
      count += 1;
    }
    return count;
  }

  private bits(): number {
    // Marsaglia's xorshift with 128 bits of state and a final addition against its weak low bits.
    const t = this.a ^ (this.a << 11);
    this.a = this.b;
    this.b = this.c;
    this.c = this.d;
    this.d = (this.d ^ (this.d >>> 19) ^ (t ^ (t >>> 8))) >>> 0;
    return (this.d + Math.imul(this.b, 0x9e3779b1)) >>> 0;
  }
}

/** FNV-1a with a final mix; the basis makes the four words of a seed differ. */
function hash(text: string, basis: number): number {
  let value = basis;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39);
  return (value ^ (value >>> 15)) >>> 0;
}
