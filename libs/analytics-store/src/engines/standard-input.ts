import { closeSync, fstatSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { isatty } from 'node:tty';

/**
 * Has this process read nothing from its standard input any more: whoever reads it is at its end at once.
 *
 * The engine was seen to read the standard input in an insert of which it had been given the file, and to wait for ever, as
 * nobody wrote to it. At the end of its input it goes on at once; an insert that takes in no row is noticed, and made again.
 */
export function giveUpStandardInput(): void {
  if (process.platform === 'win32') return;
  const input = fstatSync(0);
  if (!input.isSocket() && !input.isFIFO() && !isatty(0)) return;
  closeSync(0);
  // The lowest number that is free: what is opened takes the place of what was closed.
  openSync(devNull, 'r');
}
