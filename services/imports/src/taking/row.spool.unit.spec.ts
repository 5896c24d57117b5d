import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
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
