import { setImmediate as nextTurn } from 'node:timers/promises';
import { InvalidBatch } from '../errors.js';
import { ByteSink } from './byte-sink.js';
import { UnfitValue } from './column-codec.js';
import { codecOf } from './column-types.js';

export interface BlockColumn {
  readonly name: string;
  readonly type: string;
}

/** Values encoded between two turns of the event loop: about 5 ms of work. */
const valuesATurn = 50_000;

/**
 * Encodes rows as one block of ClickHouse's Native format (columns one after the other, each with its name and type),
 * which the engine takes in without parsing text. Lets other work run between columns.
 *
 * @param rows each with a value for every column, in their order
 * @throws {InvalidBatch} saying row (counted from 0), column and value
 */
export async function encodeNativeBlock(
  columns: readonly BlockColumn[],
  rows: readonly (readonly unknown[])[],
): Promise<Buffer> {
  for (let index = 0; index < rows.length; index++) {
    if (rows[index]?.length !== columns.length) {
      throw new InvalidBatch(`Row ${index} has ${rows[index]?.length ?? 0} values for ${columns.length} columns`);
    }
  }
  const sink = new ByteSink();
  sink.variableLength(columns.length);
  sink.variableLength(rows.length);
  let valuesThisTurn = 0;
  for (const [index, column] of columns.entries()) {
    writeColumn(column, rows, index, sink);
    valuesThisTurn += rows.length;
    if (valuesThisTurn >= valuesATurn) {
      valuesThisTurn = 0;
      await nextTurn();
    }
  }
  return sink.take();
}

function writeColumn(
  { name, type }: BlockColumn,
  rows: readonly (readonly unknown[])[],
  index: number,
  sink: ByteSink,
): void {
  const codec = codecOf(type);
  if (codec === undefined) throw new InvalidBatch(`Column ${name} is ${type}, which batches cannot be written to`);
  sink.text(name);
  sink.text(type);
  codec.prefix(sink);
  try {
    codec.write(
      rows.map((row) => row[index]),
      sink,
    );
  } catch (error) {
    if (!(error instanceof UnfitValue)) throw error;
    throw new InvalidBatch(`Row ${error.index}, column ${name} (${type}): ${error.reason}`);
  }
}
