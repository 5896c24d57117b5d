import type { Framework, FrameworkDimension } from './framework.types.js';
import { PERFORMANCE_GROUP_DATA, type CriterionGroupData } from './occupational-standard.criteria.js';
import { KNOWLEDGE_GROUP_DATA } from './occupational-standard.knowledge.js';

function dimensionOf(prefix: 'P' | 'K', { code, label, first, labels }: CriterionGroupData): FrameworkDimension {
  return {
    code: `${prefix}:${code}`,
    label,
    seniorOnly: false,
    elements: labels.map((text, index) => ({ code: `${prefix}${first + index}`, label: text })),
  };
}

export interface OccupationalStandard extends Framework {
  /** The four groups of performance criteria, P1 to P64. */
  readonly performance: readonly FrameworkDimension[];
  /** The thirteen groups of knowledge statements, K1 to K101. */
  readonly knowledge: readonly FrameworkDimension[];
}

const performance = PERFORMANCE_GROUP_DATA.map((group) => dimensionOf('P', group));
const knowledge = KNOWLEDGE_GROUP_DATA.map((group) => dimensionOf('K', group));
const dimensions = [...performance, ...knowledge];

/**
 * National Occupational Standard SCDLMCA1 (managing and developing oneself and one's workforce in care services):
 * 64 performance criteria in four groups and 101 knowledge statements in thirteen. It has no levels, so every
 * element is one cell.
 */
export const OCCUPATIONAL_STANDARD: OccupationalStandard = {
  id: 'scdlmca1',
  version: '1',
  title: 'Occupational standard SCDLMCA1',
  dimensions,
  performance,
  knowledge,
  levels: [],
  cells: dimensions.flatMap((dimension) =>
    dimension.elements.map(({ code, label }) => ({ code, element: code, level: null, label })),
  ),
};
