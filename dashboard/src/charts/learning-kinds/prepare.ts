import type { CpdImpactReport } from '@praxis/contracts';
import { countCell, textCell, type TableModel } from '../../figures/table.model.js';
import { codeLabel } from '../../format/code.format.js';
import { countText } from '../../format/figure.format.js';

export interface LearningKinds {
  readonly table: TableModel;
  readonly reading: string;
}

/** Kinds of learning with the most minutes first; bars are relative to the largest. */
export function prepareLearningKinds({ byKind }: Pick<CpdImpactReport, 'byKind'>): LearningKinds {
  const kinds = byKind.toSorted((one, other) => (other.minutes.value ?? -1) - (one.minutes.value ?? -1));
  const most = kinds[0];
  const largest = most?.minutes.value ?? 0;
  return {
    reading:
      most === undefined || largest === 0
        ? 'No kind of learning has minutes recorded.'
        : `Most time goes into: ${codeLabel(most.kind)} (${countText(most.minutes)} ${most.minutes.value === 1 ? 'minute' : 'minutes'}).`,
    table: {
      caption: 'Minutes and entries by kind of learning',
      columns: [
        { id: 'kind', header: 'Kind of learning' },
        { id: 'minutes', header: 'Minutes', numeric: true },
        { id: 'entries', header: 'Entries', numeric: true },
      ],
      rows: kinds.map((kind) => {
        const minutes = countCell(kind.minutes);
        const bar = kind.minutes.value === null || largest === 0 ? {} : { bar: kind.minutes.value / largest };
        return {
          id: kind.kind,
          cells: [textCell(codeLabel(kind.kind)), { ...minutes, ...bar }, countCell(kind.entries)],
        };
      }),
    },
  };
}
