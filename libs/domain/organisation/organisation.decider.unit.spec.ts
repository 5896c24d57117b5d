import { describe, it } from 'vitest';
import type { OrganisationCommand } from './organisation.commands.js';
import {
  givenOrganisation,
  organisationRegistered,
  policySet,
  timeZoneSet,
  unitClosed,
  unitMoved,
  unitOpened,
  unitOpeningMovedBack,
  unitRenamed,
} from './testing/organisation.builders.js';

type Of<Type extends OrganisationCommand['type']> = Extract<OrganisationCommand, { type: Type }>;

const registered = organisationRegistered();
const service = unitOpened();
const otherService = unitOpened({ unitId: 'hill-house', name: 'Hill House' });
const team = unitOpened({ unitId: 'team-a', parentId: 'meadow-view', kind: 'team', name: 'Team A' }, '2024-03-01');
const tree = [registered, service, otherService, team];

describe('registering an organisation', () => {
  const register = { type: 'RegisterOrganisation', data: { name: 'Fairmead Care', on: '2024-01-01' } } as const;

  it('registers it', () => givenOrganisation([]).when(register).then([registered]));
  it('has nothing to do when it is registered', () => givenOrganisation([registered]).when(register).thenNothing());
  it('is refused under another name', () =>
    givenOrganisation([registered])
      .when({ type: 'RegisterOrganisation', data: { name: 'Other Care', on: '2024-01-01' } })
      .thenRefused('ORGANISATION_EXISTS'));
  it('is refused in the future', () =>
    givenOrganisation([])
      .when({ type: 'RegisterOrganisation', data: { name: 'Fairmead Care', on: '2026-07-01' } })
      .thenRefused('IN_THE_FUTURE'));
});

describe('another organisation than the installation’s', () => {
  const other = { id: 'other' };
  const refused = 'ANOTHER_ORGANISATION';

  it('is not registered, so that it cannot overwrite policies and move units of the first', () =>
    givenOrganisation([], other)
      .when({ type: 'RegisterOrganisation', data: { name: 'Other Care', on: '2024-01-01' } })
      .thenRefused(refused));
  it('gets nothing more where an earlier release registered it', () =>
    givenOrganisation([registered], other)
      .when({ type: 'OpenUnit', data: { ...service.data, on: '2024-02-01' } })
      .thenRefused(refused));
});

describe('opening a unit', () => {
  const open = (data: Partial<Of<'OpenUnit'>['data']> = {}): Of<'OpenUnit'> => ({
    type: 'OpenUnit',
    data: { ...service.data, on: '2024-02-01', ...data },
  });
  const openTeam = (on: string, parentId = 'meadow-view') =>
    open({ unitId: 'team-a', parentId, kind: 'team', name: 'Team A', on });

  it('opens it under the organisation', () => givenOrganisation([registered]).when(open()).then([service]));
  it('opens it under another unit', () =>
    givenOrganisation([registered, service]).when(openTeam('2024-03-01')).then([team]));
  it('opens it on the very day its parent was opened', () =>
    givenOrganisation([registered, service])
      .when(openTeam('2024-02-01'))
      .then([{ ...team, effectiveAt: '2024-02-01' }]));
  it('has nothing to do when it is open', () => givenOrganisation([registered, service]).when(open()).thenNothing());
  it('is refused under an id that is taken', () =>
    givenOrganisation([registered, service])
      .when(open({ name: 'Another' }))
      .thenRefused('UNIT_EXISTS'));
  it('is refused before the organisation is registered', () =>
    givenOrganisation([]).when(open()).thenRefused('ORGANISATION_NOT_REGISTERED'));
  it('is refused under a unit that does not exist', () =>
    givenOrganisation([registered, service]).when(openTeam('2024-03-01', 'nowhere')).thenRefused('UNKNOWN_UNIT'));
  it('is refused under a unit that is not yet open on that day', () =>
    givenOrganisation([registered, service]).when(openTeam('2024-01-31')).thenRefused('UNIT_NOT_YET_OPEN'));
  it('is refused under a unit that has been closed by that day', () =>
    givenOrganisation([registered, service, unitClosed()]).when(openTeam('2026-03-31')).thenRefused('UNIT_CLOSED'));
  it('may be recorded late, under a unit that was open then', () =>
    givenOrganisation([registered, service, unitClosed()]).when(openTeam('2024-03-01')).then([team]));
  it('is refused in the future', () =>
    givenOrganisation([registered])
      .when(open({ on: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE'));
});

describe('moving a unit', () => {
  const move = (unitId: string, parentId: string | null, on = '2025-03-01'): OrganisationCommand => ({
    type: 'MoveUnit',
    data: { unitId, parentId, on },
  });

  it('moves it under another one', () =>
    givenOrganisation(tree).when(move('team-a', 'hill-house')).then([unitMoved()]));
  it('moves it directly under the organisation', () =>
    givenOrganisation(tree)
      .when(move('team-a', null))
      .then([unitMoved({ parentId: null })]));
  it('moves it twice on one day', () =>
    givenOrganisation([...tree, unitMoved()])
      .when(move('team-a', null))
      .then([unitMoved({ parentId: null })]));
  it('has nothing to do when it is already there', () =>
    givenOrganisation(tree).when(move('team-a', 'meadow-view')).thenNothing());
  it('is refused for a unit that does not exist', () =>
    givenOrganisation(tree).when(move('nowhere', null)).thenRefused('UNKNOWN_UNIT'));
  it('is refused for a closed unit', () =>
    givenOrganisation([...tree, unitClosed({ unitId: 'team-a' }, '2025-02-01')])
      .when(move('team-a', 'hill-house'))
      .thenRefused('UNIT_CLOSED'));
  it('is refused under a unit that does not exist', () =>
    givenOrganisation(tree).when(move('team-a', 'nowhere')).thenRefused('UNKNOWN_UNIT'));
  it('is refused under itself', () => givenOrganisation(tree).when(move('team-a', 'team-a')).thenRefused('UNIT_CYCLE'));
  it('is refused under a unit below it', () =>
    givenOrganisation(tree).when(move('meadow-view', 'team-a')).thenRefused('UNIT_CYCLE'));
  it('does not look for ever where an earlier release put two units under each other', () =>
    givenOrganisation([
      ...tree,
      unitMoved({ unitId: 'meadow-view', parentId: 'hill-house' }, '2025-01-01'),
      unitMoved({ unitId: 'hill-house', parentId: 'meadow-view' }, '2025-01-02'),
    ])
      .when(move('team-a', 'hill-house'))
      .then([unitMoved()]));
  it('is refused when it would close a cycle on a later day', () =>
    givenOrganisation([...tree, unitMoved({}, '2025-06-01')])
      .when(move('hill-house', 'team-a', '2025-03-01'))
      .thenRefused('UNIT_CYCLE'));
  it('is refused before the last move', () =>
    givenOrganisation([...tree, unitMoved()])
      .when(move('team-a', null, '2025-02-01'))
      .thenRefused('UNIT_CHANGE_OUT_OF_ORDER'));
});

describe('renaming a unit', () => {
  const rename = (name: string, on = '2025-03-01'): OrganisationCommand => ({
    type: 'RenameUnit',
    data: { unitId: 'meadow-view', name, on },
  });

  it('renames it', () => givenOrganisation(tree).when(rename('Meadow Court')).then([unitRenamed()]));
  it('renames it twice on one day', () =>
    givenOrganisation([...tree, unitRenamed()])
      .when(rename('Meadow Gate'))
      .then([unitRenamed({ name: 'Meadow Gate' })]));
  it('has nothing to do when that is its name', () =>
    givenOrganisation(tree).when(rename('Meadow View')).thenNothing());
  it('is refused before its last renaming', () =>
    givenOrganisation([...tree, unitRenamed()])
      .when(rename('Meadow Gate', '2025-02-01'))
      .thenRefused('UNIT_CHANGE_OUT_OF_ORDER'));
  it('is refused for a unit that does not exist', () =>
    givenOrganisation([registered]).when(rename('Meadow Court')).thenRefused('UNKNOWN_UNIT'));
});

describe('closing a unit', () => {
  const close = (unitId = 'meadow-view', on = '2026-03-31'): OrganisationCommand => ({
    type: 'CloseUnit',
    data: { unitId, on },
  });
  const teamClosed = unitClosed({ unitId: 'team-a' }, '2026-03-31');

  it('closes it', () => givenOrganisation([registered, service]).when(close()).then([unitClosed()]));
  it('has nothing to do when it is closed', () =>
    givenOrganisation([registered, service, unitClosed()]).when(close()).thenNothing());
  it('is refused while a unit under it is open', () =>
    givenOrganisation(tree).when(close()).thenRefused('UNIT_HAS_OPEN_CHILDREN'));
  it('is refused on a day on which a unit under it was still open', () =>
    givenOrganisation([...tree, teamClosed])
      .when(close('meadow-view', '2026-03-01'))
      .thenRefused('UNIT_HAS_OPEN_CHILDREN'));
  it('is refused on a day on which a unit that moved away later was under it', () =>
    givenOrganisation([...tree, unitMoved()])
      .when(close('meadow-view', '2025-02-28'))
      .thenRefused('UNIT_HAS_OPEN_CHILDREN'));
  it('is refused on a day before a unit was moved under it', () =>
    givenOrganisation([...tree, unitMoved()])
      .when(close('hill-house', '2025-02-28'))
      .thenRefused('UNIT_HAS_OPEN_CHILDREN'));
  it('is allowed once the units under it are closed', () =>
    givenOrganisation([...tree, teamClosed])
      .when(close())
      .then([unitClosed()]));
  it('is allowed once the units under it have moved away', () =>
    givenOrganisation([...tree, unitMoved()])
      .when(close())
      .then([unitClosed()]));
  it('is refused before it was opened', () =>
    givenOrganisation([registered, service]).when(close('meadow-view', '2024-01-15')).thenRefused('UNIT_NOT_YET_OPEN'));
});

describe('setting a policy', () => {
  const set = (data: Partial<Of<'SetPolicy'>['data']> = {}): Of<'SetPolicy'> => ({
    type: 'SetPolicy',
    data: { ...policySet().data, from: '2025-01-01', ...data },
  });
  const mandatory = { kind: 'mandatory-topic-months', topic: '10' } as const;
  const set42 = [registered, policySet()];

  it('sets the first one of its kind from any day', () =>
    givenOrganisation([registered]).when(set()).then([policySet()]));
  it('sets the next one ahead', () =>
    givenOrganisation(set42)
      .when(set({ value: 28, from: '2026-09-01' }))
      .then([policySet({ value: 28 }, '2026-09-01')]));
  it('sets the next one from the day of recording', () =>
    givenOrganisation(set42)
      .when(set({ value: 28, from: '2026-06-30' }))
      .then([policySet({ value: 28 }, '2026-06-30')]));
  it('never changes a day that has passed', () =>
    givenOrganisation(set42)
      .when(set({ value: 28, from: '2026-06-29' }))
      .thenRefused('POLICY_CHANGES_THE_PAST'));
  it('may follow the one in force on a day that was ahead when the source recorded it', () =>
    givenOrganisation(set42, { today: '2025-03-01' })
      .when(set({ value: 28, from: '2025-03-02' }))
      .then([policySet({ value: 28 }, '2025-03-02')]));
  it('is refused from before one that is already set', () =>
    givenOrganisation([...set42, policySet({ value: 28 }, '2026-12-01')])
      .when(set({ value: 35, from: '2026-09-01' }))
      .thenRefused('POLICY_CHANGES_THE_PAST'));
  it('is refused from the day of one that is already set', () =>
    givenOrganisation([...set42, policySet({ value: 28 }, '2026-12-01')])
      .when(set({ value: 35, from: '2026-12-01' }))
      .thenRefused('POLICY_CHANGES_THE_PAST'));
  it('has nothing to do for the same value from the same day', () =>
    givenOrganisation(set42).when(set()).thenNothing());
  it('has nothing to do for a value that is in force on that day', () =>
    givenOrganisation(set42)
      .when(set({ from: '2026-09-01' }))
      .thenNothing());
  it('stands beside those for other role profiles', () =>
    givenOrganisation(set42)
      .when(set({ roleProfileId: 'night-worker', value: 28 }))
      .then([policySet({ roleProfileId: 'night-worker', value: 28 })]));
  it('sets a mandatory topic that does not expire', () =>
    givenOrganisation([registered])
      .when(set({ ...mandatory, value: null }))
      .then([policySet({ ...mandatory, value: null })]));
  it('needs a value for anything else', () =>
    givenOrganisation([registered])
      .when(set({ value: null }))
      .thenRefused('POLICY_VALUE_MISSING'));
  it('needs the topic that is mandatory', () =>
    givenOrganisation([registered])
      .when(set({ ...mandatory, topic: null }))
      .thenRefused('POLICY_TOPIC'));
  it('takes no topic for anything else', () =>
    givenOrganisation([registered])
      .when(set({ topic: '10' }))
      .thenRefused('POLICY_TOPIC'));
  it('is refused before the organisation is registered', () =>
    givenOrganisation([]).when(set()).thenRefused('ORGANISATION_NOT_REGISTERED'));
});

describe('an opening that was only inferred', () => {
  const inferred = unitOpened({ openingInferred: true });
  const innerTeam = unitOpened(
    { unitId: 'team-a', parentId: 'meadow-view', kind: 'team', name: 'Team A', openingInferred: true },
    '2024-03-01',
  );
  const back = (unitId: string, on = '2023-05-01') => ({ type: 'MoveUnitOpeningBack', data: { unitId, on } }) as const;
  const moved = unitOpeningMovedBack();
  const movedTeam = unitOpeningMovedBack({ unitId: 'team-a', parentId: 'meadow-view', kind: 'team' });

  it('moves back', () => givenOrganisation([registered, inferred]).when(back('meadow-view')).then([moved]));
  it('moves back with those above it, as far as need be', () => {
    givenOrganisation([registered, inferred, innerTeam]).when(back('team-a')).then([moved, movedTeam]);
    givenOrganisation([registered, inferred, innerTeam])
      .when(back('team-a', '2024-02-15'))
      .then([{ ...movedTeam, effectiveAt: '2024-02-15' }]);
  });
  it('has nothing to do when it is open on the day, and again once it has moved', () => {
    givenOrganisation([registered, inferred]).when(back('meadow-view', '2024-02-01')).thenNothing();
    givenOrganisation([registered, inferred, moved]).when(back('meadow-view')).thenNothing();
  });
  it('does not move where somebody said the day, of the unit or of one above it', () => {
    givenOrganisation([registered, service]).when(back('meadow-view')).thenRefused('UNIT_OPENING_STATED');
    givenOrganisation([registered, service, innerTeam]).when(back('team-a')).thenRefused('UNIT_NOT_YET_OPEN');
  });
  it('does not move for a unit that is not known', () =>
    givenOrganisation([registered]).when(back('meadow-view')).thenRefused('UNKNOWN_UNIT'));
  it('does not move into the future', () =>
    givenOrganisation([registered, inferred]).when(back('meadow-view', '2026-07-01')).thenRefused('IN_THE_FUTURE'));
  it('refuses no unit that is opened under it on an earlier day', () =>
    givenOrganisation([registered, inferred])
      .when({ type: 'OpenUnit', data: { ...team.data, on: '2023-05-01' } })
      .then([moved, { ...team, effectiveAt: '2023-05-01' }]));
  it('refuses no move, no name and no closing of an earlier day', () => {
    givenOrganisation([registered, inferred, otherService])
      .when({ type: 'MoveUnit', data: { unitId: 'hill-house', parentId: 'meadow-view', on: '2024-02-01' } })
      .then([unitMoved({ unitId: 'hill-house', parentId: 'meadow-view' }, '2024-02-01')]);
    givenOrganisation([registered, inferred])
      .when({ type: 'RenameUnit', data: { unitId: 'meadow-view', name: 'Meadow Court', on: '2023-05-01' } })
      .then([moved, unitRenamed({}, '2023-05-01')]);
    givenOrganisation([registered, inferred])
      .when({ type: 'CloseUnit', data: { unitId: 'meadow-view', on: '2023-05-01' } })
      .then([moved, unitClosed({}, '2023-05-01')]);
  });
  it('keeps its name, and its place, since the earlier day', () => {
    const since = [registered, inferred, moved];
    givenOrganisation(since)
      .when({ type: 'RenameUnit', data: { unitId: 'meadow-view', name: 'Meadow Court', on: '2023-06-01' } })
      .then([unitRenamed({}, '2023-06-01')]);
    givenOrganisation([...since, unitOpened({ unitId: 'hill-house' }, '2023-01-01')])
      .when({ type: 'MoveUnit', data: { unitId: 'meadow-view', parentId: 'hill-house', on: '2023-06-01' } })
      .then([unitMoved({ unitId: 'meadow-view', parentId: 'hill-house' }, '2023-06-01')]);
  });
  it('is moved before later moves alone', () =>
    givenOrganisation([
      registered,
      inferred,
      otherService,
      unitMoved({ unitId: 'meadow-view', parentId: 'hill-house' }),
    ])
      .when({ type: 'MoveUnit', data: { unitId: 'meadow-view', parentId: null, on: '2023-05-01' } })
      .thenRefused('UNIT_CHANGE_OUT_OF_ORDER'));
});

describe('setting the time zone', () => {
  const set = (timeZone: string, on = '2026-06-30') => ({ type: 'SetTimeZone', data: { timeZone, on } }) as const;

  it('sets it', () => givenOrganisation([registered]).when(set('Pacific/Auckland')).then([timeZoneSet()]));
  it('has nothing to do when it is the zone: Europe/London unless set', () => {
    givenOrganisation([registered]).when(set('Europe/London')).thenNothing();
    givenOrganisation([registered, timeZoneSet()]).when(set('Pacific/Auckland')).thenNothing();
  });
  describe('the one recorded last was in force, whatever its day', () => {
    const moved = [registered, timeZoneSet('Pacific/Auckland', '2026-06-01'), timeZoneSet('UTC', '2026-06-20')];

    it.each([
      ['between the two', 'Pacific/Auckland', '2026-06-19'],
      ['on the day of the first', 'Pacific/Auckland', '2026-06-01'],
      ['after both', 'UTC', '2026-06-30'],
      ['before both', 'Europe/London', '2026-05-31'],
    ])('has nothing to do where it is in force on the day: %s', (_when, zone, on) =>
      givenOrganisation(moved).when(set(zone, on)).thenNothing(),
    );

    it.each([
      ['on the day on which it no longer is', 'Pacific/Auckland', '2026-06-20'],
      ['where another follows', 'UTC', '2026-06-19'],
      ['before it is', 'Pacific/Auckland', '2026-05-31'],
      ['back to the first of all', 'Europe/London', '2026-06-30'],
    ])('is set %s', (_when, zone, on) =>
      givenOrganisation(moved)
        .when(set(zone, on))
        .then([timeZoneSet(zone, on)]),
    );

    it('of those of one day the later set is', () => {
      const twice = [registered, timeZoneSet('Pacific/Auckland', '2026-06-01'), timeZoneSet('UTC', '2026-06-01')];
      givenOrganisation(twice).when(set('UTC', '2026-06-02')).thenNothing();
      const auckland = set('Pacific/Auckland', '2026-06-01');
      givenOrganisation(twice)
        .when(auckland)
        .then([timeZoneSet('Pacific/Auckland', '2026-06-01')]);
    });

    it('one that was set later for an earlier day does not displace it', () => {
      const late = [registered, timeZoneSet('UTC', '2026-06-20'), timeZoneSet('Pacific/Auckland', '2026-06-01')];
      givenOrganisation(late).when(set('UTC')).thenNothing();
      givenOrganisation(late)
        .when(set('Pacific/Auckland'))
        .then([timeZoneSet('Pacific/Auckland')]);
    });
  });
  it('is refused for a zone that does not exist', () =>
    givenOrganisation([registered]).when(set('Europe/Londinium')).thenRefused('UNKNOWN_TIME_ZONE'));
  it('is refused in the future', () =>
    givenOrganisation([registered]).when(set('Pacific/Auckland', '2026-07-01')).thenRefused('IN_THE_FUTURE'));
  it('is refused before the organisation is registered', () =>
    givenOrganisation([]).when(set('Pacific/Auckland')).thenRefused('ORGANISATION_NOT_REGISTERED'));
});
