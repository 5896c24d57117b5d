import { FileRefused } from './file-problem.js';
import type { ImportLimits } from './import-limits.js';

/** @throws {FileRefused} when so many bytes are more than the limit */
export function requireSize(bytes: number, limits: ImportLimits): void {
  if (bytes <= limits.maxBytes) return;
  throw new FileRefused({
    code: 'FILE_TOO_LARGE',
    field: 'file',
    message: `The file is larger than ${megabytes(limits.maxBytes)} MB, the largest that is taken.`,
    remedy: 'Split it into several files, each with the same first row.',
  });
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toLocaleString('en-GB', { maximumFractionDigits: 1 });
}
