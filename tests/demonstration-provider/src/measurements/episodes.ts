import { LEADERSHIP_FRAMEWORK } from '@praxis/frameworks';
import { BEGINNING, type Day, iso } from '../calendar.js';
import type { Random } from '../chance/random.js';
import { roleProfile } from '../provider/role-profiles.js';
import { ids, INDICATOR_CODES, versionOf, type MeasuredWorld, type MeasurementEvent } from './measurement-event.js';
import { roleOf } from './starting-position.js';

type Kind =
  'learning' | 'certificate' | 'supervision' | 'review' | 'indicator' | 'checklist' | 'improvement' | 'worker';

/** Weights of episodes, not of events: a review brings fourteen, a measurement one. */
const MIX: readonly (readonly [Kind, number])[] = [
  ['learning', 200],
  ['certificate', 80],
  ['supervision', 78],
  ['review', 18],
  ['indicator', 60],
  ['checklist', 21],
  ['improvement', 10],
  ['worker', 20],
];
const KINDS = ['e-learning', 'course', 'reading', 'shadowing', 'peer-discussion', 'workshop', 'coaching'];
const TOPICS = ['6', '7', '10', '13', '14', '15', '20', '23'];
const STATUSES = ['not-started', 'some-progress', 'in-place'];
const DAYS = 1460;

/** What happens on a day, one small story after another. */
export class Episodes {
  private number = 0;
  private measured = 0;
  private readonly indicators: number;
  private readonly periodDays: number;

  constructor(
    private readonly world: MeasuredWorld,
    count: number,
    private readonly random: Random,
  ) {
    this.indicators = world.services * INDICATOR_CODES.length;
    // Periods follow one another and have ended before the day on which they are measured.
    this.periodDays = Math.max(1, Math.min(28, Math.floor((DAYS * this.indicators) / (0.1 * count + 1))));
  }

  next(today: Day): readonly MeasurementEvent[] {
    this.number += 1;
    const kind = this.random.weighted(MIX);
    return this[kind](today, this.random.int(0, this.world.workers - 1));
  }

  private event(streamId: string, type: string, on: Day, data: MeasurementEvent['data']): MeasurementEvent {
    const lag = this.random.chance(0.7) ? 0 : this.random.int(1, 14);
    const recordedAt = `${iso(on + lag)}T${this.random.int(10, 17)}:${this.random.int(10, 59)}:00.000Z`;
    return { type, version: versionOf(type), streamId, effectiveAt: iso(on), recordedAt, data };
  }

  private id(prefix: string): string {
    return ids.numbered(prefix, this.number);
  }

  private learning(today: Day, worker: number): MeasurementEvent[] {
    const { random } = this;
    const stream = `learning-log-${ids.worker(worker)}`;
    const entryId = this.id('le');
    const minutes = random.chance(0.06) ? null : random.int(2, 40) * 10;
    const logged = this.event(stream, 'LearningLogged', today, {
      entryId,
      kind: random.pick(KINDS),
      planned: random.chance(0.6),
      minutes,
      participatoryMinutes: minutes === null ? null : Math.round(minutes * random.next()),
      topics: random.chance(0.5) ? [random.pick(TOPICS)] : [],
      elements: random.chance(0.5) ? [this.element(worker)] : [],
      programmeId: random.chance(0.05) ? 'moving-and-handling' : null,
    });
    if (!random.chance(0.5)) return [logged];
    const impact = { entryId, impactRecorded: random.chance(0.35) };
    return [logged, this.event(stream, 'LearningReflectionAdded', today, impact)];
  }

  private element(worker: number): { readonly frameworkId: string; readonly element: string } {
    const { requirements } = roleProfile(roleOf(worker));
    return { frameworkId: LEADERSHIP_FRAMEWORK.id, element: this.random.pick(requirements).element };
  }

  private certificate(today: Day, worker: number): MeasurementEvent[] {
    const data = {
      entryId: this.id('ce'),
      topic: this.random.pick(TOPICS),
      completedOn: iso(today),
      validMonths: 12,
      expiresOn: iso(today + 364),
      doesNotExpire: false,
      accredited: 'yes',
      delivery: 'in-house',
      mode: 'face-to-face',
      provider: null,
    };
    return [this.event(`learning-log-${ids.worker(worker)}`, 'CertificateRecorded', today, data)];
  }

  private supervision(today: Day, someone: number): MeasurementEvent[] {
    const { random } = this;
    const worker = someone === 0 ? 1 : someone;
    const superviseeId = ids.worker(worker);
    const stream = `supervision-${ids.agreement(worker)}`;
    const session = { superviseeId, sessionId: this.id('ss') };
    if (random.chance(0.1)) {
      return [this.event(stream, 'SupervisionSessionMissed', today, { ...session, reason: 'staffing' })];
    }
    const topics = random.sample(['wellbeing', 'workload', 'practice', 'development'], 2);
    const events = [this.event(stream, 'SupervisionSessionHeld', today, { ...session, minutes: 60, topics })];
    if (random.chance(0.9)) events.push(this.event(stream, 'SupervisionRecordSigned', today, session));
    if (random.chance(0.6)) {
      const actionId = this.id('sa');
      const agreed = { ...session, actionId, owner: 'supervisee', dueOn: iso(today + 30) };
      events.push(this.event(stream, 'SupervisionActionAgreed', today, agreed));
      if (random.chance(0.8)) {
        events.push(this.event(stream, 'SupervisionActionCompleted', today, { superviseeId, actionId }));
      }
    }
    if (random.chance(0.14)) {
      events.push(this.event(stream, 'WorkPressureNoted', today, { ...session, pressure: 'workload' }));
    }
    if (random.chance(0.09)) events.push(this.event(stream, 'AchievementRecognised', today, session));
    return events;
  }

  private review(today: Day, someone: number): MeasurementEvent[] {
    const worker = someone === 0 ? 1 : someone;
    const workerId = ids.worker(worker);
    const leader = ids.leaderOf(worker);
    const { level, requirements } = roleProfile(roleOf(worker));
    const stream = `performance-review-${this.id('rv')}`;
    const frameworkId = LEADERSHIP_FRAMEWORK.id;
    const opened = {
      workerId,
      managerId: ids.worker(leader === worker ? 0 : leader),
      periodFrom: iso(today - 365),
      periodTo: iso(today - 1),
      frameworkId,
      frameworkVersion: LEADERSHIP_FRAMEWORK.version,
      leadershipLevel: level,
    };
    const applicable = [...new Set(requirements.map(({ element }) => element))];
    const common = { workerId, frameworkId, leadershipLevel: level, source: 'agreed', evidence: [] };
    return [
      this.event(stream, 'PerformanceReviewOpened', today, opened),
      this.event(stream, 'ReviewStandardsAgreed', today, { workerId, frameworkId, applicable, notApplicable: [] }),
      ...applicable.map((element) =>
        this.event(stream, 'ElementRated', today, { ...common, element, rating: this.random.int(1, 4) }),
      ),
      this.event(stream, 'PerformanceReviewCompleted', today, { workerId }),
    ];
  }

  private indicator(): MeasurementEvent[] {
    const turn = this.measured % this.indicators;
    const start = BEGINNING + Math.floor(this.measured / this.indicators) * this.periodDays;
    this.measured += 1;
    const unitId = ids.service(Math.floor(turn / INDICATOR_CODES.length));
    const code = INDICATOR_CODES[turn % INDICATOR_CODES.length] ?? INDICATOR_CODES[0];
    const end = start + this.periodDays - 1;
    const data = {
      unitId,
      code,
      periodStart: iso(start),
      periodEnd: iso(end),
      numerator: this.random.poisson(4),
      denominator: this.random.int(300, 500),
    };
    return [this.event(`indicator-${unitId}-${code}`, 'IndicatorMeasured', end, data)];
  }

  private checklist(today: Day): MeasurementEvent[] {
    const stream = `checklist-${this.service()}`;
    const item = this.random.int(1, 11);
    const assessment = { item, status: this.random.pick(STATUSES), evidence: [] };
    const assessed = this.event(stream, 'ChecklistItemAssessed', today, assessment);
    if (!this.random.chance(0.3)) return [assessed];
    const planned = { item, actionId: this.id('ca'), ownerId: ids.worker(0), dueOn: iso(today + 90) };
    return [assessed, this.event(stream, 'ChecklistActionPlanned', today, planned)];
  }

  private improvement(today: Day, worker: number): MeasurementEvent[] {
    const unitId = this.service();
    const data = { unitId, workerId: ids.worker(worker) };
    return [this.event(`improvement-safer-${unitId}`, 'ImprovementContributionRecognised', today, data)];
  }

  private worker(today: Day, worker: number): MeasurementEvent[] {
    const stream = `worker-${ids.worker(worker)}`;
    if (this.random.chance(0.5)) {
      const weeklyMinutes = this.random.int(16, 37) * 60;
      return [this.event(stream, 'WorkerContractChanged', today, { contract: 'permanent', weeklyMinutes })];
    }
    const unitId = ids.team(this.random.int(0, this.world.teams - 1));
    return [this.event(stream, 'WorkerAssignedToTeam', today, { unitId })];
  }

  private service(): string {
    return ids.service(this.random.int(0, this.world.services - 1));
  }
}
