import { checklistStatus } from '@praxis/contracts';
import { LEARNING_KINDS, LEADERSHIP_FRAMEWORK, LEADERSHIP_LEVELS } from '@praxis/frameworks';
import { ProblemException, problemOf } from '@praxis/http-problems';

/** What each filter can name, but for those that are looked up: units, improvements and the periods of a measurement. */
const NAMED = {
  dimension: LEADERSHIP_FRAMEWORK.dimensions.map(({ code }) => code),
  level: LEADERSHIP_LEVELS.map(({ id }) => id),
  element: LEADERSHIP_FRAMEWORK.dimensions.flatMap(({ elements }) => elements.map(({ code }) => code)),
  status: checklistStatus.options,
  kind: LEARNING_KINDS.map(({ id }) => id),
} as const satisfies Record<string, readonly string[]>;

export type NamedFilter = keyof typeof NAMED;

/**
 * A filter that names nothing would be answered with nothing, which reads as if there were nothing.
 *
 * @throws {ProblemException} UNKNOWN_DIMENSION, UNKNOWN_LEVEL, … for the first that names nothing
 */
export function requireKnown(filters: Partial<Readonly<Record<NamedFilter, string | undefined>>>): void {
  for (const [filter, known] of Object.entries(NAMED) as [NamedFilter, readonly string[]][]) {
    const value = filters[filter];
    if (value !== undefined && !known.includes(value)) {
      throw unknownFilter(filter, `There is no ${filter} ${value}`, `Use one of: ${known.join(', ')}.`);
    }
  }
}

/** The problem of a filter whose value names nothing. */
export function unknownFilter(field: string, detail: string, remedy: string): ProblemException {
  return new ProblemException(
    problemOf(422, `UNKNOWN_${field.toUpperCase()}`, `There is no such ${field}`, detail, {
      remedy,
      errors: [{ field, reason: 'is not known', remedy }],
    }),
  );
}
