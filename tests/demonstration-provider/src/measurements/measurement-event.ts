/** A domain event as it would be appended: without personal texts, so that nothing has to be sealed first. */
export interface MeasurementEvent {
  readonly type: string;
  readonly version: number;
  /** `supervision-sv-00001a` */
  readonly streamId: string;
  /** `YYYY-MM-DD`. */
  readonly effectiveAt: string;
  /** ISO instant; on the effective day or up to a fortnight after. */
  readonly recordedAt: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** How large a provider a number of events speaks of. */
export interface MeasuredWorld {
  readonly workers: number;
  readonly teams: number;
  readonly services: number;
}

/** Of the events whose shape has changed since their first version. */
const VERSIONS: Readonly<Record<string, number>> = {
  ChecklistActionPlanned: 3,
  ChecklistItemAssessed: 2,
  ElementRated: 2,
  ImprovementProposed: 2,
};

export function versionOf(type: string): number {
  return VERSIONS[type] ?? 1;
}

const EVENTS_A_WORKER = 250;
const WORKERS_A_TEAM = 10;
const TEAMS_A_SERVICE = 4;

export function worldOf(count: number): MeasuredWorld {
  const workers = Math.min(40_000, Math.max(20, Math.round(count / EVENTS_A_WORKER)));
  const teams = Math.ceil(workers / WORKERS_A_TEAM);
  return { workers, teams, services: Math.ceil(teams / TEAMS_A_SERVICE) };
}

const numbered = (prefix: string, number: number): string => `${prefix}-${number.toString(36).padStart(6, '0')}`;

export const ids = {
  worker: (number: number): string => numbered('w', number),
  agreement: (worker: number): string => numbered('sv', worker),
  team: (number: number): string => numbered('team', number),
  service: (number: number): string => numbered('service', number),
  teamOfWorker: (worker: number): string => ids.team(Math.floor(worker / WORKERS_A_TEAM)),
  serviceOfTeam: (team: number): string => ids.service(Math.floor(team / TEAMS_A_SERVICE)),
  /** The first of a team leads it. */
  leaderOf: (worker: number): number => worker - (worker % WORKERS_A_TEAM),
  numbered,
};

export const INDICATOR_CODES = [
  'falls',
  'medication-errors',
  'emergency-admissions',
  'complaints',
  'satisfied',
] as const;
