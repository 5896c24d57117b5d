import { describe, expect, it } from 'vitest';
import type { RowCommand } from './file-plan.js';
import { halvesOf, partsOf } from './stream.parts.js';

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

describe('what is more than the log takes at once', () => {
  const halves = (rows: readonly number[], commands: readonly RowCommand[]) =>
    halvesOf({ rows, commands })?.map((part) => [part.rows, part.commands.map(({ commandId }) => commandId)]);

  it('is halved at a border of rows', () => {
    const commands = [command(3), command(4, 0), command(4, 1), command(6), command(7)];
    expect(halves([2, 3, 4, 5, 6, 7, 8], commands)).toEqual([
      [
        [2, 3, 4, 5],
        ['3.0', '4.0', '4.1'],
      ],
      [
        [6, 7, 8],
        ['6.0', '7.0'],
      ],
    ]);
  });

  it('is halved where no row says something', () => {
    expect(halves([2, 3], [command(2), command(undefined, 0)])).toEqual([
      [[2, 3], ['2.0']],
      [[], ['undefined.0']],
    ]);
    expect(halves([], [command(undefined, 0), command(undefined, 1)])).toEqual([
      [[], ['undefined.0']],
      [[], ['undefined.1']],
    ]);
  });

  it('is not halved within a row', () => {
    expect(halves([2, 3, 4], [command(3, 0), command(3, 1)])).toBeUndefined();
  });
});
