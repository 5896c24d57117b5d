/**
 * Several texts as one run of bytes from which exactly these texts can be read back: each preceded by its length in
 * bytes (32 bits, big-endian). Joining with a separator would let `('ab', 'c')` pass for `('a', 'bc')`.
 */
export function lengthPrefixed(texts: readonly string[]): Buffer {
  const lengths = texts.map((text) => Buffer.byteLength(text));
  const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + 4 + length, 0));
  let at = 0;
  for (const [index, text] of texts.entries()) {
    at = bytes.writeUInt32BE(lengths[index]!, at);
    at += bytes.write(text, at);
  }
  return bytes;
}
