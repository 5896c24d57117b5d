import type { CapabilityReport } from '@praxis/contracts';
import { outOfCell, peopleCell, shareCell, textCell, type TableModel } from '../../figures/table.model.js';
import { shareText } from '../../format/figure.format.js';

const SHOWN_FIRST = 10;

export interface ElementGaps {
  readonly lowest: TableModel;
  readonly all: TableModel;
  readonly reading: string;
}

function allElements(report: CapabilityReport): TableModel {
  const labels = new Map(report.byDimension.map((dimension) => [dimension.code, dimension.label]));
  return {
    caption: 'Capability by element, lowest first',
    columns: [
      { id: 'element', header: 'Element' },
      { id: 'dimension', header: 'Dimension' },
      { id: 'capability', header: 'Capability', numeric: true },
      { id: 'cells', header: 'Competences met', numeric: true },
      { id: 'coverage', header: 'Coverage', numeric: true },
      { id: 'people', header: 'People', numeric: true },
    ],
    rows: report.byElement.map((element) => ({
      id: element.code,
      cells: [
        textCell(`${element.code} ${element.label}`, element.code),
        textCell(labels.get(element.dimension) ?? element.dimension),
        shareCell(element.capability, 'nobody to count', true),
        outOfCell(element.capability),
        shareCell(element.coverage),
        peopleCell(element.capability),
      ],
    })),
  };
}

export function prepareElementGaps(report: CapabilityReport): ElementGaps {
  const all = allElements(report);
  const first = report.byElement.find((element) => element.capability.value !== null);
  const more = all.rows.length - SHOWN_FIRST;
  return {
    all,
    lowest: {
      ...all,
      rows: all.rows.slice(0, SHOWN_FIRST),
      ...(more > 0 ? { truncated: `The ${SHOWN_FIRST} lowest of ${all.rows.length}. The table has them all.` } : {}),
    },
    reading:
      first === undefined
        ? 'No element has a figure.'
        : `The largest gap is in ${first.code} ${first.label}: ${shareText(first.capability)} are at or above what their role needs.`,
  };
}
