import { type Day, iso } from '../calendar.js';
import type { Random } from '../chance/random.js';
import { aboveRequired, onScale } from '../provider/competence.js';
import type { Requirement } from '../provider/role-profiles.js';
import type { Worker } from '../provider/worker.js';
import { LATE_RATING } from '../truths/planted-truths.js';
import type { RecordedRows } from './recorded-rows.js';
import type { HeldSession } from './supervision-session.js';

export type ReviewRows = RecordedRows<'ratings'>;

export interface Review {
  readonly id: string;
  readonly on: Day;
  readonly annual: boolean;
  readonly worker: Worker;
  readonly manager: Worker;
}

interface Course {
  readonly standardsOn: Day;
  readonly agreedOn: Day;
  /** The day on which a fact of a day is recorded: never before what was recorded last. */
  readonly record: (date: Day) => Day;
  readonly sessions: readonly HeldSession[];
  readonly random: Random;
}

/** Adds self, manager and agreed ratings, some of them missing, and returns the day the planted one was recorded. */
export function rateElements(rows: ReviewRows, review: Review, rated: readonly Requirement[], course: Course): Day {
  const { worker } = review;
  const { random, agreedOn, standardsOn, record } = course;
  const levels = new Map(
    rated.map(({ element, rating }) => [element, rating + aboveRequired(worker, element, agreedOn)]),
  );
  const selfOn = standardsOn + random.int(1, 5);
  const managerOn = selfOn + random.int(1, 5);
  const rate = (source: string, on: Day, share: number, shift: number): void => {
    for (const [element, level] of levels) {
      if (isPlanted(worker, element) && on <= LATE_RATING.recordedOn) continue;
      if (!random.chance(share)) continue;
      const value = onScale(level + shift + (source === 'agreed' ? 0 : random.normal() * 0.3));
      const recorded = record(on);
      addRating(rows, review, element, source, on, value, recorded, course);
      perhapsCorrect(rows, review, element, source, on, value, recorded, random);
    }
  };
  rate('self', selfOn, 0.92, 0.25);
  rate('manager', managerOn, 0.95, -0.1);
  rate('agreed', agreedOn, 0.95, 0);
  return plantLateRating(rows, review, agreedOn, course);
}

function addRating(
  rows: ReviewRows,
  { id, worker }: Review,
  element: string,
  source: string,
  on: Day,
  rating: number,
  recorded: Day,
  { sessions, random }: Pick<Course, 'sessions' | 'random'>,
): void {
  const before = source === 'self' || !random.chance(0.4) ? [] : sessions.filter((session) => session.on < on);
  rows.add(recorded, {
    WORKPLACE: worker.workplace,
    WORKER: worker.id,
    REVIEW: id,
    FACT: 'rated',
    DATE: iso(on),
    ELEMENT: element,
    SOURCE: source,
    RATING: rating,
    EVIDENCE: before
      .slice(-2)
      .map((session) => session.id)
      .join(';'),
  });
}

/** A wrong rating is put right, sometimes long after the review was signed; a few should not have been made. */
function perhapsCorrect(
  rows: ReviewRows,
  { id, worker }: Review,
  element: string,
  source: string,
  on: Day,
  value: number,
  recorded: Day,
  random: Random,
): void {
  const what = random.next();
  if (what > 0.01) return;
  rows.add(recorded + random.int(2, 120), {
    WORKPLACE: worker.workplace,
    WORKER: worker.id,
    REVIEW: id,
    DATE: iso(on),
    ELEMENT: element,
    SOURCE: source,
    ...(what < 0.002 ? { FACT: 'void' } : { FACT: 'corrected', RATING: value === 1 ? 2 : value - 1 }),
  });
}

function isPlanted(worker: Worker, element: string): boolean {
  return worker.keeps && worker.workplace !== 'CENTRAL-OFFICE' && element === LATE_RATING.element;
}

/** The two agreed ratings of the planted element, and none besides until the second has been recorded. */
function plantLateRating(rows: ReviewRows, review: Review, agreedOn: Day, course: Course): Day {
  if (!isPlanted(review.worker, LATE_RATING.element)) return 0;
  const { element, source } = LATE_RATING;
  if (agreedOn === LATE_RATING.earlierOn) {
    addRating(rows, review, element, source, agreedOn, LATE_RATING.earlier, course.record(agreedOn), course);
  }
  if (agreedOn !== LATE_RATING.agreedOn) return 0;
  addRating(rows, review, element, source, agreedOn, LATE_RATING.rating, LATE_RATING.recordedOn, course);
  return LATE_RATING.recordedOn;
}
