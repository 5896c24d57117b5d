import { LEADERSHIP_FRAMEWORK } from '@praxis/frameworks';
import { BEGINNING, type Day, END, iso, weekday, yearsIn } from '../calendar.js';
import { recordingLag } from '../chance/lateness.js';
import type { Random } from '../chance/random.js';
import type { Row } from '../csv/columns.js';
import type { OutputFolder } from '../csv/output-folder.js';
import { programmeDay } from '../provider/certificates.js';
import type { Service } from '../provider/provider.js';
import { requirementsOn } from '../provider/role-profiles.js';
import { perhapsText } from '../provider/sentences.js';
import { absentOn, keyOf, lastDay, postingOn, type Worker } from '../provider/worker.js';
import { DECLINE, NONE, REAL, REGRESSION, SEASON } from '../truths/planted-truths.js';
import { RecordedRows } from './recorded-rows.js';

interface Kind {
  readonly kind: string;
  readonly weight: number;
  readonly minutes: readonly number[];
  /** Share of the time that is spent with others. */
  readonly together: number;
}

const KINDS: readonly Kind[] = [
  { kind: 'e-learning', weight: 30, minutes: [20, 30, 45, 60], together: 0 },
  { kind: 'course', weight: 14, minutes: [120, 180, 210, 360], together: 0.7 },
  { kind: 'reading', weight: 12, minutes: [15, 20, 30, 45], together: 0 },
  { kind: 'shadowing', weight: 9, minutes: [120, 240, 420], together: 1 },
  { kind: 'peer-discussion', weight: 10, minutes: [20, 30, 40], together: 1 },
  { kind: 'observation', weight: 7, minutes: [30, 45, 60], together: 0.5 },
  { kind: 'workshop', weight: 6, minutes: [90, 120, 180], together: 0.8 },
  { kind: 'coaching', weight: 5, minutes: [45, 60], together: 1 },
  { kind: 'mentoring', weight: 4, minutes: [45, 60], together: 1 },
  { kind: 'action-learning-set', weight: 2, minutes: [120], together: 1 },
  { kind: 'qualification', weight: 1, minutes: [600, 1200, 1800], together: 0.4 },
];
const WEIGHTED = KINDS.map((kind) => [kind, kind.weight] as const);
const TOPICS = [6, 7, 10, 13, 14, 15, 16, 17, 20, 22, 23, 28, 31, 32, 38, 39];

const PROGRAMMES = [
  { ...REAL, topic: 15, element: '4.1', minutes: 210 },
  { ...REGRESSION, topic: 13, element: '4.1', minutes: 120 },
  { ...SEASON, topic: 16, element: '4.3', minutes: 90 },
  { ...NONE, topic: 37, element: '2.2', minutes: 150 },
].map((one) => ({ ...one, workplace: one.unitId.toUpperCase() }));

interface Entry {
  readonly on: Day;
  readonly kind: Kind;
  readonly fields: Row<'learning'>;
  /** The usual chance of a reflection; more for programmes, which ask for one. */
  readonly reflects: number;
}

export function writeLearning(out: OutputFolder, service: Service, worker: Worker): void {
  const random = service.random.child(`learning ${worker.id}`);
  const rows = new RecordedRows('learning');
  [...everydayEntries(worker, random), ...programmeEntries(worker)].forEach((entry, index) => {
    addEntry(rows, worker, entry, `le-${keyOf(worker)}-${index + 1}`, random.child(index));
  });
  rows.writeTo(out);
}

function everydayEntries(worker: Worker, random: Random): Entry[] {
  const entries: Entry[] = [];
  const last = Math.min(lastDay(worker), END);
  let on = Math.max(worker.startedOn, BEGINNING);
  for (;;) {
    // Mean days between entries: fewer as the provider gets into the habit.
    const between = 29 - 2.2 * yearsIn(on) + (postingOn(worker, on).unitId === DECLINE.unitId ? 8 : 0);
    on += Math.max(1, Math.ceil(-Math.log(1 - random.next()) * between));
    if (weekday(on) > last) return entries;
    if (absentOn(worker, weekday(on))) continue;
    entries.push(everydayEntry(worker, weekday(on), random));
  }
}

function everydayEntry(worker: Worker, on: Day, random: Random): Entry {
  const kind = random.weighted(WEIGHTED);
  const elements = requirementsOn(postingOn(worker, on).role, on).map(({ element }) => element);
  const minutes = random.pick(kind.minutes);
  const known = !random.chance(0.07);
  return {
    on,
    kind,
    fields: {
      KIND: kind.kind,
      PLANNED: random.chance(0.6) ? 'yes' : 'no',
      ...(known ? { MINUTES: minutes } : {}),
      ...(known && !random.chance(0.1) ? { PARTICIPATORY: Math.round(minutes * kind.together) } : {}),
      TOPICS: random.sample(TOPICS, random.int(0, 2)).join(';'),
      ELEMENTS: elementList(random.sample(elements, random.int(0, 2))),
    },
    reflects: 0.36 + 0.06 * yearsIn(on),
  };
}

function programmeEntries(worker: Worker): Entry[] {
  const course = KINDS.find(({ kind }) => kind === 'course') as Kind;
  return PROGRAMMES.filter(({ workplace }) => workplace === worker.workplace).flatMap((programme) => {
    const on = programmeDay(worker, programme);
    if (on === null) return [];
    const fields: Row<'learning'> = {
      KIND: course.kind,
      PLANNED: 'yes',
      MINUTES: programme.minutes,
      PARTICIPATORY: programme.minutes - 30,
      TOPICS: programme.topic,
      ELEMENTS: elementList([programme.element]),
      PROGRAMME: programme.programmeId,
    };
    return [{ on, kind: course, fields, reflects: 0.75 }];
  });
}

function addEntry(rows: RecordedRows<'learning'>, worker: Worker, entry: Entry, id: string, random: Random): void {
  const { on, kind, fields, reflects } = entry;
  const common = { WORKPLACE: worker.workplace, WORKER: worker.id, ENTRY: id };
  const recorded = on + recordingLag(random);
  rows.add(recorded, { ...common, FACT: 'logged', DATE: iso(on), ...fields });
  if (random.chance(0.008)) {
    rows.add(recorded + random.int(1, 90), { ...common, FACT: 'void', DATE: iso(on) });
    return;
  }
  if (random.chance(0.012)) correct(rows, worker, entry, common, recorded + random.int(3, 120), random);
  if (!random.chance(reflects)) return;
  const reflectedOn = on + random.int(0, 28);
  if (reflectedOn > Math.min(lastDay(worker), END)) return;
  rows.add(Math.max(recorded, reflectedOn + random.int(0, 6)), {
    ...common,
    FACT: 'reflection',
    DATE: iso(reflectedOn),
    IMPACT: random.chance(kind.together > 0.6 ? 0.45 : 0.28) ? 'yes' : 'no',
    ...perhapsText('reflection', worker.given, random, 0.2),
  });
}

/** The day or the time was wrong: the correction gives both as they should have been. */
function correct(
  rows: RecordedRows<'learning'>,
  worker: Worker,
  { on, kind }: Entry,
  common: Row<'learning'>,
  recorded: Day,
  random: Random,
): void {
  const rightDay = Math.max(on - random.int(0, 2), worker.startedOn, BEGINNING);
  const minutes = random.pick(kind.minutes) + 3;
  rows.add(recorded, {
    ...common,
    FACT: 'corrected',
    DATE: iso(rightDay),
    MINUTES: minutes,
    PARTICIPATORY: Math.round(minutes * kind.together),
  });
}

/** `framework:element`, as the entry may refer to more than one framework. */
function elementList(elements: readonly string[]): string {
  return elements.map((element) => `${LEADERSHIP_FRAMEWORK.id}:${element}`).join(';');
}
