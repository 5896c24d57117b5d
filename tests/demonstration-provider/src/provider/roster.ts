import { BEGINNING, type Day, END, MONTHS, monthStart, weekday } from '../calendar.js';
import type { Random } from '../chance/random.js';
import { LATE_RATING } from '../truths/planted-truths.js';
import type { ServiceBlueprint } from './blueprint.js';
import { inventName } from './names.js';
import type { RoleId } from './role-profiles.js';
import { firstUploadFrom } from './uploads.js';
import { postingOn, type Posting, type Worker } from './worker.js';

interface Opening {
  readonly unitId: string;
  readonly role: RoleId;
  readonly from: Day;
}

/** Gives every worker of the provider a number of their own. */
export class WorkerNumbers {
  private last = 0;

  next(): string {
    this.last += 1;
    return `CV${String(this.last).padStart(4, '0')}`;
  }
}

/** Everybody who worked in a service: who was there at the beginning, who started, moved, was promoted and left. */
export function simulateRoster(service: ServiceBlueprint, numbers: WorkerNumbers, random: Random): Worker[] {
  const roster = new Roster(service, numbers, random);
  for (const month of MONTHS) roster.live(month);
  return roster.workers;
}

class Roster {
  readonly workers: Worker[] = [];
  private readonly openings: Opening[] = [];

  constructor(
    private readonly service: ServiceBlueprint,
    private readonly numbers: WorkerNumbers,
    private readonly random: Random,
  ) {
    for (const role of service.management) this.atTheBeginning(service.id, role);
    for (const team of service.teams) {
      this.atTheBeginning(team.id, 'team-leader');
      for (const role of team.members) this.atTheBeginning(team.id, role);
    }
  }

  live(month: Day): void {
    const lastOfMonth = monthStart(month, 1) - 1;
    for (const worker of this.workers) this.maybeLeave(worker, month, lastOfMonth);
    this.maybeSwapTeams(month, lastOfMonth);
    for (let due = this.takeOpening(lastOfMonth); due; due = this.takeOpening(lastOfMonth)) this.fill(due);
  }

  private maybeLeave(worker: Worker, month: Day, lastOfMonth: Day): void {
    if (worker.leftOn !== null || worker.keeps) return;
    const { role, unitId } = postingOn(worker, lastOfMonth);
    if (!this.random.chance(yearlyLeaving(role, month - worker.startedOn) / 12)) return;
    const leaving = this.random.int(month, lastOfMonth);
    const settled = Math.max(firstUploadFrom(worker.startedOn), worker.postings.at(-1)?.from ?? 0);
    if (leaving <= settled) return;
    worker.leftOn = leaving;
    this.openings.push({ unitId, role, from: leaving + this.random.int(6, 60) });
  }

  private maybeSwapTeams(month: Day, lastOfMonth: Day): void {
    if (this.service.teams.length < 2 || !this.random.chance(0.12)) return;
    const one = this.random.pick(this.workers);
    const posting = postingOn(one, lastOfMonth);
    const others = this.workers.filter((other) => {
      const { role, unitId } = postingOn(other, lastOfMonth);
      return mayMove(other, month) && role === posting.role && unitId !== posting.unitId;
    });
    const isMember = posting.role !== 'team-leader' && posting.unitId !== this.service.id;
    if (!isMember || !mayMove(one, month) || others.length === 0) return;
    const other = this.random.pick(others);
    const from = this.random.int(month, lastOfMonth);
    const theirs = postingOn(other, lastOfMonth);
    one.postings.push({ ...posting, unitId: theirs.unitId, from });
    other.postings.push({ ...theirs, unitId: posting.unitId, from });
  }

  private takeOpening(lastOfMonth: Day): Opening | undefined {
    const index = this.openings.findIndex(({ from }) => from <= lastOfMonth);
    return index < 0 ? undefined : this.openings.splice(index, 1)[0];
  }

  private fill(opening: Opening): void {
    const promoted = this.random.chance(0.5) ? this.candidate(opening) : undefined;
    if (promoted) {
      const before = postingOn(promoted, opening.from);
      promoted.postings.push({ from: opening.from, unitId: opening.unitId, role: opening.role });
      this.openings.push({ unitId: before.unitId, role: before.role, from: opening.from + this.random.int(10, 50) });
      return;
    }
    const startedOn = weekday(opening.from);
    if (startedOn <= END) this.hire(opening.unitId, opening.role, startedOn);
  }

  /** The longest-serving member of the team for its leader's post, a team leader for the deputy's. */
  private candidate({ role, unitId, from }: Opening): Worker | undefined {
    if (role !== 'team-leader' && role !== 'deputy-manager') return undefined;
    return this.workers
      .filter((worker) => {
        const now = postingOn(worker, from);
        const inLine = role === 'team-leader' ? now.unitId === unitId && now.role !== role : now.role === 'team-leader';
        return inLine && mayMove(worker, from);
      })
      .sort((one, other) => one.startedOn - other.startedOn)[0];
  }

  private atTheBeginning(unitId: string, role: RoleId): void {
    // The square makes recent starters more common than people with fifteen years behind them.
    const daysThere = Math.round(this.random.next() ** 2 * 5200) + 30;
    this.hire(unitId, role, BEGINNING - daysThere);
  }

  private hire(unitId: string, role: RoleId, startedOn: Day): void {
    const random = this.random.child(`worker ${this.workers.length}`);
    const { given, full } = inventName(random);
    const posting: Posting = { from: startedOn, unitId, role };
    const manages = unitId === this.service.id || role === 'team-leader';
    const weeklyHours = manages ? 37.5 : random.pick([37.5, 37.5, 36, 30, 30, 24, 20, 16]);
    const changes = !manages && random.chance(0.25);
    this.workers.push({
      id: this.numbers.next(),
      workplace: this.service.id.toUpperCase(),
      name: full,
      given,
      bornOn: startedOn - random.int(19 * 366, 52 * 365),
      startedOn,
      leftOn: null,
      postings: [posting],
      absences: [],
      contract: manages
        ? 1
        : random.weighted([
            [1, 84],
            [2, 6],
            [3, 10],
          ]),
      weeklyHours,
      hoursChange: changes
        ? { from: random.int(Math.max(startedOn, BEGINNING) + 60, END + 400), weeklyHours: random.pick([37.5, 30, 20]) }
        : null,
      ability: random.normal() * 0.32,
      keeps: this.keeps(unitId, role),
    });
  }

  /** The central office does not change, and neither does the worker of the planted late rating. */
  private keeps(unitId: string, role: RoleId): boolean {
    if (this.service.id === 'central-office') return true;
    const alreadyThere = this.workers.some(
      ({ postings }) => postings[0]?.unitId === unitId && postings[0].role === role,
    );
    return unitId === LATE_RATING.unitId && role === LATE_RATING.role && !alreadyThere;
  }
}

function yearlyLeaving(role: RoleId, daysThere: number): number {
  if (role === 'registered-manager' || role === 'deputy-manager') return 0.08;
  if (role === 'team-leader') return 0.12;
  return daysThere < 365 ? 0.4 : 0.23;
}

/** Settled in post, and not about to leave. */
function mayMove(worker: Worker, on: Day): boolean {
  const settled = (worker.postings.at(-1)?.from ?? 0) + 300;
  return worker.leftOn === null && !worker.keeps && on > settled;
}
