const firstCapacity = 1 << 16;

/** A growing buffer with the few little-endian writes that the Native format is made of. */
export class ByteSink {
  private bytes = Buffer.allocUnsafe(firstCapacity);
  private length = 0;

  /** The numbers as they lie in memory, which is little-endian wherever the engine runs. */
  numbers(values: Exclude<NodeJS.TypedArray, Float16Array>): void {
    this.grow(values.byteLength);
    this.bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), this.length);
    this.length += values.byteLength;
  }

  unsigned64(value: bigint): void {
    this.grow(8);
    this.length = this.bytes.writeBigUInt64LE(value, this.length);
  }

  /** LEB128, as ClickHouse writes lengths and counts. */
  variableLength(value: number): void {
    this.grow(5);
    let rest = value;
    while (rest > 0x7f) {
      this.bytes[this.length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.bytes[this.length++] = rest;
  }

  /** Length and UTF-8 bytes. */
  text(value: string): void {
    const characters = value.length;
    // Three bytes a character at most, and the length; most texts here are short and plain, so those avoid the call.
    this.grow(characters * 3 + 5);
    if (characters < 32 && this.plainText(value, characters)) return;
    const byteLength = Buffer.byteLength(value);
    this.variableLength(byteLength);
    this.grow(byteLength);
    this.bytes.write(value, this.length, byteLength, 'utf8');
    this.length += byteLength;
  }

  private plainText(value: string, characters: number): boolean {
    const { bytes } = this;
    let at = this.length;
    bytes[at++] = characters;
    for (let index = 0; index < characters; index++) {
      const code = value.charCodeAt(index);
      if (code > 0x7f) return false;
      bytes[at++] = code;
    }
    this.length = at;
    return true;
  }

  /** What was written so far; later writes do not change it. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.length);
    this.bytes = Buffer.allocUnsafe(firstCapacity);
    this.length = 0;
    return taken;
  }

  private grow(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const bigger = Buffer.allocUnsafe(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(bigger, 0, 0, this.length);
    this.bytes = bigger;
  }
}
