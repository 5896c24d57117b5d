import { type Day, day, iso } from '../calendar.js';
import type { Row } from '../csv/columns.js';
import type { OutputFolder } from '../csv/output-folder.js';
import { programmeDay } from '../provider/certificates.js';
import { answersFor, type Provider, type Service } from '../provider/provider.js';
import { referTo } from '../provider/worker.js';
import { NONE, REAL, REGRESSION, SEASON } from '../truths/planted-truths.js';
import { RecordedRows } from './recorded-rows.js';

interface Evaluation {
  readonly on: Day;
  readonly level: string;
  readonly method: string;
  readonly judgedBy: string;
  readonly finding: string;
}

interface Story {
  readonly improvementId: string;
  readonly unitId: string;
  readonly title: string;
  readonly aim: string;
  readonly proposedOn: Day;
  readonly startedOn: Day;
  readonly programme?: typeof REAL | typeof REGRESSION | typeof SEASON | typeof NONE;
  readonly evaluations: readonly Evaluation[];
  readonly shared?: readonly [Day, string];
  readonly closed?: readonly [Day, string];
}

const reaction = (on: string): Evaluation => ({
  on: day(on),
  level: '1',
  method: 'survey',
  judgedBy: 'worker',
  finding: 'improved',
});
const judged = (on: string, level: string, finding: string): Evaluation => ({
  on: day(on),
  level,
  method: level === '4b' ? 'indicator' : level === '3' ? 'observation' : 'knowledge-test',
  judgedBy: level === '4b' ? 'quality-lead' : 'supervisor',
  finding,
});

/** What the provider believed at the time, which is not always what is true. */
const STORIES: readonly Story[] = [
  {
    ...REAL,
    programme: REAL,
    title: 'Safer moving and handling',
    aim: 'Fewer falls through better technique and positioning.',
    proposedOn: day('2024-01-22'),
    startedOn: day('2024-02-26'),
    evaluations: [
      reaction('2024-04-05'),
      judged('2024-05-20', '3', 'improved'),
      judged('2024-11-11', '4b', 'improved'),
    ],
    shared: [day('2024-12-02'), 'organisation'],
    closed: [day('2025-04-14'), 'sustained'],
  },
  {
    ...REGRESSION,
    programme: REGRESSION,
    title: 'Medicines refresher',
    aim: 'Bring medication errors down after two bad months.',
    proposedOn: day('2025-02-01'),
    startedOn: day('2025-02-03'),
    evaluations: [reaction('2025-02-24'), judged('2025-04-14', '4b', 'improved')],
    shared: [day('2025-05-12'), 'organisation'],
  },
  {
    ...SEASON,
    programme: SEASON,
    title: 'Hydration and chest infections',
    aim: 'Fewer emergency admissions through earlier signs and better hydration.',
    proposedOn: day('2025-03-10'),
    startedOn: day('2025-04-01'),
    evaluations: [
      reaction('2025-05-06'),
      judged('2025-06-16', '2b', 'improved'),
      judged('2025-10-13', '4b', 'improved'),
    ],
    shared: [day('2025-11-03'), 'partners'],
  },
  {
    ...NONE,
    programme: NONE,
    title: 'Handling complaints well',
    aim: 'Fewer complaints by settling concerns early.',
    proposedOn: day('2024-07-15'),
    startedOn: day('2024-08-26'),
    evaluations: [reaction('2024-10-01'), judged('2025-03-17', '4b', 'unchanged')],
    closed: [day('2025-06-30'), 'not-sustained'],
  },
  {
    improvementId: 'supervision-skills-2023',
    unitId: 'central-office',
    title: 'Supervision that helps',
    aim: 'Every supervisor trained and observed once.',
    proposedOn: day('2023-02-06'),
    startedOn: day('2023-03-01'),
    evaluations: [reaction('2023-06-12'), judged('2023-11-20', '3', 'unclear')],
    shared: [day('2024-01-15'), 'organisation'],
    closed: [day('2024-02-12'), 'sustained'],
  },
  {
    improvementId: 'positive-support-2026',
    unitId: 'rowan-lodge',
    title: 'Positive support at Rowan Lodge',
    aim: 'Understand what comes before a restraint.',
    proposedOn: day('2026-06-08'),
    startedOn: day('2026-09-01'),
    evaluations: [],
  },
];

export function writeImprovements(out: OutputFolder, provider: Provider): void {
  for (const story of STORIES) {
    const service = [provider.office, ...provider.services].find(({ blueprint }) => blueprint.id === story.unitId);
    if (service) writeImprovement(out, provider, service, story);
  }
}

function writeImprovement(out: OutputFolder, provider: Provider, service: Service, story: Story): void {
  const rows = new RecordedRows('improvements');
  const random = provider.random.child(story.improvementId);
  const proposer = answersFor(provider, service, story.proposedOn);
  const add = (on: Day, row: Row<'improvements'>): void =>
    rows.add(on + 1, { IMPROVEMENT: story.improvementId, DATE: iso(on), ...row });
  add(story.proposedOn, {
    FACT: 'proposed',
    UNIT: story.unitId,
    TITLE: story.title,
    WORKPLACE: service.localId,
    PROPOSER: referTo(proposer, service.localId),
    TEXT: story.aim,
  });
  add(story.startedOn, { FACT: 'started' });
  const { programme } = story;
  let took = service.workers.filter(({ startedOn, leftOn }) => startedOn < story.startedOn && leftOn === null);
  if (programme) {
    took = service.workers.filter((worker) => programmeDay(worker, programme) !== null);
    add(programme.programmeFrom, {
      FACT: 'cpd-linked',
      PROGRAMME: programme.programmeId,
      INDICATORUNIT: programme.unitId,
      INDICATOR: programme.indicator,
    });
  }
  for (const evaluation of story.evaluations) {
    add(evaluation.on, {
      FACT: 'evaluated',
      LEVEL: evaluation.level,
      METHOD: evaluation.method,
      JUDGEDBY: evaluation.judgedBy,
      ...(evaluation.level === '4b' ? {} : { RESPONDENTS: Math.max(3, Math.round(took.length * 0.7)) }),
      FINDING: evaluation.finding,
    });
  }
  const recognisedOn = story.evaluations[0]?.on;
  if (recognisedOn !== undefined) {
    for (const worker of random.sample(took, 4)) {
      if (worker.leftOn !== null && worker.leftOn < recognisedOn) continue;
      add(recognisedOn, { FACT: 'contribution', WORKPLACE: worker.workplace, PROPOSER: worker.id });
    }
  }
  if (story.shared) add(story.shared[0], { FACT: 'shared', AUDIENCE: story.shared[1] });
  if (story.closed) add(story.closed[0], { FACT: 'closed', OUTCOME: story.closed[1] });
  rows.writeTo(out);
}
