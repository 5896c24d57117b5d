/**
 * Several texts as one run of bytes from which exactly these texts can be read back: each preceded by its length in
 * bytes (32 bits, big-endian). Joining with a separator would let `('ab', 'c')` pass for `('a', 'bc')`.
 */
export function lengthPrefixed(texts: readonly string[]): Buffer {
  let length = 0;
  for (const text of texts) length += 4 + Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  for (const text of texts) {
    const written = bytes.write(text, at + 4);
    bytes.writeUInt32BE(written, at);
    at += 4 + written;
  }
  return bytes;
}
