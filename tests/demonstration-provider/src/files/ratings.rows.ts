import { LEADERSHIP_FRAMEWORK, type LeadershipLevelId } from '@praxis/frameworks';
import { BEGINNING, type Day, day, END, iso, weekday } from '../calendar.js';
import type { Random } from '../chance/random.js';
import type { Row } from '../csv/columns.js';
import type { OutputFolder } from '../csv/output-folder.js';
import type { Provider, Service } from '../provider/provider.js';
import { elementsOf, type Requirement, requirementsOn, roleProfile } from '../provider/role-profiles.js';
import { perhapsText } from '../provider/sentences.js';
import { absentOn, keyOf, lastDay, type Managed, postingOn, referTo, type Worker } from '../provider/worker.js';
import { LATE_RATING } from '../truths/planted-truths.js';
import { RecordedRows } from './recorded-rows.js';
import { rateElements, type Review, type ReviewRows } from './review-ratings.js';
import type { HeldSession } from './supervision-session.js';

/** The review goes on for about four weeks: opened, standards agreed, self, manager, agreed, signed. */
const REVIEW_DAYS = 32;

export function writeRatings(
  out: OutputFolder,
  service: Service,
  worker: Worker,
  managers: readonly Managed[],
  sessions: readonly HeldSession[],
): void {
  const random = service.random.child(`ratings ${worker.id}`);
  const rows: ReviewRows = new RecordedRows('ratings', (recorded) => aloneOnItsDay(worker, recorded));
  schedule(worker, random).forEach(({ on, annual }, index) => {
    const manager = managers.findLast(({ from }) => from <= on)?.manager ?? null;
    const skipped = !worker.keeps && random.chance(annual ? 0.06 : 0.18);
    if (manager === null || skipped || on + REVIEW_DAYS > Math.min(lastDay(worker), END)) return;
    const review: Review = { id: reviewId(worker, index), on, annual, worker, manager };
    addReview(rows, review, sessions, random.child(index));
  });
  rows.writeTo(out);
}

/** In its service nothing but the planted rating is recorded on its day, so that it alone moves the figures. */
function aloneOnItsDay(worker: Worker, recorded: Day): Day {
  const others = !worker.keeps && LATE_RATING.unitId.startsWith(worker.workplace.toLowerCase());
  return others && recorded === LATE_RATING.recordedOn ? recorded + 1 : recorded;
}

/** Annual reviews with a re-rating of about half the elements in between. */
function schedule(worker: Worker, random: Random): { readonly on: Day; readonly annual: boolean }[] {
  const fixed = worker.keeps && worker.postings[0]?.unitId === LATE_RATING.unitId;
  if (fixed) return lateRatingSchedule();
  const start = Math.max(worker.startedOn, BEGINNING);
  let on = worker.startedOn < BEGINNING ? start + random.int(6, 150) : start + random.int(80, 115);
  const found: { on: Day; annual: boolean }[] = [];
  for (let annual = true; on <= END; annual = !annual) {
    const absence = absentOn(worker, on);
    found.push({ on: weekday(absence ? absence.to + 14 : on), annual });
    on += 183 + random.int(-14, 16);
  }
  return found;
}

/** Every half year, so that the planted ratings are agreed on their days. */
function lateRatingSchedule(): { readonly on: Day; readonly annual: boolean }[] {
  return LATE_RATING_AGREED.map((agreed) => ({ on: agreed - AGREED_AFTER, annual: iso(agreed).includes('-03-') }));
}

const LATE_RATING_AGREED = [2023, 2024, 2025, 2026].flatMap((year) => [day(`${year}-03-10`), day(`${year}-09-10`)]);
const AGREED_AFTER = 18;

function addReview(rows: ReviewRows, review: Review, sessions: readonly HeldSession[], random: Random): void {
  const { id, on, annual, worker } = review;
  const { role } = postingOn(worker, on);
  const level = roleProfile(role).level;
  const common = { WORKPLACE: worker.workplace, WORKER: worker.id, REVIEW: id };
  const required = requirementsOn(role, on);
  const applicable = required.filter(({ element }) => worker.keeps || !leftOut(worker, element));
  // Now and then a whole review is typed in weeks or months later.
  const late = !worker.keeps && random.chance(0.07) ? random.int(20, 130) : 0;
  let recorded = on + late;
  const record = (date: Day): Day => (recorded = Math.max(recorded, date + late + random.int(0, 3)));

  rows.add(record(on), { ...common, ...opening(review, level) });
  const standardsOn = on + random.int(0, 4);
  rows.add(record(standardsOn), { ...common, ...standards(standardsOn, level, applicable) });
  const rated = annual ? applicable : random.sample(applicable, Math.ceil(applicable.length * 0.55));
  const agreedOn = on + (worker.keeps ? AGREED_AFTER : random.int(15, 22));
  const lastRecorded = rateElements(rows, review, rated, { standardsOn, agreedOn, record, sessions, random });
  const signedOn = agreedOn + random.int(0, 8);
  if (random.chance(0.03)) return;
  rows.add(Math.max(record(signedOn), lastRecorded), {
    ...common,
    FACT: 'completed',
    DATE: iso(signedOn),
    ...perhapsText('summary', worker.given, random, 0.2),
  });
}

function opening({ on, annual, worker, manager }: Review, level: string): Row<'ratings'> {
  return {
    FACT: 'opened',
    DATE: iso(on),
    MANAGER: referTo(manager, worker.workplace),
    PERIODFROM: iso(on - (annual ? 365 : 183)),
    PERIODTO: iso(on - 1),
    FRAMEWORK: LEADERSHIP_FRAMEWORK.id,
    VERSION: LEADERSHIP_FRAMEWORK.version,
    LEVEL: level,
  };
}

function standards(on: Day, level: LeadershipLevelId, applicable: readonly Requirement[]): Row<'ratings'> {
  const elements = applicable.map(({ element }) => element);
  return {
    FACT: 'standards',
    DATE: iso(on),
    APPLICABLE: elements.join(';'),
    NOTAPPLICABLE: elementsOf(level)
      .filter((element) => !elements.includes(element))
      .join(';'),
  };
}

/** A required element that does not apply to this person's post, agreed once and for all. */
function leftOut(worker: Worker, element: string): boolean {
  const spread = Number(worker.id.slice(2)) * 31 + Number(element.replace('.', '')) * 17;
  return spread % 37 === 0;
}

/** The worker and the review of the planted late rating. */
export function lateRating(provider: Provider): { readonly worker: Worker; readonly reviewId: string } {
  const worker = provider.services.flatMap(({ workers }) => workers).find(({ keeps }) => keeps);
  if (worker === undefined) throw new Error('Nobody was kept for the late rating');
  return { worker, reviewId: reviewId(worker, LATE_RATING_AGREED.indexOf(LATE_RATING.agreedOn)) };
}

function reviewId(worker: Worker, index: number): string {
  return `rv-${keyOf(worker)}-${index + 1}`;
}
