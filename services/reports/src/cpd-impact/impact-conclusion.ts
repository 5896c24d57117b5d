import type { Comparison } from '@praxis/contracts';
import { movementOf, type BeforeAfter } from '@praxis/metrics';

export type Verdict =
  | 'moved-together'
  | 'worse'
  | 'may-be-regression-to-the-mean'
  | 'may-be-season'
  | 'no-change-seen'
  | 'cannot-tell'
  | 'too-few-months';

export interface Conclusion {
  readonly verdict: Verdict;
  /** For readers; it never says what caused a difference. */
  readonly conclusion: string;
}

type Direction = 'better' | 'worse' | 'unclear';

const LIMITS = 'This describes what moved together; it cannot separate the CPD from other changes at the same time.';

/**
 * Reads the comparisons together. Only the fair ones (without the months that may have prompted the CPD; the same
 * calendar months) can say that something changed. When they do not, and a hasty one does, the likeliest reason for
 * that is named: unusual months before the start, or the season.
 *
 * @param unusual the two months before the start against the same months a year earlier; null when not measured
 */
export function concludeFrom(
  improvement: 'increase' | 'decrease' | 'neutral',
  made: Readonly<Record<Comparison['id'], BeforeAfter | null>>,
  unusual: BeforeAfter | null,
): Conclusion {
  const direction = (result: BeforeAfter | null): Direction => {
    const movement = result ? movementOf(result.difference) : 'not-distinguishable';
    if (movement === 'not-distinguishable') return 'unclear';
    return movement === (improvement === 'increase' ? 'up' : 'down') ? 'better' : 'worse';
  };
  const fair = [made['without-trigger-months'], made['same-months']].filter((result) => result !== null);
  const directions = fair.map(direction);
  if (directions.length === 0) return said('cannot-tell', 'There are too few months for a fair comparison.');
  if (directions.every((one) => one === 'better')) {
    return said(
      'moved-together',
      'The indicator and the CPD moved together: it is better after than before in every fair comparison.',
    );
  }
  if (directions.every((one) => one === 'worse')) {
    return said('worse', 'The indicator is worse after the CPD than before it in every fair comparison.');
  }
  if (directions.some((one) => one !== 'unclear')) {
    return said('cannot-tell', 'The fair comparisons do not agree, so nothing can be said with confidence.');
  }
  const [hasty, halves] = [direction(made['last-two-months']), direction(made['six-months-each-side'])];
  if (hasty !== 'unclear' && (direction(unusual) !== 'unclear' || halves === 'unclear')) {
    return said(
      'may-be-regression-to-the-mean',
      'A change is seen only against the months just before the CPD, which were unusual: a return to the usual level looks the same.',
    );
  }
  if (hasty !== 'unclear' || halves !== 'unclear') {
    return said(
      'may-be-season',
      'A change is seen only between different seasons, and not between the same calendar months: the season looks the same.',
    );
  }
  return said('no-change-seen', 'No change can be told from ordinary variation.');
}

function said(verdict: Verdict, text: string): Conclusion {
  return { verdict, conclusion: `${text} ${LIMITS}` };
}
