import { LEADERSHIP_FRAMEWORK, type LeadershipLevelId } from '@praxis/frameworks';
import { BEGINNING, type Day, day } from '../calendar.js';

export const ROLE_IDS = [
  'care-worker',
  'support-worker',
  'residential-child-care-worker',
  'registered-nurse',
  'team-leader',
  'deputy-manager',
  'registered-manager',
  'quality-and-learning-lead',
  'senior-manager',
] as const;
export type RoleId = (typeof ROLE_IDS)[number];

export interface Requirement {
  readonly element: string;
  /** 1–4. */
  readonly rating: number;
  readonly from: Day;
  /** The first day on which it is no longer required. */
  readonly until?: Day;
}

export interface RoleProfile {
  readonly id: RoleId;
  readonly title: string;
  readonly level: LeadershipLevelId;
  /** ASC-WDS main job role code. */
  readonly jobRole: number;
  /** ASC-WDS Care Workforce Pathway category. */
  readonly pathway: number;
  readonly requirements: readonly Requirement[];
  /** Pounds: per hour below £100, otherwise per year. */
  readonly pay: number;
}

const BASE = '1.1:2 1.2:2 1.3:2 1.4:3 2.2:3 2.4:2 3.3:2 4.1:3 4.3:2';
const LEADER = '1.1:3 1.2:3 1.3:3 1.4:3 2.1:2 2.2:3 2.3:3 2.4:3 3.1:3 3.3:3 3.4:3 4.1:3 4.2:3 4.3:3';

function required(text: string): Requirement[] {
  return text.split(' ').map((entry) => {
    const [element = '', rating] = entry.split(':');
    return { element, rating: Number(rating), from: BEGINNING };
  });
}

/** Dated changes: what a role needs is judged by the profile of the day. */
const SAFETY_ASKED_MORE = day('2024-04-01');
const CHANGE_DROPPED = day('2025-04-01');

export const ROLE_PROFILES: readonly RoleProfile[] = [
  {
    id: 'care-worker',
    title: 'Care worker',
    level: 'front-line-worker',
    jobRole: 8,
    pathway: 2,
    pay: 12.4,
    requirements: [...required(BASE), { element: '5.2', rating: 2, from: SAFETY_ASKED_MORE }],
  },
  {
    id: 'support-worker',
    title: 'Support worker',
    level: 'front-line-worker',
    jobRole: 52,
    pathway: 2,
    pay: 12.6,
    requirements: [...required(`${BASE} 2.3:2`), { element: '5.1', rating: 2, from: BEGINNING, until: CHANGE_DROPPED }],
  },
  {
    id: 'residential-child-care-worker',
    title: 'Residential child care worker',
    level: 'front-line-worker',
    jobRole: 42,
    pathway: 3,
    pay: 13.4,
    requirements: required(`${BASE} 2.3:3 5.3:2`),
  },
  {
    id: 'registered-nurse',
    title: 'Registered nurse',
    level: 'front-line-leader',
    jobRole: 16,
    pathway: 5,
    pay: 21.5,
    requirements: required(`1.1:3 1.2:3 1.3:3 1.4:4 2.1:2 2.2:3 2.4:3 3.1:3 3.2:2 4.1:4 4.2:3 4.3:3 5.2:3 5.3:3`),
  },
  {
    id: 'team-leader',
    title: 'Team leader',
    level: 'front-line-leader',
    jobRole: 45,
    pathway: 4,
    pay: 14.8,
    requirements: required(`${LEADER} 5.3:2`),
  },
  {
    id: 'deputy-manager',
    title: 'Deputy manager',
    level: 'operational-leader',
    jobRole: 43,
    pathway: 6,
    pay: 34_500,
    requirements: required(`${LEADER} 3.2:3 5.1:2 5.2:3 5.4:2`),
  },
  {
    id: 'registered-manager',
    title: 'Registered manager',
    level: 'operational-leader',
    jobRole: 4,
    pathway: 7,
    pay: 43_000,
    requirements: required(`${LEADER.replace('3.3:3', '3.3:4')} 3.2:3 4.4:3 5.1:3 5.2:3 5.3:3 5.4:3`),
  },
  {
    id: 'quality-and-learning-lead',
    title: 'Quality and learning lead',
    level: 'operational-leader',
    jobRole: 44,
    pathway: 5,
    pay: 38_000,
    requirements: required(`${LEADER.replace('1.3:3', '1.3:4')} 5.2:4 5.4:3`),
  },
  {
    id: 'senior-manager',
    title: 'Senior manager',
    level: 'strategic-leader',
    jobRole: 1,
    pathway: 998,
    pay: 68_000,
    requirements: required(
      `${LEADER} 3.2:3 4.4:3 5.1:3 5.2:3 5.3:4 5.4:3 6.1:3 6.2:2 6.3:3 6.4:3 7.1:3 7.2:3 7.3:3 7.4:3`,
    ),
  },
];

const byId = new Map(ROLE_PROFILES.map((profile) => [profile.id, profile]));

export function roleProfile(id: RoleId): RoleProfile {
  const profile = byId.get(id);
  if (profile === undefined) throw new Error(`No role profile ${id}`);
  return profile;
}

/** What the role requires on a day. */
export function requirementsOn(id: RoleId, on: Day): readonly Requirement[] {
  return roleProfile(id).requirements.filter(({ from, until }) => from <= on && (until === undefined || on < until));
}

/** Every element that applies to a level: those of senior-only dimensions apply to strategic leaders only. */
export function elementsOf(level: LeadershipLevelId): readonly string[] {
  return LEADERSHIP_FRAMEWORK.dimensions
    .filter(({ seniorOnly }) => !seniorOnly || level === 'strategic-leader')
    .flatMap(({ elements }) => elements.map(({ code }) => code));
}
