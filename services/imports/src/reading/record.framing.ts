import { FileRefused } from './file-problem.js';

const QUOTE = 34;
const LINE_FEED = 10;
const SPACE = 32;

/** Where the next character stands. */
const CELL_START = 0;
const UNQUOTED = 1;
const QUOTED = 2;
/** After a mark within quotation marks: it closes the cell, or is the first of two that stand for one. */
const AFTER_QUOTE = 3;
const CLOSED = 4;

/** A run of sound rows, or one row whose quotation marks cannot be followed. */
export type Piece =
  { readonly kind: 'rows'; readonly text: string } | { readonly kind: 'malformed'; readonly reason: string };

const STRAY = 'A quotation mark stands within a cell that is not itself in quotation marks.';
const NOT_CLOSED = 'A cell begins with a quotation mark that is not closed where the cell ends.';

/**
 * Cuts text into pieces of whole rows, so that each can be parsed by itself: a row ends at a line feed that is not
 * within quotation marks, and only a quotation mark that begins a cell opens one (RFC 4180).
 *
 * A mark that is never properly closed would swallow the rows below it. So the line on which it stands is the row that
 * is blamed, and reading goes on with the next line. Holds at most one unfinished row.
 */
export class RecordFraming {
  /** How many cells the first row has; a row of several lines with fewer has swallowed others. */
  #columns: number | undefined;
  #text = '';
  #at = 0;
  #rowStart = 0;
  #state = CELL_START;
  #cells = 1;
  #lines = 1;
  #stray = false;
  /** The rest of a line that was given up has not arrived yet. */
  #skipping = false;
  readonly #delimiter: number;

  constructor(
    private readonly delimiter: string,
    private readonly maxRowLength: number,
  ) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /**
   * The pieces finished by this text, in order, without their last line feeds.
   *
   * @param rowsBefore how many rows were finished before, for the message
   * @throws {FileRefused} a row without quotation marks does not end within the limit
   */
  push(text: string, rowsBefore: number): readonly Piece[] {
    this.#text += text;
    const pieces = this.#scan(false);
    this.#text = this.#text.slice(this.#rowStart);
    this.#at -= this.#rowStart;
    this.#rowStart = 0;
    if (this.#text.length > this.maxRowLength) refuseLongRow(rowsBefore + pieces.reduce(rowsOf, 0), this.maxRowLength);
    return pieces;
  }

  /** What is left when the text has ended: a last row without a line ending. */
  end(): readonly Piece[] {
    return this.#text === '' ? [] : this.#scan(true);
  }

  #scan(ended: boolean): readonly Piece[] {
    const pieces: Piece[] = [];
    if (this.#skipping) this.#skipLine();
    let soundFrom = this.#rowStart;
    const flush = (before: number) => {
      if (before > soundFrom) pieces.push({ kind: 'rows', text: this.#text.slice(soundFrom, before - 1) });
    };
    for (;;) {
      const found = this.#nextRow(ended);
      if (found === undefined) break;
      if (found !== 'sound') {
        flush(this.#rowStart);
        pieces.push({ kind: 'malformed', reason: found });
        if (found === NOT_CLOSED) this.#skipLine();
        soundFrom = this.#at;
      }
      this.#beginRow();
    }
    flush(this.#rowStart);
    return pieces;
  }

  /** Goes on to the end of the row. What is wrong with it, or undefined when the text ends before it does. */
  #nextRow(ended: boolean): 'sound' | typeof STRAY | typeof NOT_CLOSED | undefined {
    const text = this.#text;
    for (; this.#at < text.length; this.#at += 1) {
      const character = text.charCodeAt(this.#at);
      if (this.#state === QUOTED) {
        if (character === QUOTE) this.#state = AFTER_QUOTE;
        else if (character === LINE_FEED) this.#lines += 1;
        if (this.#at - this.#rowStart > this.maxRowLength) return NOT_CLOSED;
      } else if (character === LINE_FEED) {
        this.#at += 1;
        return this.#finished();
      } else if (character === this.#delimiter) {
        this.#state = CELL_START;
        this.#cells += 1;
      } else if (this.#state === CLOSED || this.#state === AFTER_QUOTE) {
        if (character === QUOTE && this.#state === AFTER_QUOTE) this.#state = QUOTED;
        else if (character === SPACE) this.#state = CLOSED;
        else return NOT_CLOSED;
      } else if (character !== QUOTE) this.#state = UNQUOTED;
      else if (this.#state === CELL_START) this.#state = QUOTED;
      else this.#stray = true;
    }
    if (!ended || this.#rowStart === text.length) return undefined;
    if (this.#state === QUOTED) return NOT_CLOSED;
    // As if the last line had an ending.
    this.#text += '\n';
    this.#at = this.#text.length;
    return this.#finished();
  }

  #finished(): 'sound' | typeof STRAY | typeof NOT_CLOSED {
    this.#columns ??= this.#filledCells();
    if (this.#lines > 1 && this.#cells < this.#columns) return NOT_CLOSED;
    return this.#stray ? STRAY : 'sound';
  }

  /** Without blank ones at the end. */
  #filledCells(): number {
    const cells = this.#text.slice(this.#rowStart, this.#at).split(this.delimiter);
    return cells.findLastIndex((cell) => /[^\s"]/.test(cell)) + 1;
  }

  /** Goes on after the first line of the row. */
  #skipLine(): void {
    const end = this.#text.indexOf('\n', this.#rowStart);
    this.#skipping = end === -1;
    this.#at = end === -1 ? this.#text.length : end + 1;
    this.#rowStart = this.#at;
  }

  #beginRow(): void {
    this.#rowStart = this.#at;
    this.#state = CELL_START;
    this.#cells = 1;
    this.#lines = 1;
    this.#stray = false;
  }
}

function rowsOf(rows: number, piece: Piece): number {
  if (piece.kind === 'malformed') return rows + 1;
  return rows + piece.text.split('\n').length;
}

function refuseLongRow(rowsBefore: number, maxRowLength: number): never {
  throw new FileRefused({
    code: 'ROW_TOO_LONG',
    field: 'file',
    message: `The row that begins near row ${rowsBefore + 1} does not end within ${maxRowLength} characters.`,
    remedy: 'Look there for line endings that are missing.',
  });
}
