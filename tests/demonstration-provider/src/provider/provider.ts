import { BEGINNING, type Day, END } from '../calendar.js';
import { Random } from '../chance/random.js';
import { type ServiceBlueprint, servicesAt } from './blueprint.js';
import { simulateRoster, WorkerNumbers } from './roster.js';
import { atWorkOn, lastDay, type Managed, postingOn, type Worker } from './worker.js';
import type { RoleId } from './role-profiles.js';

/** One workplace with everybody who ever worked there. */
export interface Service {
  readonly blueprint: ServiceBlueprint;
  /** LOCALESTID. */
  readonly localId: string;
  readonly workers: readonly Worker[];
  readonly random: Random;
}

export interface Provider {
  readonly seed: number;
  readonly random: Random;
  readonly office: Service;
  /** Without the office. */
  readonly services: readonly Service[];
}

/** The people, before any of their records: everything else is drawn from this. */
export function imagineProvider(seed: number, scale: number): Provider {
  const random = new Random(`calder-vale-care/${seed}`);
  const numbers = new WorkerNumbers();
  const all = servicesAt(scale).map((blueprint): Service => {
    const own = random.child(blueprint.id);
    const workers = simulateRoster(blueprint, numbers, own.child('roster'));
    workers.forEach((worker) => drawAbsences(worker, own.child(`absence ${worker.id}`)));
    return { blueprint, localId: blueprint.id.toUpperCase(), workers, random: own };
  });
  const [office, ...services] = all;
  if (office === undefined) throw new Error('A provider has a central office');
  return { seed, random, office, services };
}

function drawAbsences(worker: Worker, random: Random): void {
  if (worker.keeps) return;
  let from = Math.max(worker.startedOn, BEGINNING) + 60;
  for (;;) {
    // About one long absence in fourteen years of work.
    from += Math.ceil(-Math.log(1 - random.next()) * 14 * 365);
    const to = from + random.int(30, 150);
    if (from > lastDay(worker) - 10) return;
    worker.absences.push({ from, to: worker.leftOn === null ? to : Math.min(to, worker.leftOn - 1) });
    from = to + 200;
  }
}

/** Who of a service is in a role on a day, in a unit where one is named. */
export function inRole(service: Service, role: RoleId, on: Day, unitId?: string): Worker | undefined {
  return service.workers.find((worker) => {
    if (!atWorkOn(worker, on)) return false;
    const posting = postingOn(worker, on);
    return posting.role === role && (unitId === undefined || posting.unitId === unitId);
  });
}

/** Who answers for a service on a day: its manager, else its deputy, else the director of operations. */
export function answersFor(provider: Provider, service: Service, on: Day): Worker {
  return (
    inRole(service, 'registered-manager', on) ??
    inRole(service, 'deputy-manager', on) ??
    director(provider, 'operations')
  );
}

export function director(provider: Provider, of: 'chief' | 'operations' | 'quality'): Worker {
  const worker = provider.office.workers[{ chief: 0, operations: 1, quality: 2 }[of]];
  if (worker === undefined) throw new Error('The central office has three directors');
  return worker;
}

/** The worker's line managers in time, from the beginning of the records or of the work; a vacancy goes one level up. */
export function lineManagers(provider: Provider, service: Service, worker: Worker): readonly Managed[] {
  const start = Math.max(worker.startedOn, BEGINNING);
  const days = new Set([start, ...worker.postings.map(({ from }) => from)]);
  for (const other of service.workers) {
    for (const { from, role } of other.postings) if (LEADING.has(role)) days.add(from);
    if (other.leftOn !== null) days.add(other.leftOn + 1);
  }
  const managed: Managed[] = [];
  for (const on of [...days].sort((one, other) => one - other)) {
    if (on < start || on > lastDay(worker) || on > END) continue;
    const manager = lineManagerOn(provider, service, worker, on);
    if (managed.at(-1)?.manager !== manager || managed.length === 0) managed.push({ from: on, manager });
  }
  return managed;
}

const LEADING: ReadonlySet<RoleId> = new Set<RoleId>(['team-leader', 'deputy-manager', 'registered-manager']);

function lineManagerOn(provider: Provider, service: Service, worker: Worker, on: Day): Worker | null {
  const { role, unitId } = postingOn(worker, on);
  if (service === provider.office) {
    if (worker === director(provider, 'chief')) return null;
    return role === 'senior-manager' ? director(provider, 'chief') : director(provider, 'quality');
  }
  const line = [
    LEADING.has(role) ? undefined : inRole(service, 'team-leader', on, unitId),
    role === 'deputy-manager' || role === 'registered-manager' ? undefined : inRole(service, 'deputy-manager', on),
    role === 'registered-manager' ? undefined : inRole(service, 'registered-manager', on),
  ];
  return line.find((one) => one !== undefined && one !== worker) ?? director(provider, 'operations');
}
