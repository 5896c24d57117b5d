import type { ImprovementReport } from '@praxis/contracts';
import { textCell, type TableModel } from '../../figures/table.model.js';
import { codeLabel } from '../../format/code.format.js';
import { longDay } from '../../format/date.format.js';
import { position } from '../../format/figure.format.js';
import { JUDGES, LEVELS } from './improvement.wording.js';

export function evaluationsTable({ evaluations }: Pick<ImprovementReport, 'evaluations'>): TableModel {
  return {
    caption: 'Evaluations of the impact',
    columns: [
      { id: 'on', header: 'Day' },
      { id: 'level', header: 'Level' },
      { id: 'method', header: 'Method' },
      { id: 'judge', header: 'Judged by' },
      { id: 'finding', header: 'Finding' },
    ],
    rows: evaluations.map((evaluation, index) => ({
      id: `${evaluation.on}-${index}`,
      cells: [
        textCell(longDay(evaluation.on), evaluation.on),
        textCell(`${evaluation.level}. ${LEVELS[evaluation.level] ?? ''}`.trim(), evaluation.level),
        textCell(codeLabel(evaluation.method)),
        textCell(JUDGES[evaluation.judgedBy] ?? codeLabel(evaluation.judgedBy)),
        textCell(codeLabel(evaluation.finding)),
      ],
    })),
  };
}

export function timelineTable({ timeline }: Pick<ImprovementReport, 'timeline'>): TableModel {
  return {
    caption: 'Events of the improvement, oldest first',
    columns: [
      { id: 'on', header: 'Day' },
      { id: 'what', header: 'What happened' },
      { id: 'position', header: 'Log position', numeric: true },
    ],
    rows: timeline.map((entry) => ({
      id: entry.position,
      cells: [
        textCell(longDay(entry.on), entry.on),
        textCell(entry.label),
        textCell(position(entry.position), Number(entry.position)),
      ],
    })),
  };
}
