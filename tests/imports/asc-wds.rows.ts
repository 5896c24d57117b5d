import type { FileToImport } from '@praxis/imports';
import { uploadFile, type Cells } from './import.harness.js';

/** The workplace. */
export const home: Cells = { LOCALESTID: 'HOME-A' };
/** The staff record of a worker. */
export const worker = (id: string, cells: Cells = {}): Cells => ({
  LOCALESTID: 'HOME-A',
  UNIQUEWORKERID: id,
  ...cells,
});
/** A training record of a worker. */
export const training = (id: string, cells: Cells = {}): Cells => ({
  ...worker(id),
  CATEGORY: 20,
  PROVIDERNAME: '',
  VALIDITY: 12,
  DATECOMPLETED: '01/03/2026',
  ...cells,
});
/** An upload of the one workplace, received on a day. */
export const upload = (
  received: string,
  staff: readonly Cells[],
  records: readonly Cells[] = [],
): readonly FileToImport[] => [
  uploadFile('workplace', [home], received),
  uploadFile('staff', staff, received),
  ...(records.length > 0 ? [uploadFile('training', records, received)] : []),
];
