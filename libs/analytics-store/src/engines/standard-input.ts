import { closeSync, fstatSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { isatty } from 'node:tty';

/**
 * Has this process read nothing from its standard input any more: whoever reads it is at its end at once.
 *
 * Once in some thousand batches the engine reads the standard input where it should read the file of the batch. Of a
 * terminal, a pipe or a socket into which nobody writes it would wait for ever; at its end it takes in nothing, which is
 * noticed, and the batch is given to it again.
 */
export function giveUpStandardInput(): void {
  if (process.platform === 'win32') return;
  const input = fstatSync(0);
  if (!input.isSocket() && !input.isFIFO() && !isatty(0)) return;
  closeSync(0);
  // The lowest number that is free: what is opened takes the place of what was closed.
  openSync(devNull, 'r');
}
