import { commandIdOf } from '../taking/command-ids.js';
import type { RowCommand } from '../taking/file-plan.js';
import { attestationOf } from '../taking/taking.context.js';
import type { UploadContext } from './upload.context.js';

export interface Difference {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Column by field, for what a rule may have against it. */
  readonly columns?: Readonly<Record<string, string>>;
}

/**
 * The commands that the differences of one row come to. An upload has no ids for facts: a command's id is derived from
 * the file, the row and what is to be done, so that taking the same file again is the same commands.
 */
export function commandsOf(
  differences: readonly Difference[],
  at: { readonly sha256: string; readonly row: number | undefined; readonly streamId: string },
  context: UploadContext,
): readonly RowCommand[] {
  return differences.map(({ type, data, columns }, ordinal) => ({
    row: at.row,
    command: { type, data },
    commandId: commandIdOf(context.digest, [
      'asc-wds',
      at.sha256,
      at.row ?? 'absent',
      at.streamId,
      context.received,
      ordinal,
      type,
      JSON.stringify(data),
    ]),
    attestedAt: attestationOf(context.received, context),
    columnOf: (field) => columns?.[field],
  }));
}
