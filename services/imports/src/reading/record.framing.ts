import { FileRefused } from './file-problem.js';

const QUOTE = 34;
const LINE_FEED = 10;

/**
 * Cuts text into blocks of whole rows, so that each block can be parsed by itself: a row ends at a line feed that is
 * not within quotation marks (RFC 4180). Holds at most one unfinished row.
 */
export class RecordFraming {
  #pending = '';
  #quoted = false;

  constructor(private readonly maxRowLength: number) {}

  /**
   * The rows finished by this piece of text, without the last line feed, or undefined when none was.
   *
   * @param rowsBefore how many rows were finished before, for the message
   * @throws {FileRefused} a row does not end within the limit
   */
  push(text: string, rowsBefore: number): string | undefined {
    const from = this.#pending.length;
    const pending = this.#pending + text;
    let lastEnd = -1;
    for (let at = from; at < pending.length; at += 1) {
      const character = pending.charCodeAt(at);
      if (character === QUOTE) this.#quoted = !this.#quoted;
      else if (character === LINE_FEED && !this.#quoted) lastEnd = at;
    }
    this.#pending = pending.slice(lastEnd + 1);
    if (this.#pending.length > this.maxRowLength) this.#refuse(rowsBefore, pending, lastEnd);
    return lastEnd === -1 ? undefined : pending.slice(0, lastEnd);
  }

  /** What is left when the text has ended: a last row without a line ending. */
  end(): string {
    return this.#pending;
  }

  #refuse(rowsBefore: number, pending: string, lastEnd: number): never {
    let row = rowsBefore + 1;
    for (let at = 0; at <= lastEnd; at += 1) if (pending.charCodeAt(at) === LINE_FEED) row += 1;
    throw new FileRefused({
      code: 'ROW_TOO_LONG',
      field: 'file',
      message: `The row that begins near row ${row} does not end within ${this.maxRowLength} characters.`,
      remedy: 'Look there for a quotation mark that is not closed; one inside a cell has to be doubled ("").',
    });
  }
}
