import type { ChecklistStatusName } from '@praxis/contracts';
import { PALETTE } from '../palette.js';

/** How a status looks and is called: the same in chart, matrix and table. "Not assessed" is not "not started". */
export const STATUSES: readonly {
  readonly id: ChecklistStatusName;
  readonly label: string;
  readonly icon: string;
  readonly colour: string;
  readonly pattern: 'solid' | 'stripes' | 'dots';
}[] = [
  { id: 'in-place', label: 'In place', icon: '✓', colour: PALETTE.blue, pattern: 'solid' },
  { id: 'some-progress', label: 'Some progress', icon: '◐', colour: PALETTE.turquoise, pattern: 'stripes' },
  { id: 'not-started', label: 'Not started', icon: '○', colour: PALETTE.orange, pattern: 'dots' },
  { id: 'not-applicable', label: 'Not applicable', icon: '–', colour: '#6f777b', pattern: 'solid' },
  { id: 'not-assessed', label: 'Not assessed', icon: '?', colour: '#8f9499', pattern: 'stripes' },
];

export const statusOf = (id: ChecklistStatusName) => STATUSES.find((status) => status.id === id);
