import { PackedTexts } from './packed-texts.js';

/**
 * Collections for states. `with` gives a new version and leaves this one as it was, so that `evolve` stays pure; and
 * it copies nothing, so that folding a stream costs in proportion to its length. All versions share what the newest
 * one holds. An older version that is still asked, or evolved in another way, is given a copy of its own, once.
 */

const ABSENT = Symbol('absent');

interface Undoing<Key, Value> {
  readonly key: Key;
  readonly value: Value | typeof ABSENT;
  readonly newer: PersistentMap<Key, Value>;
}

/** What the newest version of a map holds. */
interface Entries<Key, Value> {
  readonly size: number;
  has(key: Key): boolean;
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
  entries(): IteratorObject<[Key, Value], undefined>;
  keys(): IteratorObject<Key, undefined>;
  values(): IteratorObject<Value, undefined>;
}

/** How a value is written as a text, and read again. */
export interface TextForm<Value> {
  write(value: Value): string;
  read(text: string): Value;
}

/** A map in the order in which keys were first set. Nothing is ever taken out of it. */
export class PersistentMap<Key, Value> implements ReadonlyMap<Key, Value> {
  /** Undefined once a newer version has taken it over. */
  #entries: Entries<Key, Value> | undefined;
  /** How this version comes from the next newer one. */
  #undoing: Undoing<Key, Value> | undefined;

  private constructor(
    private readonly none: () => Entries<Key, Value>,
    entries = none(),
  ) {
    this.#entries = entries;
  }

  static empty<Key, Value>(): PersistentMap<Key, Value> {
    return new PersistentMap<Key, Value>(() => new Map<Key, Value>());
  }

  /** For what can have hundreds of thousands of entries: once there are many, each is a short text. */
  static packed<Value>(form: TextForm<Value>): PersistentMap<string, Value> {
    return new PersistentMap<string, Value>(() => new PackedOnceMany(form));
  }

  with(key: Key, value: Value): PersistentMap<Key, Value> {
    const own = this.#own();
    // Every fold begins with the same empty map, so that one is left alone.
    const entries = own.size === 0 ? this.none() : own;
    const before = entries.has(key) ? entries.get(key)! : ABSENT;
    entries.set(key, value);
    const newer = new PersistentMap(this.none, entries);
    if (entries !== own) return newer;
    this.#entries = undefined;
    this.#undoing = { key, value: before, newer };
    return newer;
  }

  get size(): number {
    return this.#own().size;
  }

  get(key: Key): Value | undefined {
    return this.#own().get(key);
  }

  has(key: Key): boolean {
    return this.#own().has(key);
  }

  forEach(callback: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void): void {
    for (const [key, value] of this) callback(value, key, this);
  }

  entries(): MapIterator<[Key, Value]> {
    return this.#own().entries() as MapIterator<[Key, Value]>;
  }

  keys(): MapIterator<Key> {
    return this.#own().keys() as MapIterator<Key>;
  }

  values(): MapIterator<Value> {
    return this.#own().values() as MapIterator<Value>;
  }

  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries();
  }

  toJSON(): readonly (readonly [Key, Value])[] {
    return [...this];
  }

  #own(): Entries<Key, Value> {
    this.#entries ??= this.#copied();
    this.#undoing = undefined;
    return this.#entries;
  }

  #copied(): Entries<Key, Value> {
    const then = new Map<Key, Value | typeof ABSENT>();
    let newest: Entries<Key, Value> | undefined;
    // Not by calling itself: a version can be a hundred thousand changes behind.
    for (let undoing = this.#undoing; undoing !== undefined; undoing = undoing.newer.#undoing) {
      if (!then.has(undoing.key)) then.set(undoing.key, undoing.value);
      newest = undoing.newer.#entries;
    }
    const entries = this.none();
    for (const [key, value] of newest!.entries()) {
      const before = then.has(key) ? then.get(key)! : value;
      if (before !== ABSENT) entries.set(key, before);
    }
    return entries;
  }
}

/** Fewer are dearer to pack than to keep. */
const MANY = 1_000;

class PackedOnceMany<Value> implements Entries<string, Value> {
  #kept: Map<string, Value> | PackedTexts = new Map<string, Value>();

  constructor(private readonly form: TextForm<Value>) {}

  get size(): number {
    return this.#kept.size;
  }

  has(key: string): boolean {
    return this.#kept.has(key);
  }

  get(key: string): Value | undefined {
    if (this.#kept instanceof Map) return this.#kept.get(key);
    const text = this.#kept.get(key);
    return text === undefined ? undefined : this.form.read(text);
  }

  set(key: string, value: Value): void {
    if (this.#kept instanceof PackedTexts) this.#kept.set(key, this.form.write(value));
    else if (this.#kept.set(key, value).size >= MANY) this.#kept = this.#packed(this.#kept);
  }

  entries(): IteratorObject<[string, Value], undefined> {
    if (this.#kept instanceof Map) return this.#kept.entries();
    return this.#kept.entries().map(([key, text]) => [key, this.form.read(text)]);
  }

  keys(): IteratorObject<string, undefined> {
    return this.entries().map(([key]) => key);
  }

  values(): IteratorObject<Value, undefined> {
    return this.entries().map(([, value]) => value);
  }

  #packed(few: ReadonlyMap<string, Value>): PackedTexts {
    const texts = new PackedTexts();
    for (const [key, value] of few) texts.set(key, this.form.write(value));
    return texts;
  }
}

/** A set in the order in which items were first added. */
export class PersistentSet<Item> implements ReadonlySet<Item> {
  readonly #items: PersistentMap<Item, true>;

  private constructor(items: PersistentMap<Item, true>) {
    this.#items = items;
  }

  static empty<Item>(): PersistentSet<Item> {
    return new PersistentSet(PersistentMap.empty<Item, true>());
  }

  /** The set itself when the item is in it. */
  with(item: Item): PersistentSet<Item> {
    return this.has(item) ? this : new PersistentSet(this.#items.with(item, true));
  }

  get size(): number {
    return this.#items.size;
  }

  has(item: Item): boolean {
    return this.#items.has(item);
  }

  forEach(callback: (item: Item, same: Item, set: ReadonlySet<Item>) => void): void {
    for (const item of this) callback(item, item, this);
  }

  *entries(): SetIterator<[Item, Item]> {
    for (const item of this) yield [item, item];
  }

  keys(): SetIterator<Item> {
    return this.#items.keys() as SetIterator<Item>;
  }

  values(): SetIterator<Item> {
    return this.keys();
  }

  [Symbol.iterator](): SetIterator<Item> {
    return this.keys();
  }

  toJSON(): readonly Item[] {
    return [...this];
  }
}

/** A list that only grows at its end. Reading backwards from the end costs in proportion to how far one goes. */
export class PersistentList<Item> implements Iterable<Item> {
  readonly #items: Item[];
  readonly length: number;

  private constructor(items: Item[]) {
    this.#items = items;
    this.length = items.length;
  }

  static of<Item>(...items: readonly Item[]): PersistentList<Item> {
    return new PersistentList([...items]);
  }

  with(item: Item): PersistentList<Item> {
    const isNewest = this.#items.length === this.length;
    const items = isNewest ? this.#items : this.#items.slice(0, this.length);
    items.push(item);
    return new PersistentList(items);
  }

  get first(): Item | undefined {
    return this.length === 0 ? undefined : this.#items[0];
  }

  get last(): Item | undefined {
    return this.#items[this.length - 1];
  }

  findLast(matches: (item: Item) => boolean): Item | undefined {
    for (let at = this.length - 1; at >= 0; at -= 1) if (matches(this.#items[at]!)) return this.#items[at];
    return undefined;
  }

  *[Symbol.iterator](): Generator<Item> {
    for (let at = 0; at < this.length; at += 1) yield this.#items[at]!;
  }

  toJSON(): readonly Item[] {
    return [...this];
  }
}
