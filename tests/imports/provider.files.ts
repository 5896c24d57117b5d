import type { FileToImport } from '@praxis/imports';
import { ownFile, uploadFile, type Cells } from './import.harness.js';

/** A small provider: one service, forty workers, five pieces of learning and reflections each. */
export const STAFF = 40;
export const ids = Array.from({ length: STAFF }, (_, index) => `W${String(index + 1).padStart(3, '0')}`);
export const staff = uploadFile(
  'staff',
  ids.map((UNIQUEWORKERID) => ({ UNIQUEWORKERID, STARTDATE: '01/02/2020' })),
);
export const organisation = ownFile('organisation', [
  { UNIT: 'home-a', FACT: 'opened', DATE: '2020-01-01', KIND: 'service', NAME: 'Home A' },
]);
export const logged = (WORKER: string, entry: number, cells: Cells = {}): Cells => ({
  WORKPLACE: 'HOME-A',
  WORKER,
  FACT: 'logged',
  ENTRY: `e-${entry}`,
  DATE: '2024-04-01',
  KIND: 'reading',
  PLANNED: 'no',
  ...cells,
});
/** Interleaved: the rows of one worker are far apart. */
export const learning = ownFile(
  'learning',
  [1, 2, 3, 4, 5].flatMap((entry) => ids.map((id) => logged(id, entry))),
);
export const reflections = ownFile(
  'learning',
  [1, 2, 3, 4, 5].flatMap((entry) =>
    ids.map((WORKER) => ({
      WORKPLACE: 'HOME-A',
      WORKER,
      FACT: 'reflection',
      ENTRY: `e-${entry}`,
      DATE: '2024-04-02',
      IMPACT: 'no',
    })),
  ),
  'learning-2.csv',
);
/** In an order in which they cannot be taken. */
export const ALL: readonly FileToImport[] = [reflections, learning, staff, organisation];

/** How many facts these files come to, the registration of the organisation included. */
export const EVENTS = 1 + 1 + 1 + STAFF * 3 + STAFF * 5 * 2;
