import type { RecordsQuery } from '@praxis/contracts';
import { ProblemException, problemOf } from '@praxis/http-problems';
import { requireKnown, unknownFilter } from '../frame/known-filters.js';
import {
  actionsFigure,
  capabilityFigure,
  checklistFigure,
  headcountFigure,
  indicatorFigure,
  learningFigure,
  supervisionFigure,
  type FigureReader,
} from './figure-readers.js';

/** What can narrow a figure, beside the unit, the period and the two dates. */
const NARROWING = [
  'month',
  'dimension',
  'level',
  'element',
  'item',
  'status',
  'improvement',
  'kind',
  'period',
] as const;
type Narrowing = (typeof NARROWING)[number];

interface OpenableFigure {
  readonly read: FigureReader;
  readonly narrowedBy: readonly Narrowing[];
}

const capability = (read: FigureReader): OpenableFigure => ({ read, narrowedBy: ['dimension', 'level', 'element'] });
const learning = (read: FigureReader): OpenableFigure => ({ read, narrowedBy: ['month', 'kind'] });
const whole = (read: FigureReader): OpenableFigure => ({ read, narrowedBy: [] });

/** Every figure whose records can be opened, by the id that its link carries. */
const FIGURES: Readonly<Record<string, OpenableFigure>> = {
  headcount: whole(headcountFigure),
  capability: capability(capabilityFigure('Capability', (row) => row.met === 1)),
  coverage: capability(capabilityFigure('Coverage of assessment', (row) => row.assessed === 1)),
  'supervision-held': whole(supervisionFigure),
  'learning-minutes': learning(learningFigure('Learning time', false, (row) => row.minutes ?? 0)),
  'participatory-minutes': learning(
    learningFigure('Participatory learning time', false, (row) => row.participatory ?? 0),
  ),
  'learning-entries': learning(learningFigure('Learning entries', false, () => 1)),
  'entries-without-minutes': learning(
    learningFigure('Entries without a time', false, (row) => (row.minutes === null ? 1 : 0)),
  ),
  reflection: learning(learningFigure('Learning reflected on', true, (row) => row.reflected)),
  'impact-recorded': learning(learningFigure('Learning with impact recorded', true, (row) => row.with_impact)),
  'checklist-items': { read: checklistFigure, narrowedBy: ['item', 'status'] },
  'actions-open': whole(actionsFigure('Open actions', () => true)),
  'actions-overdue': whole(actionsFigure('Overdue actions', (row) => row.overdue === 1)),
  'actions-slipped': whole(actionsFigure('Actions moved at least once', (row) => row.slips > 0)),
  indicator: { read: indicatorFigure, narrowedBy: ['improvement', 'period'] },
};

export const FIGURES_WITH_RECORDS: ReadonlySet<string> = new Set(Object.keys(FIGURES));

/**
 * The reader of a figure, when everything that narrows it does and names something: the records of a wider figure would
 * be taken for those of the one that was asked for.
 *
 * @throws {ProblemException} UNKNOWN_FIGURE, NOT_NARROWED_BY, UNKNOWN_DIMENSION and the like
 */
export function readerOf(query: RecordsQuery): FigureReader {
  const { figure } = query;
  const found = Object.hasOwn(FIGURES, figure) ? FIGURES[figure] : undefined;
  if (!found) {
    throw unknownFilter('figure', `There is no figure ${figure}`, `Use one of: ${Object.keys(FIGURES).join(', ')}.`);
  }
  const idle = NARROWING.filter((name) => query[name] !== undefined && !found.narrowedBy.includes(name));
  if (idle.length > 0) throw notNarrowedBy(figure, idle, found.narrowedBy);
  requireKnown(query);
  return found.read;
}

function notNarrowedBy(figure: string, idle: readonly Narrowing[], narrowedBy: readonly Narrowing[]): ProblemException {
  const can = narrowedBy.length === 0 ? '' : `, or narrow it by ${narrowedBy.join(' or ')}`;
  const remedy = `Leave ${idle.join(' and ')} out${can}.`;
  return new ProblemException(
    problemOf(
      422,
      'NOT_NARROWED_BY',
      'The filter does not apply',
      `${figure} cannot be narrowed by ${idle.join(', ')}`,
      {
        remedy,
        errors: idle.map((field) => ({ field, reason: `does not narrow ${figure}`, remedy })),
      },
    ),
  );
}
