import { expect, it } from 'vitest';
import type { RowCommand } from './file-plan.js';
import { partsOf } from './stream.parts.js';

function command(row: number | undefined, ordinal = 0): RowCommand {
  const commandId = `${row}.${ordinal}`;
  return { row, command: { type: 'Do', data: {} }, commandId, attestedAt: undefined, columnOf: () => undefined };
}

const told = (rows: readonly number[], commands: readonly RowCommand[], most: number) =>
  [...partsOf(rows, commands, most)].map((part) => [part.rows, part.commands.map(({ commandId }) => commandId)]);

it('cuts at the borders of rows, never within the commands of one', () => {
  const commands = [command(2), command(3, 0), command(3, 1), command(4), command(5, 0), command(5, 1), command(5, 2)];
  expect(told([2, 3, 4, 5], commands, 2)).toEqual([
    [[2], ['2.0']],
    [[3], ['3.0', '3.1']],
    [[4], ['4.0']],
    [[5], ['5.0', '5.1', '5.2']],
  ]);
  expect(told([2, 3, 4, 5], commands, 3)).toEqual([
    [
      [2, 3],
      ['2.0', '3.0', '3.1'],
    ],
    [[4], ['4.0']],
    [[5], ['5.0', '5.1', '5.2']],
  ]);
});

it('keeps rows without commands where they stand, and what no row says at the end', () => {
  const commands = [command(3), command(5), command(undefined)];
  expect(told([2, 3, 4, 5, 6], commands, 1)).toEqual([
    [[2, 3, 4], ['3.0']],
    [
      [5, 6],
      ['5.0', 'undefined.0'],
    ],
  ]);
  expect(told([], [command(undefined)], 1)).toEqual([[[], ['undefined.0']]]);
  expect(told([2], [], 1)).toEqual([[[2], []]]);
  expect(told([], [], 1)).toEqual([]);
});
