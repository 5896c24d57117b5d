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

  it.each([
    ['text after a closing one', 'A,B\n1,2\n"3"x,4\n'],
    ['one that is never closed', 'A,B\n1,2\n"3,4\n'],
  ])('marks rows whose quotation marks do not match: %s', async (_what, text) => {
    const { rows } = await read(text);
    expect(rows.map(({ row, malformed }) => [row, malformed !== undefined])).toEqual([
      [2, false],
      [3, true],
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

describe('refusing a file', () => {
  it.each([
    ['UTF-16 with its mark', Buffer.from(`${BOM}A,B\n1,2\n`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`${BOM}A,B\n1,2\n`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from('A,B\n1,2\n', 'utf16le')],
    ['Windows-1252', Buffer.from('A,B\n1,2\nZo\xeb,2\n', 'latin1')],
    ['NUL bytes', Buffer.from('A,B\n1,2\n\0,2\n', 'latin1')],
    ['an Excel workbook', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0, 0, 0])],
  ])('%s: save it as CSV UTF-8', async (_what, bytes) => {
    const refusal = await refusalOf(bytes);
    expect(refusal).toMatchObject({ code: 'NOT_UTF8', field: 'file' });
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

  it('a quotation mark that is never closed, without keeping the rest of the file', async () => {
    const lines = function* () {
      yield 'A,B\n1,2\n"3,4\n';
      for (let line = 0; line < 100_000; line += 1) yield 'some more text, which the cell swallows\n';
    };
    const refusal = await refusalOf(encoded(lines()), { ...DEFAULT_LIMITS, maxRowLength: 10_000 });
    expect(refusal.code).toBe('ROW_TOO_LONG');
    expect(refusal.message).toContain('row 3');
  });
});

describe('a file of 200 MB', () => {
  const MEGABYTE = new TextEncoder().encode('a text of some length,and another one to be sure\n'.repeat(20_000));

  it('is refused by its size before it is opened', async () => {
    const file = { name: 'big.csv', size: async () => 200_000_000, open: () => neverRead() };
    await expect(readTable(file)).rejects.toMatchObject({ problem: { code: 'FILE_TOO_LARGE' } });
  });

  it('is refused while it arrives, and no more of it is asked for', async () => {
    let sent = 0;
    const source = async function* () {
      yield new TextEncoder().encode('A,B\n');
      for (; sent < 200; sent += 1) yield MEGABYTE;
    };
    const refusal = await refusalOf(source());
    expect(refusal).toMatchObject({ code: 'FILE_TOO_LARGE', field: 'file' });
    expect(refusal.message).toContain('100 MB');
    expect(sent).toBeLessThan(105);
  });

  it('is read within bounded memory where the limit allows it', async () => {
    const source = async function* () {
      yield new TextEncoder().encode('A,B\n');
      for (let sent = 0; sent < 200; sent += 1) yield MEGABYTE;
    };
    const table = await readTable(source(), { ...DEFAULT_LIMITS, maxBytes: 300_000_000 });
    let rows = 0;
    let most = 0;
    let blocks = 0;
    const before = liveBytes();
    for await (const block of table.blocks) {
      rows += block.length;
      blocks += 1;
      if (blocks % 20 === 0) most = Math.max(most, liveBytes() - before);
    }
    expect(rows).toBe(200 * 20_000);
    expect(most).toBeLessThan(30_000_000);
  }, 120_000);

  it('leaves nothing on disk when an upload is too large', async () => {
    const source = async function* () {
      for (let sent = 0; sent < 200; sent += 1) yield MEGABYTE;
    };
    await expect(
      spooled('big.csv', source(), { limits: { ...DEFAULT_LIMITS, maxBytes: 3_000_000 } }),
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
