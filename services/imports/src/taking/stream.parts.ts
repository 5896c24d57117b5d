import type { RowCommand } from './file-plan.js';

/** Commands that are decided and appended together: few enough that others need not wait for them. */
export const PART_COMMANDS = 250;

/** Whole rows of a file about one stream that are dealt with at once. */
export interface StreamPart {
  readonly rows: readonly number[];
  readonly commands: readonly RowCommand[];
}

/**
 * Cuts what rows come to into parts, at the borders of rows: a row with several commands is taken with all of them or
 * not at all. What no row says comes with the last part.
 *
 * @param rows in order, also those without commands
 * @param commands in the order of their rows
 */
export function* partsOf(
  rows: readonly number[],
  commands: readonly RowCommand[],
  most = PART_COMMANDS,
): Generator<StreamPart> {
  const byRow = Map.groupBy(commands, ({ row }) => row);
  let part: { rows: number[]; commands: RowCommand[] } = { rows: [], commands: [] };
  for (const row of rows) {
    const ofRow = byRow.get(row) ?? [];
    if (part.commands.length > 0 && part.commands.length + ofRow.length > most) {
      yield part;
      part = { rows: [], commands: [] };
    }
    part.rows.push(row);
    part.commands.push(...ofRow);
  }
  part.commands.push(...(byRow.get(undefined) ?? []));
  if (part.rows.length > 0 || part.commands.length > 0) yield part;
}

/**
 * The same in two parts of about as many commands each, cut at a border of rows.
 *
 * @returns undefined where all commands are of one row
 */
export function halvesOf({ rows, commands }: StreamPart): readonly [StreamPart, StreamPart] | undefined {
  const borders = commands.flatMap(({ row }, index) =>
    index > 0 && (row === undefined || row !== commands[index - 1]?.row) ? [index] : [],
  );
  const border = borders[Math.floor(borders.length / 2)];
  if (border === undefined) return undefined;
  const next = commands[border]?.row ?? Infinity;
  return [
    { rows: rows.filter((row) => row < next), commands: commands.slice(0, border) },
    { rows: rows.filter((row) => row >= next), commands: commands.slice(border) },
  ];
}
