import { BEGINNING, type Day, day, END, weekday } from '../calendar.js';
import type { Random } from '../chance/random.js';
import { NONE, REAL, REGRESSION, SEASON } from '../truths/planted-truths.js';
import { CHILD_PROTECTION, MANDATORY } from './policies.js';
import { atWorkOn, lastDay, postingOn, type Worker } from './worker.js';

/** A training record as it stands in the provider's own system. */
export interface Certificate {
  /** ASC-WDS training category code. */
  readonly topic: number;
  readonly name: string;
  readonly completedOn: Day;
  /** Months of validity; null where the record does not say. */
  readonly months: number | null;
  /** The first day on which a return can contain it. */
  readonly recordedOn: Day;
  /** Validity that was entered wrongly, and the day it was put right. */
  readonly corrected: { readonly from: Day; readonly months: number } | null;
  /** The day on which the record was taken out as an error. */
  readonly removedOn: Day | null;
  /** One of four ways in which the certificate's circumstances are filled in. */
  readonly variant: number;
}

const LEARNING_DISABILITY_FROM = day('2025-09-01');

interface Course {
  readonly topic: number;
  readonly name: string;
  readonly months: number;
}

export function drawCertificates(worker: Worker, random: Random): readonly Certificate[] {
  const { role } = postingOn(worker, lastDay(worker));
  const office = worker.workplace === 'CENTRAL-OFFICE';
  const children = role === 'residential-child-care-worker';
  const courses: Course[] = MANDATORY.filter((one) => !(office && 'care' in one));
  if (children) courses.push(CHILD_PROTECTION);
  const certificates = courses.flatMap((course) => renewals(course, worker, random.child(course.topic)));
  const programmes = PROGRAMME_COURSES.filter(({ workplace }) => workplace === worker.workplace).flatMap((course) => {
    const on = programmeDay(worker, course);
    return on === null ? [] : [certificate(course, on, random.child(course.programmeId))];
  });
  const once = disabilityTraining(worker, random.child('learning disability'));
  const seen = new Set<string>();
  return [...programmes, ...certificates, ...once].filter(({ topic, completedOn }) => {
    const key = `${topic} ${completedOn}`;
    return !seen.has(key) && Boolean(seen.add(key));
  });
}

function renewals(course: Course, worker: Worker, random: Random): Certificate[] {
  const found: Certificate[] = [];
  const last = Math.min(lastDay(worker), END);
  const validity = Math.round(course.months * 30.4);
  let on =
    worker.startedOn < BEGINNING
      ? Math.max(worker.startedOn, BEGINNING - random.int(0, validity))
      : worker.startedOn + random.int(3, 56);
  while (weekday(on) <= last) {
    found.push(certificate(course, weekday(on), random));
    on += validity + renewalDelay(random);
  }
  return found;
}

/** Days after the expiry on which the next course is completed; most are before it. */
function renewalDelay(random: Random): number {
  return random.weighted([
    [random.int(-45, -1), 74],
    [random.int(0, 90), 19],
    [random.int(91, 300), 7],
  ]);
}

function disabilityTraining(worker: Worker, random: Random): Certificate[] {
  const on = weekday(Math.max(LEARNING_DISABILITY_FROM, worker.startedOn) + random.int(0, 500));
  const course = { topic: 42, name: 'Learning disability and autism, tier 1', months: 36 };
  return on <= Math.min(lastDay(worker), END) ? [certificate(course, on, random)] : [];
}

function certificate(course: Course, completedOn: Day, random: Random): Certificate {
  const wrong = random.chance(0.008);
  const recordedOn = completedOn + random.int(1, 21);
  return {
    topic: course.topic,
    name: course.name,
    completedOn,
    months: random.chance(0.04) ? null : wrong ? course.months * 3 : course.months,
    recordedOn,
    corrected: wrong ? { from: recordedOn + random.int(100, 200), months: course.months } : null,
    removedOn: random.chance(0.004) ? recordedOn + random.int(100, 300) : null,
    variant: random.int(0, 3),
  };
}

const PROGRAMME_COURSES = [
  { ...REAL, topic: 15, name: 'Moving and handling, practice in the home', months: 12 },
  { ...REGRESSION, topic: 13, name: 'Medicines refresher', months: 12 },
  { ...SEASON, topic: 16, name: 'Hydration and chest infections', months: 24 },
  { ...NONE, topic: 37, name: 'Handling complaints', months: 24 },
].map((one) => ({ ...one, workplace: one.unitId.toUpperCase() }));

/** The day on which the worker took part; null for those who were away. The same for every file that asks. */
export function programmeDay(
  worker: Worker,
  { programmeFrom, programmeTo }: { readonly programmeFrom: Day; readonly programmeTo: Day },
): Day | null {
  const spread = Number(worker.id.slice(2)) * 7919;
  if (spread % 11 === 0) return null;
  const on = programmeFrom + (spread % (programmeTo - programmeFrom + 1));
  const worked = on - ((on + 3) % 7 > 4 ? 2 : 0);
  return worked >= programmeFrom && atWorkOn(worker, worked) ? worked : null;
}
