import { LEADERSHIP_FRAMEWORK, LEADERSHIP_LEVELS, RATING_SCALE } from '@praxis/frameworks';
import { BEGINNING, iso } from '../calendar.js';
import { ROLE_PROFILES, roleProfile, type RoleId } from '../provider/role-profiles.js';
import { ids, INDICATOR_CODES, versionOf, type MeasuredWorld, type MeasurementEvent } from './measurement-event.js';

const ON = iso(BEGINNING);
const ROLES: readonly RoleId[] = ['care-worker', 'support-worker', 'care-worker', 'residential-child-care-worker'];

/** The first of a team leads it; the others have one of the front-line roles. */
export function roleOf(worker: number): RoleId {
  return ids.leaderOf(worker) === worker ? 'team-leader' : (ROLES[worker % ROLES.length] ?? 'care-worker');
}

function at(streamId: string, type: string, data: MeasurementEvent['data']): MeasurementEvent {
  return { type, version: versionOf(type), streamId, effectiveAt: ON, recordedAt: `${ON}T09:00:00.000Z`, data };
}

/** Units, framework, roles, people, agreements, indicators and checklists, in an order in which all of them can be. */
export function* startingPosition(world: MeasuredWorld): Generator<MeasurementEvent> {
  yield at('organisation-measured', 'OrganisationRegistered', { name: 'Measured provider' });
  yield frameworkPublished();
  yield* units(world);
  for (const profile of ROLE_PROFILES) {
    const stream = `role-profile-${profile.id}`;
    const { title, level, jobRole } = profile;
    yield at(stream, 'RoleProfileDefined', { title, leadershipLevel: level, jobRole: String(jobRole) });
    for (const { element, rating } of profile.requirements) {
      yield at(stream, 'CompetenceRequired', { frameworkId: LEADERSHIP_FRAMEWORK.id, element, rating });
    }
  }
  for (let worker = 0; worker < world.workers; worker += 1) yield* person(worker);
  for (let service = 0; service < world.services; service += 1) yield* aboutService(ids.service(service));
}

function frameworkPublished(): MeasurementEvent {
  const { id, version, title, dimensions } = LEADERSHIP_FRAMEWORK;
  return at(`framework-${id}`, 'FrameworkPublished', {
    version,
    title,
    levels: LEADERSHIP_LEVELS.map((level) => ({ code: level.id, label: level.label })),
    dimensions: dimensions.map(({ code, label, seniorOnly, elements }) => ({
      code,
      label,
      seniorOnly,
      elements: elements.map((element) => ({ code: element.code, label: element.label })),
    })),
    ratingScale: RATING_SCALE.values,
  });
}

function* units({ services, teams }: MeasuredWorld): Generator<MeasurementEvent> {
  const none = { serviceType: null, regulator: null, registrationNumber: null };
  const opened = (unitId: string, parentId: string | null, kind: string): MeasurementEvent =>
    at('organisation-measured', 'UnitOpened', { unitId, parentId, kind, name: unitId, ...none });
  for (let service = 0; service < services; service += 1) yield opened(ids.service(service), null, 'service');
  for (let team = 0; team < teams; team += 1) yield opened(ids.team(team), ids.serviceOfTeam(team), 'team');
}

function* person(worker: number): Generator<MeasurementEvent> {
  const id = ids.worker(worker);
  const role = roleOf(worker);
  const leader = ids.leaderOf(worker);
  const stream = `worker-${id}`;
  yield at(stream, 'WorkerJoined', { contract: 'permanent', weeklyMinutes: 2250 });
  yield at(stream, 'WorkerAssignedToTeam', { unitId: ids.teamOfWorker(worker) });
  yield at(stream, 'WorkerAssignedRoleProfile', { roleProfileId: role });
  yield at(stream, 'WorkerAssignedLeadershipLevel', { leadershipLevel: roleProfile(role).level });
  const manager = leader === worker ? 0 : leader;
  if (manager === worker) return;
  yield at(stream, 'WorkerAssignedLineManager', { managerId: ids.worker(manager) });
  yield at(`supervision-${ids.agreement(worker)}`, 'SupervisionAgreementSigned', {
    superviseeId: id,
    supervisorId: ids.worker(manager),
    kind: 'line',
    intervalDays: 42,
    recordTimescaleDays: 7,
  });
}

function* aboutService(unitId: string): Generator<MeasurementEvent> {
  for (const code of INDICATOR_CODES) {
    yield at(`indicator-${unitId}-${code}`, 'IndicatorDefined', {
      unitId,
      code,
      title: code,
      numerator: code,
      denominator: 'Occupied bed days',
      per: 1000,
      improvement: code === 'satisfied' ? 'increase' : 'decrease',
      targetThousandths: null,
      source: 'incident-log',
    });
  }
  yield at(`checklist-${unitId}`, 'ChecklistAdopted', {});
  const improvement = `improvement-safer-${unitId}`;
  yield at(improvement, 'ImprovementProposed', { unitId, title: 'Safer moving', proposedBy: ids.worker(0) });
  yield at(improvement, 'ImprovementStarted', { unitId });
  yield at(improvement, 'ImprovementCpdLinked', {
    unitId,
    programmeId: 'moving-and-handling',
    indicatorUnitId: unitId,
    indicatorCode: 'falls',
  });
}
