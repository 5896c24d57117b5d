import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RowSpool } from './row.spool.js';

it('rows of a partition that was written in several pieces come back whole, in order, and leave nothing behind', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'praxis-spool-'));
  const rows = Array.from({ length: 5_000 }, (_, at) => ({ row: at + 2, cells: ['W001', 'x'.repeat(50), `"${at}\n`] }));
  {
    await using spool = await RowSpool.open(parent);
    for (const row of rows) {
      spool.add('w-1', row);
      spool.add('w-2', row);
      await spool.write();
    }
    const partition = RowSpool.partitionOf('w-1');
    expect(RowSpool.partitionOf('w-2')).not.toBe(partition);
    expect(spool.rowsIn(partition)).toBe(rows.length);
    const pieces = await Array.fromAsync(spool.read(partition));
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.flat()).toEqual(rows);
  }
  expect(readdirSync(parent)).toEqual([]);
  rmSync(parent, { recursive: true });
});

it('rows that were cut short on disk are not taken for all', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'praxis-spool-'));
  {
    await using spool = await RowSpool.open(parent);
    for (let row = 2; row < 2_000; row += 1) spool.add('w-1', { row, cells: ['x'.repeat(50)] });
    await spool.write();
    truncateSync(join(parent, readdirSync(parent)[0]!, 'rows'), 1_000);
    await expect(Array.fromAsync(spool.read(RowSpool.partitionOf('w-1')))).rejects.toThrow('cut short');
  }
  rmSync(parent, { recursive: true });
});
