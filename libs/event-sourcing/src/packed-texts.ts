/**
 * Of a piece of memory. It is taken from the system at once and touched as it is filled. A text that does not fit has a
 * piece of its own.
 */
const PIECE_BYTES = 262_144;
const PLACE_IN_PIECE = PIECE_BYTES - 1;
/** What the key and the value say of themselves, three bytes each: how long they are, and above that how written. */
const HEAD_BYTES = 6;
const LENGTH = 0x3f_ff_ff;
const AS_UTF8 = 0x40_00_00;
const BEYOND_LATIN_1 = /[^\0-\xff]/;

/**
 * Texts by their keys, as bytes outside the JavaScript heap: some 20 more than they have letters, where a Map of strings
 * takes 90 more, and the garbage collector need not go through them. In the order in which keys were first set. What
 * has no letter beyond ISO 8859-1 takes a byte for each.
 */
export class PackedTexts {
  readonly #pieces: Buffer[] = [];
  #free = 0;
  /** Bytes of values that were replaced. */
  #wasted = 0;
  #size = 0;
  /** Where each entry stands: number of the piece, and place in it. */
  #places = new Uint32Array(1_024);
  /** Number of an entry + 1, at the hash of its key or the next one that was free; 0 where there is none. */
  #slots = new Uint32Array(4_096);

  get size(): number {
    return this.#size;
  }

  /** Of memory that is held. */
  get bytes(): number {
    const ofPieces = this.#pieces.reduce((sum, piece) => sum + piece.length, 0);
    return ofPieces + this.#places.byteLength + this.#slots.byteLength;
  }

  has(key: string): boolean {
    return this.#slots[this.#slotOf(key)] !== 0;
  }

  get(key: string): string | undefined {
    const entry = this.#slots[this.#slotOf(key)]!;
    return entry === 0 ? undefined : this.#entry(entry - 1)[1];
  }

  /** @throws {RangeError} a text of four megabytes or more */
  set(key: string, value: string): void {
    const slot = this.#slotOf(key);
    const known = this.#slots[slot]!;
    if (known === 0) {
      if (this.#size === this.#places.length) this.#places = grown(this.#places);
      this.#places[this.#size] = this.#write(key, value);
      this.#size += 1;
      this.#slots[slot] = this.#size;
      if (this.#size * 2 > this.#slots.length) this.#spread();
      return;
    }
    const replaced = this.#head(known - 1);
    this.#places[known - 1] = this.#write(key, value);
    this.#wasted += HEAD_BYTES + replaced.key.bytes + replaced.text.bytes;
    if (this.#wasted * 2 > this.#pieces.length * PIECE_BYTES) this.#rewrite();
  }

  *entries(): Generator<[key: string, value: string]> {
    for (let entry = 0; entry < this.#size; entry += 1) yield this.#entry(entry);
  }

  /** The slot of a key, or the one that it would take. */
  #slotOf(key: string): number {
    const [bytes, last] = [Buffer.from(key, encodingOf(key)), this.#slots.length - 1];
    for (let slot = hashOf(key) & last; ; slot = (slot + 1) & last) {
      const entry = this.#slots[slot]!;
      if (entry === 0 || this.#isKey(entry - 1, key, bytes)) return slot;
    }
  }

  #isKey(entry: number, key: string, bytes: Buffer): boolean {
    const { piece, at } = this.#at(entry);
    const { key: of } = this.#head(entry);
    return of.encoding === encodingOf(key) && bytes.compare(piece, at + HEAD_BYTES, at + HEAD_BYTES + of.bytes) === 0;
  }

  #entry(entry: number): [key: string, value: string] {
    const { piece, at } = this.#at(entry);
    const { key, text } = this.#head(entry);
    const [ofKey, ofText] = [at + HEAD_BYTES, at + HEAD_BYTES + key.bytes];
    return [piece.toString(key.encoding, ofKey, ofText), piece.toString(text.encoding, ofText, ofText + text.bytes)];
  }

  #head(entry: number): { readonly key: Head; readonly text: Head } {
    const { piece, at } = this.#at(entry);
    return { key: headOf(piece.readUIntLE(at, 3)), text: headOf(piece.readUIntLE(at + 3, 3)) };
  }

  #at(entry: number): { readonly piece: Buffer; readonly at: number } {
    const place = this.#places[entry]!;
    return { piece: this.#pieces[Math.floor(place / PIECE_BYTES)]!, at: place & PLACE_IN_PIECE };
  }

  /** @returns where it stands */
  #write(key: string, value: string): number {
    const [ofKey, ofValue] = [encodingOf(key), encodingOf(value)];
    const [keyBytes, valueBytes] = [Buffer.byteLength(key, ofKey), Buffer.byteLength(value, ofValue)];
    if (Math.max(keyBytes, valueBytes) > LENGTH) throw new RangeError(`A text of more than ${LENGTH} bytes`);
    const bytes = HEAD_BYTES + keyBytes + valueBytes;
    if (this.#free < bytes) {
      this.#free = Math.max(bytes, PIECE_BYTES);
      this.#pieces.push(Buffer.allocUnsafeSlow(this.#free));
    }
    const piece = this.#pieces.at(-1)!;
    const at = piece.length - this.#free;
    piece.writeUIntLE(keyBytes | (ofKey === 'utf8' ? AS_UTF8 : 0), at, 3);
    piece.writeUIntLE(valueBytes | (ofValue === 'utf8' ? AS_UTF8 : 0), at + 3, 3);
    piece.write(key, at + HEAD_BYTES, ofKey);
    piece.write(value, at + HEAD_BYTES + keyBytes, ofValue);
    this.#free -= bytes;
    return (this.#pieces.length - 1) * PIECE_BYTES + at;
  }

  #spread(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    let entry = 0;
    for (const [key] of this.entries()) this.#slots[this.#slotOf(key)] = entry += 1;
  }

  /** Everything once more, without what was replaced. */
  #rewrite(): void {
    const entries = [...this.entries()];
    this.#pieces.length = 0;
    this.#free = this.#wasted = 0;
    for (const [entry, [key, value]] of entries.entries()) this.#places[entry] = this.#write(key, value);
  }
}

interface Head {
  readonly bytes: number;
  readonly encoding: 'latin1' | 'utf8';
}

function headOf(written: number): Head {
  return { bytes: written & LENGTH, encoding: written > LENGTH ? 'utf8' : 'latin1' };
}

function encodingOf(text: string): Head['encoding'] {
  return BEYOND_LATIN_1.test(text) ? 'utf8' : 'latin1';
}

/** FNV-1a, of 32 bits and no sign: spreads, and is the same for the same text everywhere. */
export function fnv1a(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01_00_01_93);
  return hash >>> 0;
}

/** The lowest bits of the other hash depend on the lowest bits of the key's characters alone. */
function hashOf(key: string): number {
  const hash = fnv1a(key);
  return hash ^ (hash >>> 15);
}

function grown(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(numbers.length * 2);
  more.set(numbers);
  return more;
}
