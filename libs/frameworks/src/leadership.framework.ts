import type { Framework, FrameworkCell, FrameworkDimension } from './framework.types.js';
import { LEADERSHIP_DIMENSIONS, type LeadershipElementData } from './leadership.data.js';

export type LeadershipLevelId = 'front-line-worker' | 'front-line-leader' | 'operational-leader' | 'strategic-leader';

export interface LeadershipLevel {
  readonly id: LeadershipLevelId;
  /** Suffix of cell codes, for example the `L2` of `1.3/L2`. */
  readonly code: 'L1' | 'L2' | 'L3' | 'L4';
  readonly label: string;
  readonly examples: string;
}

/** Ascending. A person has one level at a time; it says which cells of dimensions 1 to 5 apply to them. */
export const LEADERSHIP_LEVELS: readonly LeadershipLevel[] = [
  { id: 'front-line-worker', code: 'L1', label: 'Front-line worker', examples: 'Support worker, volunteer, student' },
  { id: 'front-line-leader', code: 'L2', label: 'Front-line leader', examples: 'Supervisor, team leader' },
  { id: 'operational-leader', code: 'L3', label: 'Operational leader', examples: 'Service manager' },
  { id: 'strategic-leader', code: 'L4', label: 'Strategic leader', examples: 'Director, senior leader' },
];

function cellsOf(element: LeadershipElementData): FrameworkCell[] {
  if (typeof element.cells === 'string') {
    return [{ code: element.code, element: element.code, level: null, label: element.cells }];
  }
  return element.cells.map((label, index) => {
    const level = LEADERSHIP_LEVELS[index];
    if (level === undefined) throw new Error(`Element ${element.code} has more descriptors than there are levels.`);
    return { code: `${element.code}/${level.code}`, element: element.code, level: level.id, label };
  });
}

const dimensions: readonly FrameworkDimension[] = LEADERSHIP_DIMENSIONS.map(({ elements, ...dimension }) => ({
  ...dimension,
  elements: elements.map(({ cells: _cells, ...element }) => element),
}));

/**
 * A council's leadership framework for children's services: seven dimensions of four elements. Dimensions 1 to 5
 * have a descriptor at each of four levels (20 × 4 = 80 cells); dimensions 6 and 7 are for senior staff only and
 * have one descriptor an element (8 cells). 88 cells in all, not 7 × 4 × 4.
 */
export const LEADERSHIP_FRAMEWORK: Framework = {
  id: 'leadership-framework',
  version: '1',
  title: 'Leadership framework for children’s services',
  dimensions,
  levels: LEADERSHIP_LEVELS.map((level) => level.id),
  cells: LEADERSHIP_DIMENSIONS.flatMap((dimension) => dimension.elements.flatMap(cellsOf)),
};
