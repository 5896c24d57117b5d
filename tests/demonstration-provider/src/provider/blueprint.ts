import type { RoleId } from './role-profiles.js';

export interface TeamBlueprint {
  readonly id: string;
  readonly name: string;
  /** Roles of the members, the team leader not counted. */
  readonly members: readonly RoleId[];
}

export interface ServiceBlueprint {
  /** The unit's id; LOCALESTID is its upper-case form. */
  readonly id: string;
  readonly name: string;
  readonly town: string;
  /** ASC-WDS main service code. */
  readonly serviceCode: number;
  /** The regulator of adult social care registers it. */
  readonly registered: boolean;
  /** Places, for bed days; for home care, people supported. */
  readonly places: number;
  readonly teams: readonly TeamBlueprint[];
  /** Roles of those who belong to the service itself. */
  readonly management: readonly RoleId[];
}

const OFFICE: ServiceBlueprint = {
  id: 'central-office',
  name: 'Central office',
  town: 'Calder Vale',
  serviceCode: 72,
  registered: false,
  places: 0,
  teams: [],
  management: [
    'senior-manager',
    'senior-manager',
    'senior-manager',
    'quality-and-learning-lead',
    'quality-and-learning-lead',
  ],
};

const MANAGERS: readonly RoleId[] = ['registered-manager', 'deputy-manager'];

/** `care-worker×4 registered-nurse×2` */
function members(text: string): RoleId[] {
  return text.split(' ').flatMap((part) => {
    const [role, times] = part.split('×');
    return Array<RoleId>(Number(times)).fill(role as RoleId);
  });
}

const team = (id: string, name: string, staff: string): TeamBlueprint => ({ id, name, members: members(staff) });

const SERVICES: readonly ServiceBlueprint[] = [
  {
    id: 'alder-court',
    name: 'Alder Court',
    town: 'Calder Vale',
    serviceCode: 2,
    registered: true,
    places: 64,
    management: MANAGERS,
    teams: [
      team('alder-court-garden', 'Garden wing', 'care-worker×6'),
      team('alder-court-river', 'River wing', 'care-worker×6'),
      team('alder-court-orchard', 'Orchard wing', 'care-worker×6'),
      team('alder-court-nights', 'Alder nights', 'care-worker×6'),
    ],
  },
  {
    id: 'birch-house',
    name: 'Birch House',
    town: 'Overbeck',
    serviceCode: 1,
    registered: true,
    places: 58,
    management: MANAGERS,
    teams: [
      team('birch-house-east', 'East unit', 'care-worker×4 registered-nurse×2'),
      team('birch-house-west', 'West unit', 'care-worker×4 registered-nurse×2'),
      team('birch-house-nights', 'Birch nights', 'care-worker×4 registered-nurse×2'),
    ],
  },
  {
    id: 'cedar-home-care',
    name: 'Cedar Home Care',
    town: 'Calder Vale',
    serviceCode: 8,
    registered: true,
    places: 140,
    management: MANAGERS,
    teams: [
      team('cedar-home-care-north', 'North round', 'care-worker×6'),
      team('cedar-home-care-south', 'South round', 'care-worker×6'),
      team('cedar-home-care-town', 'Town round', 'care-worker×7'),
      team('cedar-home-care-evenings', 'Evening round', 'care-worker×6'),
    ],
  },
  {
    id: 'rowan-lodge',
    name: 'Rowan Lodge',
    town: 'Netherthwaite',
    serviceCode: 52,
    registered: false,
    places: 8,
    management: MANAGERS,
    teams: [
      team('rowan-lodge-house', 'Main house', 'residential-child-care-worker×6'),
      team('rowan-lodge-annexe', 'Annexe', 'residential-child-care-worker×6'),
      team('rowan-lodge-nights', 'Rowan nights', 'residential-child-care-worker×6'),
    ],
  },
  {
    id: 'hazel-living',
    name: 'Hazel Supported Living',
    town: 'Overbeck',
    serviceCode: 55,
    registered: true,
    places: 46,
    management: MANAGERS,
    teams: [
      team('hazel-living-mill-lane', 'Mill Lane', 'support-worker×6'),
      team('hazel-living-station-road', 'Station Road', 'support-worker×6'),
      team('hazel-living-park-view', 'Park View', 'support-worker×6'),
    ],
  },
  {
    id: 'willow-gardens',
    name: 'Willow Gardens',
    town: 'Netherthwaite',
    serviceCode: 54,
    registered: true,
    places: 72,
    management: MANAGERS,
    teams: [
      team('willow-gardens-day', 'Willow days', 'care-worker×4 support-worker×4'),
      team('willow-gardens-evening', 'Willow evenings', 'care-worker×5 support-worker×4'),
      team('willow-gardens-reablement', 'Reablement', 'support-worker×6'),
    ],
  },
];

/** Teams never fall below the number that keeps their figures from being suppressed. */
const SMALLEST_TEAM = 5;

/**
 * The services at a scale: 1 is the provider as described. Above it, whole further sets of services are added with
 * numbered names; a fraction makes the teams of the last set smaller.
 */
export function servicesAt(scale: number): readonly ServiceBlueprint[] {
  const sets = Math.max(1, Math.ceil(scale));
  const services = Array.from({ length: sets }, (_, set) => SERVICES.map((one) => numbered(one, set, scale - set)));
  return [OFFICE, ...services.flat()];
}

function numbered(service: ServiceBlueprint, set: number, share: number): ServiceBlueprint {
  const rename = ({ id, name }: { readonly id: string; readonly name: string }): { id: string; name: string } =>
    set === 0 ? { id, name } : { id: `${id}-${set + 1}`, name: `${name} ${set + 1}` };
  return {
    ...service,
    ...rename(service),
    teams: service.teams.map((one) => ({ ...rename(one), members: shrunk(one.members, share) })),
  };
}

function shrunk(staff: readonly RoleId[], share: number): readonly RoleId[] {
  if (share >= 1) return staff;
  return staff.slice(-Math.max(SMALLEST_TEAM - 1, Math.round(staff.length * share)));
}
