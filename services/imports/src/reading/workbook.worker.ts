import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { crc32, inflateRawSync } from 'node:zlib';
import readXlsxFile, { type CellValue, type Row } from 'read-excel-file/universal';
import type { CellRemark, NumberRemark, SheetOfWorkbook, WorkbookAnswer, WorkbookTask } from './workbook.reading.js';

// On a thread of its own: unpacking and parsing hold up whoever does them, and its memory has a limit of its own. It
// imports nothing that is not a package, so that it also runs from source; and the library's form without threads,
// for theirs would have no limit.

const DIRECTORY_END = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
/** Of every number a spreadsheet keeps so many digits; what stands after them comes from how computers calculate. */
const DIGITS = 15;
const ERROR_VALUE =
  /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|GETTING_DATA)$/;
const NOT_A_DATE_COLUMN =
  'is a date in the spreadsheet, in a column that holds none: Excel makes dates of ids like 1-2';

type Refusal = Extract<WorkbookAnswer, { kind: 'refused' }>['code'];

class Refused extends Error {
  readonly code: Refusal;
  constructor(code: Refusal) {
    super(code);
    this.code = code;
  }
}

interface Entry {
  readonly name: string;
  readonly content: Buffer;
}

const task = workerData as WorkbookTask;
void answer().then((message) => parentPort!.postMessage(message));

async function answer(): Promise<WorkbookAnswer> {
  try {
    const sheets = await readXlsxFile(packed(prepared(unpacked(readFileSync(task.path)))));
    return { kind: 'sheets', sheets: sheets.flatMap(({ sheet, data }, index) => written(sheet, data, index)) };
  } catch (error) {
    return { kind: 'refused', code: error instanceof Refused ? error.code : 'WORKBOOK_UNREADABLE' };
  }
}

/** With sheets that are not too large, and say what they show. */
function prepared(entries: readonly Entry[]): readonly Entry[] {
  const widths = paddedStyles(entries.find(({ name }) => name === 'xl/styles.xml')?.content);
  return entries.map(({ name, content }) => {
    if (!name.startsWith('xl/worksheets/')) return { name, content };
    const sheet = content.toString();
    requireFewCells(sheet);
    return { name, content: Buffer.from(asSeen(sheet, widths)) };
  });
}

/** The archive's XML files, by its directory, unpacked within the limit whatever it says of their sizes. */
function unpacked(archive: Buffer): readonly Entry[] {
  const end = archive.lastIndexOf(DIRECTORY_END);
  if (end === -1) throw new Refused('WORKBOOK_UNREADABLE');
  const entries: Entry[] = [];
  let left = task.limits.maxUnpackedBytes;
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    if (archive.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Refused('WORKBOOK_UNREADABLE');
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    if (/\.xml(?:\.rels)?$/.test(name)) {
      const content = contentAt(archive, at, left);
      left -= content.byteLength;
      entries.push({ name, content });
    }
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

function contentAt(archive: Buffer, at: number, most: number): Buffer {
  const method = archive.readUInt16LE(at + 10);
  const local = archive.readUInt32LE(at + 42);
  if ((archive.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw new Refused('WORKBOOK_UNREADABLE');
  const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const content = archive.subarray(from, from + archive.readUInt32LE(at + 20));
  if (method === STORED) return content.byteLength <= most ? content : tooLarge();
  if (method !== DEFLATED) throw new Refused('WORKBOOK_UNREADABLE');
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    throw (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? new Refused('WORKBOOK_TOO_LARGE') : error;
  }
}

function tooLarge(): never {
  throw new Refused('WORKBOOK_TOO_LARGE');
}

/** A single cell far away makes a table of all the cells between, of which each takes memory. */
function requireFewCells(sheet: string): void {
  let rows = 0;
  let columns = 0;
  for (const [, column = '', row] of sheet.matchAll(/ r="([A-Z]{0,4})(\d{1,9})"/g)) {
    rows = Math.max(rows, Number(row));
    columns = Math.max(
      columns,
      [...column].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0),
    );
  }
  if (rows * Math.max(1, columns) > task.limits.maxCells) tooLarge();
}

/** By number of the style: how many digits it shows of every number, for formats such as `0000`. */
function paddedStyles(styles: Buffer | undefined): ReadonlyMap<string, number> {
  const text = styles?.toString() ?? '';
  const formats = new Map<string, number>();
  for (const [tag] of text.matchAll(/<numFmt\s[^>]*>/g)) {
    const zeros = /\sformatCode="(0{2,})"/.exec(tag)?.[1];
    if (zeros !== undefined) formats.set(/\snumFmtId="(\d+)"/.exec(tag)?.[1] ?? '', zeros.length);
  }
  const cells = /<cellXfs[\s\S]*?<\/cellXfs>/.exec(text)?.[0] ?? '';
  const widths = [...cells.matchAll(/<xf\s[^>]*>/g)].map(([tag]) =>
    formats.get(/\snumFmtId="(\d+)"/.exec(tag)?.[1] ?? ''),
  );
  return new Map(widths.flatMap((width, index) => (width === undefined ? [] : [[String(index), width] as const])));
}

/**
 * The sheet with zeros before numbers as their format shows them, which are part of an id; and with the names of errors,
 * for a cell with an error would pass for a blank one.
 */
function asSeen(sheet: string, widths: ReadonlyMap<string, number>): string {
  const withErrors = sheet.includes(' t="e"') ? sheet.replaceAll(/(<c\s[^>]*) t="e"/g, '$1 t="str"') : sheet;
  if (widths.size === 0) return withErrors;
  return withErrors.replaceAll(/<c (?<at>[^>]*)><v>(?<digits>\d+)<\/v>/g, (cell, at: string, digits: string) => {
    const width = widths.get(/(?:^|\s)s="(\d+)"/.exec(at)?.[1] ?? '');
    if (width === undefined || / t="(?!n")/.test(at)) return cell;
    return `<c ${at.replace(' t="n"', '')} t="str"><v>${digits.padStart(width, '0')}</v>`;
  });
}

/** An archive of nothing but these entries, not packed: what was checked is what is read. */
function packed(entries: readonly Entry[]): ArrayBuffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(content.byteLength, 14);
    fields.writeUInt32LE(content.byteLength, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(uint32(DIRECTORY_ENTRY), Buffer.from([20, 0]), fields, rest, Buffer.from(name));
    const entry = [uint32(LOCAL_ENTRY), fields, Buffer.from(name), content];
    local.push(...entry);
    offset += entry.reduce((length, { byteLength }) => length + byteLength, 0);
  }
  const size = directory.reduce((length, { byteLength }) => length + byteLength, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  const archive = Buffer.concat([...local, ...directory, DIRECTORY_END, end]);
  return archive.buffer.slice(archive.byteOffset, archive.byteOffset + archive.byteLength);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Writes a sheet as CSV, and notes what of it cannot be trusted. Nothing for a sheet without cells. */
function written(name: string, rows: readonly Row[], index: number): readonly SheetOfWorkbook[] {
  if (rows.length === 0) return [];
  const path = join(task.folder, `${index + 1}.csv`);
  const sheet = { name, path, faults: [] as CellRemark[], warnings: [] as NumberRemark[] };
  const text = textOfCells(rows[0]!, sheet.faults);
  const file = openSync(path, 'wx', 0o600);
  try {
    let left = task.limits.maxBytes;
    rows.forEach((row, at) => {
      const line = `${row.map((cell, column) => quoted(text(cell, column, at + 1))).join(',')}\n`;
      left -= writeSync(file, line);
      if (left < 0) tooLarge();
    });
  } finally {
    closeSync(file);
  }
  sheet.warnings.push(...numbersAmongZeros(rows), ...numbersForDays(rows));
  return [sheet];
}

function textOfCells(
  first: Row,
  faults: CellRemark[],
): (cell: CellValue | null, column: number, row: number) => string {
  const header = first.map((cell) => String(cell ?? '').trim());
  const days = header.map((name) => task.dayColumns.includes(name));
  const withSlashes = header.includes(task.slashesWith);
  return (cell, at, row) => {
    const column = header[at] ?? '';
    const fault = (message: string) => void faults.push({ row, column, message: `${column || 'A cell'} ${message}.` });
    if (cell === null) return '';
    if (cell instanceof Date) {
      if (days[at] !== true) fault(NOT_A_DATE_COLUMN);
      const iso = Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
      return withSlashes ? iso.split('-').toReversed().join('/') : iso;
    }
    if (typeof cell === 'number') return String(Number(cell.toPrecision(DIGITS)));
    if (ERROR_VALUE.test(String(cell))) fault('holds an error of the spreadsheet');
    return String(cell);
  };
}

/** Where some ids of a column are texts that begin with a zero, a number is probably one that has lost its own. */
function numbersAmongZeros(rows: readonly Row[]): readonly NumberRemark[] {
  const hasZeros = (at: number) => rows.some((row) => typeof row[at] === 'string' && /^0\d+$/.test(row[at]));
  const message = 'is a number in the spreadsheet, where others are texts that begin with a zero';
  return numbersIn(rows, (_name, at) => hasZeros(at), message, 'id');
}

/** In the files whose columns are not ours. What is wrong with a day of our own is told of its row. */
function numbersForDays(rows: readonly Row[]): readonly NumberRemark[] {
  if (!(rows[0] ?? []).includes(task.slashesWith)) return [];
  return numbersIn(rows, (name) => task.dayColumns.includes(name), 'is a number in the spreadsheet, not a day', 'day');
}

function numbersIn(
  [header = [], ...below]: readonly Row[],
  isMeant: (name: string, at: number) => boolean,
  message: string,
  of: NumberRemark['of'],
): readonly NumberRemark[] {
  const columns = header.map((name, at) => ({ name: String(name ?? '').trim(), at }));
  return columns
    .filter(({ name, at }) => isMeant(name, at))
    .flatMap(({ name: column, at }) =>
      below.flatMap((row, index) =>
        typeof row[at] === 'number' ? [{ row: index + 2, column, message: `${column} ${message}.`, of }] : [],
      ),
    );
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
