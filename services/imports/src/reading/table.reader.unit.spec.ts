import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { FileRefused } from './file-problem.js';
import { fileOf, spooled } from './import-file.js';
import { DEFAULT_LIMITS, type ImportLimits } from './import-limits.js';
import { readTable, type TableRow } from './table.reader.js';

const BOM = '\uFEFF';

describe('reading a table', () => {
  it('numbers rows as a spreadsheet does, blank ones included', async () => {
    const { header, rows } = await read('A,B\n1,2\n\n,\n3,4\n\n\n');
    expect(header).toEqual(['A', 'B']);
    expect(rows).toEqual([
      { row: 2, cells: ['1', '2'] },
      { row: 5, cells: ['3', '4'] },
    ]);
  });

  it.each([
    ['a byte order mark', `${BOM}A,B\n1,2`],
    ['Windows line endings', 'A,B\r\n1,2\r\n'],
    ['old Mac line endings', 'A,B\r1,2\r'],
    ['quoted cells', '"A","B"\n"1","2"\n'],
  ])('takes %s', async (_what, text) => {
    const { header, rows } = await read(text);
    expect(header).toEqual(['A', 'B']);
    expect(rows).toEqual([{ row: 2, cells: ['1', '2'] }]);
  });

  it('keeps commas, quotation marks and line breaks within quoted cells', async () => {
    const { rows } = await read('A,B\r\n"one, two","she said ""no"",\r\nthen left"\r\n3,4\r\n');
    expect(rows).toEqual([
      { row: 2, cells: ['one, two', 'she said "no",\nthen left'] },
      { row: 3, cells: ['3', '4'] },
    ]);
  });

  it('takes a formula as the text that it is', async () => {
    const formula = '=HYPERLINK("http://example.org")';
    const { rows } = await read(`A,B\n"${formula.replaceAll('"', '""')}",+1\n`);
    expect(rows[0]?.cells).toEqual([formula, '+1']);
  });

  it('is the same however the bytes arrive', async () => {
    const bytes = new TextEncoder().encode(`${BOM}A,B\r\n"Zoë, é","x\r\ny"\r\n3,4\r\n`);
    for (const size of [1, 2, 3, 7, 1000]) {
      const rows = await rowsOf(pieces(bytes, size));
      expect(rows.map(({ cells }) => cells)).toEqual([
        ['Zoë, é', 'x\ny'],
        ['3', '4'],
      ]);
    }
  });

  it('gives rows with too many or too few cells as they are', async () => {
    const { rows } = await read('A,B\n1\n1,2,3\n');
    expect(rows.map(({ cells }) => cells.length)).toEqual([1, 3]);
  });

  it('takes what stands around a cell for no part of it, no-break spaces and tabs included', async () => {
    const { header, rows } = await read(' A ,B\u00a0\n\u00a01 ,\t2\u2003\n" 3 ","4"\n');
    expect(header).toEqual(['A', 'B']);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('gives a header without rows', async () => {
    expect((await read('A,B\n')).rows).toEqual([]);
    expect((await read('A,B')).rows).toEqual([]);
  });

  it('knows the digest of the whole file, mark and line endings included', async () => {
    const table = await readTable(fileOf('a.csv', 'A\r\n1\r\n'));
    for await (const _block of table.blocks);
    expect(table.sha256()).toBe('a3e67009289478976881ff3558b2283ce8e2b103910a72bf71585a8c3718daca');
  });
});

describe('a quotation mark out of place', () => {
  const NOTE = 'c,"two\nlines"';

  it.each([
    ['an inch mark before a note of two lines', `A,B\na,5" nail\n${NOTE}\nd,x\n`, [2], ['c', 'd']],
    ['an inch mark after a note of two lines', `A,B\n${NOTE}\na,5" nail\nd,x\n`, [3], ['c', 'd']],
    ['a mark that begins a cell and is never closed', `A,B\na,"nail\nb,x\n${NOTE}\nd,x\n`, [2], ['b', 'c', 'd']],
    ['one in the last row', `A,B\n${NOTE}\nd,x\na,"nail`, [4], ['c', 'd']],
    ['text after a closing mark', `A,B\nb,x\n"a"s,x\n${NOTE}\nd,x\n`, [3], ['b', 'c', 'd']],
    ['a mark that swallows rows until another one', `A,B,C\n"a,5,x\nb,6,x\nc,7,x"\nd,8,x\n`, [2, 4], ['b', 'd']],
  ])('blames the row it stands in, and no other: %s', async (_what, text, blamed, sound) => {
    for (const size of [1, 2, 5, 1000]) {
      const rows = await rowsOf(pieces(new TextEncoder().encode(text), size));
      expect(rows.filter(({ malformed }) => malformed !== undefined).map(({ row }) => row)).toEqual(blamed);
      expect(rows.filter(({ malformed }) => malformed === undefined).map(({ cells }) => cells[0])).toEqual(sound);
    }
  });

  it('leaves the rows below it as they are numbered by a spreadsheet', async () => {
    const { rows } = await read(`A,B\n${NOTE}\na,5" nail\nd,x\n`);
    expect(rows.map(({ row }) => row)).toEqual([2, 3, 4]);
  });

  it('does not keep the rest of a file in memory, nor take it for a cell', async () => {
    const lines = function* () {
      yield 'A,B\n1,2\n"3,4\n';
      for (let line = 0; line < 20_000; line += 1) yield 'a row that the cell would swallow,and more\n';
    };
    const rows = await rowsOf(encoded(lines()), { ...DEFAULT_LIMITS, maxRowLength: 10_000 });
    expect(rows.filter(({ malformed }) => malformed !== undefined).map(({ row }) => row)).toEqual([3]);
    expect(rows).toHaveLength(20_002);
  });

  it('costs no more where every row has one', async () => {
    const lines = function* () {
      yield 'A,B\n';
      for (let line = 0; line < 20_000; line += 1) yield '"3,a row with a mark that is not closed\n';
    };
    const rows = await rowsOf(encoded(lines()));
    expect(rows).toHaveLength(20_000);
  });
});

describe('what spreadsheets write', () => {
  it('blank columns to the right of the table say nothing', async () => {
    const { header, rows } = await read('A,B,,\n1,2,,\n3,,,\n4,5\n');
    expect(header).toEqual(['A', 'B']);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1', '2'],
      ['3', ''],
      ['4', '5'],
    ]);
  });

  it('what is filled there is not lost without a word: the row keeps its cells', async () => {
    const { rows } = await read('A,B,,\n1,2,,x\n');
    expect(rows[0]?.cells).toHaveLength(4);
  });

  it.each([
    [',', 'A,B\n1;5,2\n', ['1;5', '2']],
    [';', 'A;B\n"1;5";2,5\n', ['1;5', '2,5']],
    ['\t', 'A\tB\n1;5\t2,5\n', ['1;5', '2,5']],
    [';', 'sep=;\nA;B\n1,5;2\n', ['1,5', '2']],
    [',', 'sep=,\r\nA,B\r\n1;5,2\r\n', ['1;5', '2']],
    [';', '"SEP=;";;\nA;B\n1,5;2\n', ['1,5', '2']],
  ] as const)('%j between cells: %j', async (delimiter, text, cells) => {
    for (const size of [1, 3, 1000]) {
      const table = await readTable(pieces(new TextEncoder().encode(`${BOM}${text}`), size));
      expect(table.delimiter).toBe(delimiter);
      expect(table.header).toEqual(['A', 'B']);
      const rows: TableRow[] = [];
      for await (const block of table.blocks) rows.push(...block);
      // A line that only says the delimiter is not shown as a row.
      expect(rows).toEqual([{ row: 2, cells }]);
    }
  });

  it('a header alone, whatever stands between its columns', async () => {
    expect((await read('A;B')).header).toEqual(['A', 'B']);
    expect((await read('sep=;\nA;B')).header).toEqual(['A', 'B']);
  });
});

describe('refusing a file', () => {
  it.each([
    ['UTF-16 with its mark', Buffer.from(`${BOM}A,B\n1,2\n`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`${BOM}A,B\n1,2\n`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from('A,B\n1,2\n', 'utf16le')],
    ['Windows-1252', Buffer.from('A,B\n1,2\nZo\xeb,2\n', 'latin1')],
    ['NUL bytes', Buffer.from('A,B\n1,2\n\0,2\n', 'latin1')],
    ['an archive', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0, 0, 0]), 'ARCHIVE'],
  ])('%s: save it as CSV UTF-8', async (_what, bytes, code = 'NOT_UTF8') => {
    const refusal = await refusalOf(bytes);
    expect(refusal).toMatchObject({ code, field: 'file' });
    expect(refusal.remedy).toContain('CSV UTF-8');
  });

  it('says near which line the encoding goes wrong', async () => {
    const bytes = Buffer.from('A,B\n1,2\nZo\xeb,2\n', 'latin1');
    expect((await refusalOf(bytes)).message).toContain('line 3');
  });

  it.each([
    ['an empty file', ''],
    ['blank first rows', '\n\nA,B\n'],
  ])('%s: no header', async (_what, text) => {
    expect(await refusalOf(Buffer.from(text))).toMatchObject({ code: 'NO_HEADER', field: 'columns' });
  });

  it('a row without an end, without keeping the rest of the file', async () => {
    const text = function* () {
      yield 'A,B\n1,2\n3,';
      for (let piece = 0; piece < 100_000; piece += 1) yield 'some more text without any line ending ';
    };
    const refusal = await refusalOf(encoded(text()), { ...DEFAULT_LIMITS, maxRowLength: 10_000 });
    expect(refusal.code).toBe('ROW_TOO_LONG');
    expect(refusal.message).toContain('row 3');
  });
});

describe('a large file', () => {
  const MEGABYTE = new TextEncoder().encode('a text of some length,and another one to be sure\n'.repeat(20_000));
  async function* megabytes(most: number, onSent?: () => void) {
    yield new TextEncoder().encode('A,B\n');
    for (let sent = 0; sent < most; sent += 1) {
      yield MEGABYTE;
      onSent?.();
    }
  }

  it('of more than 100 MB is refused by its size before it is opened', async () => {
    const file = { name: 'big.csv', size: async () => 100_000_001, open: () => neverRead() };
    await expect(readTable(file)).rejects.toMatchObject({
      problem: { code: 'FILE_TOO_LARGE', message: expect.stringContaining('100 MB') },
    });
    const largest = { name: 'big.csv', size: async () => 100_000_000, open: () => neverRead() };
    await expect(readTable(largest)).rejects.toThrow('the file was opened');
  });

  it('is refused while it arrives, and no more of it is asked for', async () => {
    let sent = 0;
    const refusal = await refusalOf(
      megabytes(40, () => (sent += 1)),
      { ...DEFAULT_LIMITS, maxBytes: 20_000_000 },
    );
    expect(refusal).toMatchObject({ code: 'FILE_TOO_LARGE', field: 'file' });
    expect(refusal.message).toContain('20 MB');
    expect(sent).toBeLessThan(25);
  });

  it('is read within bounded memory where the limit allows it', async () => {
    const table = await readTable(megabytes(60));
    let rows = 0;
    let most = 0;
    let blocks = 0;
    const before = liveBytes();
    for await (const block of table.blocks) {
      rows += block.length;
      blocks += 1;
      if (blocks % 20 === 0) most = Math.max(most, liveBytes() - before);
    }
    expect(rows).toBe(60 * 20_000);
    expect(most).toBeLessThan(10_000_000);
  }, 120_000);

  it('leaves nothing on disk when an upload is too large', async () => {
    await expect(
      spooled('big.csv', megabytes(200), { limits: { ...DEFAULT_LIMITS, maxBytes: 3_000_000 } }),
    ).rejects.toBeInstanceOf(FileRefused);
  });
});

describe('an upload kept on disk', () => {
  it('can be read more than once, until it is disposed of', async () => {
    const file = await spooled('up.csv', pieces(new TextEncoder().encode('A,B\n1,2\n'), 3));
    expect(file.name).toBe('up.csv');
    expect(await rowsOf(file.open())).toEqual(await rowsOf(file.open()));
    await file[Symbol.asyncDispose]();
    await expect(rowsOf(file.open())).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

/** What is really held: what waits for the collector says more about the collector than about the reader. */
function liveBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function read(text: string): Promise<{ header: readonly string[]; rows: readonly TableRow[] }> {
  const table = await readTable(fileOf('test.csv', text));
  const rows: TableRow[] = [];
  for await (const block of table.blocks) rows.push(...block);
  return { header: table.header, rows };
}

async function rowsOf(source: AsyncIterable<Uint8Array>, limits?: ImportLimits): Promise<readonly TableRow[]> {
  const table = await readTable(source, limits);
  const rows: TableRow[] = [];
  for await (const block of table.blocks) rows.push(...block);
  return rows;
}

async function refusalOf(source: Uint8Array | AsyncIterable<Uint8Array>, limits?: ImportLimits) {
  try {
    await rowsOf(source instanceof Uint8Array ? pieces(source, 5) : source, limits);
  } catch (error) {
    if (error instanceof FileRefused) return error.problem;
    throw error;
  }
  throw new Error('the file was not refused');
}

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.byteLength; from += size) yield bytes.subarray(from, from + size);
}

async function* encoded(texts: Iterable<string>): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}

async function* neverRead(): AsyncGenerator<Uint8Array> {
  throw new Error('the file was opened');
  yield new Uint8Array();
}
