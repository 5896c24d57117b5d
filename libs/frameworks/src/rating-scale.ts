export interface RatingScale {
  readonly id: string;
  readonly version: string;
  readonly values: readonly { readonly value: number; readonly label: string }[];
  /** What stands in place of a value. Neither is a number, and neither is the other. */
  readonly absent: readonly { readonly code: 'not-assessed' | 'not-applicable'; readonly label: string }[];
}

/**
 * The default scale, ordinal: values may be compared and counted, not averaged. "Not assessed" leaves an applicable
 * cell in the denominator of coverage; "not applicable" takes it out of every denominator.
 */
export const RATING_SCALE: RatingScale = {
  id: 'praxis-four-point',
  version: '1',
  values: [
    { value: 1, label: 'Not yet' },
    { value: 2, label: 'Developing' },
    { value: 3, label: 'Proficient' },
    { value: 4, label: 'Leading' },
  ],
  absent: [
    { code: 'not-assessed', label: 'Not assessed' },
    { code: 'not-applicable', label: 'Not applicable' },
  ],
};
