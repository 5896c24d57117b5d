import { isUtf8 } from 'node:buffer';
import { createHash, type Hash } from 'node:crypto';
import { requireSize } from './byte-counting.js';
import { FileRefused } from './file-problem.js';
import type { ImportLimits } from './import-limits.js';

const SAVE_AS_UTF8 = 'Save it as “CSV UTF-8 (comma delimited)”, or as an Excel workbook (.xlsx), and import it again.';

/** The code of the problem of a file that is an archive, as Excel workbooks are, whatever its name says. */
export const ARCHIVE = 'ARCHIVE';

/** What the first bytes of a file give away when it is not text in UTF-8. */
const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly is: string; readonly code?: string }[] = [
  { bytes: [0xff, 0xfe, 0x00, 0x00], is: 'in UTF-32' },
  { bytes: [0xff, 0xfe], is: 'in UTF-16' },
  { bytes: [0xfe, 0xff], is: 'in UTF-16' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], is: 'an archive, not a CSV file', code: ARCHIVE },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], is: 'an old Excel workbook, or one with a password', code: 'OLD_WORKBOOK' },
  { bytes: [0x25, 0x50, 0x44, 0x46], is: 'a PDF document, not a CSV file' },
  { bytes: [0x1f, 0x8b], is: 'compressed, not a CSV file' },
];

const LINE_FEED = 10;

/**
 * A file's bytes as text, chunk by chunk, with every line ending made a single line feed. Never holds more than a
 * chunk. `sha256` is known once the text has been read to its end.
 */
export class TextDecoding {
  readonly #hash: Hash = createHash('sha256');
  #digest: string | undefined;
  #bytes = 0;
  #lines = 1;

  constructor(
    private readonly source: AsyncIterable<Uint8Array>,
    private readonly limits: ImportLimits,
  ) {}

  get sha256(): string {
    this.#digest ??= this.#hash.digest('hex');
    return this.#digest;
  }

  /** @throws {FileRefused} too large, or not text in UTF-8 */
  async *text(): AsyncGenerator<string> {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let heldReturn = '';
    for await (const chunk of withWholeBeginning(this.source)) {
      if (this.#bytes === 0) requireText(chunk);
      this.#bytes += chunk.byteLength;
      requireSize(this.#bytes, this.limits);
      this.#hash.update(chunk);
      const text = heldReturn + this.#decode(decoder, chunk);
      // A line ending may be cut in two by the end of a chunk.
      heldReturn = text.endsWith('\r') ? '\r' : '';
      const whole = heldReturn ? text.slice(0, -1) : text;
      yield whole.includes('\r') ? whole.replaceAll(/\r\n?/g, '\n') : whole;
    }
    const rest = heldReturn + this.#decode(decoder, undefined);
    if (rest !== '') yield rest.replaceAll(/\r\n?/g, '\n');
  }

  #decode(decoder: InstanceType<typeof TextDecoder>, chunk: Uint8Array | undefined): string {
    if (chunk?.includes(0)) this.#refuse('holds NUL bytes, as UTF-16 and files that are not text do', chunk);
    try {
      const text = chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
      if (chunk) this.#lines += countLines(chunk);
      return text;
    } catch {
      return this.#refuse('is not in UTF-8', chunk ?? new Uint8Array());
    }
  }

  #refuse(reason: string, chunk: Uint8Array): never {
    const line = this.#lines + linesBeforeTrouble(chunk);
    throw new FileRefused({
      code: 'NOT_UTF8',
      field: 'file',
      message: `The file ${reason} (seen near line ${line}).`,
      remedy: SAVE_AS_UTF8,
    });
  }
}

/** Puts small first chunks together, so that a signature is never cut. */
async function* withWholeBeginning(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let beginning: Uint8Array | undefined = new Uint8Array();
  for await (const chunk of source) {
    if (beginning === undefined) {
      yield chunk;
      continue;
    }
    beginning = Buffer.concat([beginning, chunk]);
    if (beginning.byteLength < 4) continue;
    yield beginning;
    beginning = undefined;
  }
  if (beginning !== undefined && beginning.byteLength > 0) yield beginning;
}

function requireText(beginning: Uint8Array): void {
  const found = SIGNATURES.find(({ bytes }) => bytes.every((byte, index) => beginning[index] === byte));
  // Latin text in UTF-16 without a byte order mark has a NUL in every other place.
  const is = found?.is ?? (hasNulPattern(beginning) ? 'in UTF-16' : undefined);
  if (is === undefined) return;
  const code = found?.code ?? 'NOT_UTF8';
  throw new FileRefused({ code, field: 'file', message: `The file is ${is}.`, remedy: SAVE_AS_UTF8 });
}

function hasNulPattern(beginning: Uint8Array): boolean {
  const [first, second, third, fourth] = beginning;
  return (first === 0 && third === 0 && second !== 0) || (second === 0 && fourth === 0 && first !== 0);
}

function countLines(chunk: Uint8Array): number {
  let lines = 0;
  for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, at + 1)) lines += 1;
  return lines;
}

function linesBeforeTrouble(chunk: Uint8Array): number {
  let lines = 0;
  for (let from = 0; from < chunk.byteLength; lines += 1) {
    const end = chunk.indexOf(LINE_FEED, from);
    const line = chunk.subarray(from, end === -1 ? undefined : end);
    if (end === -1 || line.includes(0) || !isUtf8(line)) return lines;
    from = end + 1;
  }
  return lines;
}
