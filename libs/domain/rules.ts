import { canonicalJson, RuleBroken, type DecisionContext } from '@praxis/event-sourcing';

/** The day on which the fact is being recorded, where the organisation is. */
export function recordedDay(context: DecisionContext): string {
  return context.today;
}

export function refuse(
  code: string,
  message: string,
  options: { readonly field?: string; readonly remedy: string },
): never {
  throw new RuleBroken(code, message, options);
}

/** Plans may lie ahead; what is said to have happened may not. */
export function requireNotInFuture(field: string, day: string, context: DecisionContext): void {
  if (day <= recordedDay(context)) return;
  refuse('IN_THE_FUTURE', `${day} is after ${recordedDay(context)}, the day of recording`, {
    field,
    remedy: 'Give the day on which it happened.',
  });
}

/**
 * Whether two values say the same, whatever the order of their fields. Never give it personal fields: in a loaded
 * state they are sealed, and a sealed text equals no other.
 */
export function sameContent(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

/** A value in force from a day until the next one of its kind. */
export interface Dated<Value> {
  readonly value: Value;
  readonly from: string;
}
