import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandsUnderTest } from '../testing/commands-under-test.js';

let commands: CommandsUnderTest;
beforeEach(async () => {
  commands = await new CommandsUnderTest().open();
  await commands.give('organisation', 'main', {
    type: 'RegisterOrganisation',
    data: { name: 'Test Care', on: '2020-01-01' },
  });
});
afterEach(() => commands.close());

const openUnit = (unitId: string, on: string, more: object = {}) => {
  const nothing = { serviceType: null, regulator: null, registrationNumber: null };
  const data = { unitId, parentId: null, kind: 'service', name: unitId, ...nothing, on, ...more };
  return commands.give('organisation', 'main', { type: 'OpenUnit', data });
};
const closeUnit = (unitId: string, on: string) =>
  commands.give('organisation', 'main', { type: 'CloseUnit', data: { unitId, on } });
const join = (id: string, on: string, more: object = {}) =>
  commands.give('worker', id, { type: 'JoinWorker', data: { contract: 'bank', weeklyMinutes: null, on, ...more } });
const leave = (id: string, on: string) =>
  commands.give('worker', id, { type: 'RecordLeaving', data: { reason: null, on } });
const team = (id: string, unitId: string, from: string) =>
  commands.give('worker', id, { type: 'AssignToTeam', data: { unitId, from } });
const openings = () =>
  commands.store.log
    .filter(({ type }) => type.startsWith('UnitOpen'))
    .map(({ type, effectiveAt, data }) => [type, data['unitId'], effectiveAt]);

describe('a unit', () => {
  beforeEach(async () => {
    await openUnit('nights', '2023-01-01');
    await closeUnit('nights', '2025-09-30');
    await join('w-1', '2022-01-01');
  });

  it.each(['2023-01-01', '2025-09-29'])('that was open then takes history: %s', async (from) => {
    await expect(team('w-1', 'nights', from)).resolves.toMatchObject({ outcomes: [{ kind: 'done' }] });
  });
  it('that was not open yet on the day is refused, naming both days', async () => {
    await expect(team('w-1', 'nights', '2022-12-31')).rejects.toMatchObject({
      code: 'UNIT_NOT_YET_OPEN',
      message: 'Unit nights was opened on 2023-01-01, after 2022-12-31',
      options: { field: 'unitId', remedy: expect.any(String) },
    });
  });
  it('that was closed on the day is refused, naming both days', async () => {
    await expect(team('w-1', 'nights', '2025-09-30')).rejects.toMatchObject({
      code: 'UNIT_CLOSED',
      message: 'Unit nights was closed on 2025-09-30, and this is of 2025-09-30',
    });
  });
  it('that there never was is another answer', async () => {
    await expect(team('w-1', 'atlantis', '2024-01-01')).rejects.toMatchObject({ code: 'UNKNOWN_UNIT' });
  });
  it('that was closed a moment ago was accepted from a stale cache', async () => {
    await openUnit('days', '2023-01-01');
    await team('w-1', 'days', '2023-02-01');
    await closeUnit('days', '2026-06-01');

    await expect(team('w-1', 'days', '2026-06-15')).rejects.toMatchObject({ code: 'UNIT_CLOSED' });
  });
  it('that another process closed was accepted from a stale cache', async () => {
    await openUnit('days', '2023-01-01');
    await team('w-1', 'days', '2023-02-01');
    const other = await new CommandsUnderTest(commands.store).open();
    const close = { type: 'CloseUnit', data: { unitId: 'days', on: '2026-06-01' } };
    await other.give('organisation', 'main', close);
    await other.close();

    await expect(team('w-1', 'days', '2026-06-15')).rejects.toMatchObject({ code: 'UNIT_CLOSED' });
  });
});

describe('a unit of which nobody said since when it is open', () => {
  const day = '2022-03-01';
  beforeEach(async () => {
    await openUnit('home-a', '2024-01-01', { openingInferred: true });
    await openUnit('team-a', '2024-02-01', { openingInferred: true, parentId: 'home-a', kind: 'team' });
    await join('w-1', '2022-01-01');
  });

  it('moves back with what speaks of an earlier day, and those above it with it', async () => {
    await expect(team('w-1', 'team-a', day)).resolves.toMatchObject({ outcomes: [{ kind: 'done' }] });

    expect(openings().slice(2)).toEqual([
      ['UnitOpeningMovedBack', 'home-a', day],
      ['UnitOpeningMovedBack', 'team-a', day],
    ]);
    const { metadata } = commands.store.log.find(({ type }) => type === 'UnitOpeningMovedBack')!;
    const cause = commands.store.log.at(-1)!;
    expect(cause.type).toBe('WorkerAssignedToTeam');
    expect(metadata).toMatchObject({ actor: { id: 'praxis' }, causationId: cause.metadata.commandId });
  });
  it('moves back once, to the earliest day of all that are taken together', async () => {
    const counted = { title: 'Falls', numerator: 'Falls', denominator: null, per: 1, improvement: 'decrease' };
    const of = { unitId: 'home-a', code: 'falls', targetThousandths: null, source: 'log' };
    const defined = { type: 'DefineIndicator', data: { ...of, ...counted, on: '2024-01-01' } };
    await commands.give('indicator', 'home-a-falls', defined);
    const envelopes = ['2022-05', '2022-03', '2022-04'].map((month) => ({
      commandId: month,
      command: {
        type: 'RecordMeasurement',
        data: { periodStart: `${month}-01`, periodEnd: `${month}-28`, numerator: 1, denominator: null },
      },
      actor: { id: 'admin', role: 'administrator' },
      source: 'import:1',
      attestedAt: '2022-06-01T12:00:00.000Z',
    }));
    await commands.entrance.execute({ aggregate: 'indicator', id: 'home-a-falls', envelopes });

    expect(openings().slice(2)).toEqual([['UnitOpeningMovedBack', 'home-a', '2022-03-01']]);
    const moved = commands.store.log.find(({ type }) => type === 'UnitOpeningMovedBack');
    expect(moved?.metadata.attestedAt).toBe('2022-06-01T12:00:00.000Z');
  });
  it('stays where it is for a command that is refused, and in a dry run', async () => {
    await expect(team('w-1', 'team-a', '2021-12-31')).rejects.toMatchObject({ code: 'BEFORE_JOINING' });
    const assign = { type: 'AssignToTeam', data: { unitId: 'team-a', from: day } };
    await commands.give('worker', 'w-1', assign, { dryRun: true });

    expect(openings()).toHaveLength(2);
  });
  it('does not move beyond a unit above it whose day somebody said', async () => {
    await openUnit('home-b', '2023-01-01');
    await openUnit('team-b', '2024-02-01', { openingInferred: true, parentId: 'home-b', kind: 'team' });

    await expect(team('w-1', 'team-b', day)).rejects.toMatchObject({ code: 'UNIT_NOT_YET_OPEN' });
    await expect(team('w-1', 'team-b', '2023-02-01')).resolves.toMatchObject({ outcomes: [{ kind: 'done' }] });
  });
});

describe('a period', () => {
  beforeEach(async () => {
    await openUnit('nights', '2024-01-15');
    const counted = { title: 'Falls', numerator: 'Falls', denominator: null, per: 1, improvement: 'decrease' };
    const of = { unitId: 'nights', code: 'falls', targetThousandths: null, source: 'log' };
    const data = { ...of, ...counted, on: '2024-01-15' };
    await commands.give('indicator', 'nights-falls', { type: 'DefineIndicator', data });
    await closeUnit('nights', '2025-09-20');
  });
  const measure = (periodStart: string, periodEnd: string) =>
    commands.give('indicator', 'nights-falls', {
      type: 'RecordMeasurement',
      data: { periodStart, periodEnd, numerator: 1, denominator: null },
    });

  it('needs the unit on one of its days', async () => {
    await measure('2024-01-01', '2024-01-31');
    await measure('2025-09-01', '2025-09-30');
    await expect(measure('2023-12-01', '2023-12-31')).rejects.toMatchObject({
      code: 'UNIT_NOT_YET_OPEN',
      options: { field: 'periodStart' },
    });
    await expect(measure('2025-10-01', '2025-10-31')).rejects.toMatchObject({ code: 'UNIT_CLOSED' });
  });
});

describe('a worker', () => {
  beforeEach(async () => {
    await join('w-1', '2020-02-01');
    await join('w-sam', '2020-02-01');
    await leave('w-sam', '2025-05-31');
  });
  const terms = { kind: 'line', intervalDays: 42, recordTimescaleDays: 10 };
  const sign = (supervisorId: string, on: string) =>
    commands.give('supervision', 's-1', {
      type: 'SignAgreement',
      data: { superviseeId: 'w-1', supervisorId, ...terms, on },
    });
  const hold = (sessionId: string, on: string) =>
    commands.give('supervision', 's-1', {
      type: 'RecordSessionHeld',
      data: { sessionId, minutes: 60, topics: [], on },
    });

  it('can supervise on the day of leaving, and not after it', async () => {
    await sign('w-sam', '2024-01-10');
    await hold('x-1', '2025-05-31');
    await expect(hold('x-2', '2025-08-10')).rejects.toMatchObject({
      code: 'WORKER_NO_LONGER_IN_POST',
      message: 'Worker w-sam left on 2025-05-31, and this is of 2025-08-10',
    });
  });
  it('who supervised then is the one that is looked at, whoever does now', async () => {
    await join('w-new', '2025-06-01');
    await sign('w-sam', '2024-01-10');
    const data = { supervisorId: 'w-new', ...terms, from: '2025-06-01' };
    await commands.give('supervision', 's-1', { type: 'ChangeAgreement', data });

    await hold('x-1', '2025-03-01');
    await hold('x-2', '2025-08-10');
  });
  it('signs no agreement when not in post that day', async () => {
    await expect(sign('w-sam', '2019-12-31')).rejects.toMatchObject({ code: 'WORKER_NOT_YET_IN_POST' });
    await expect(sign('w-sam', '2025-06-01')).rejects.toMatchObject({ code: 'WORKER_NO_LONGER_IN_POST' });
    await expect(sign('w-nobody', '2025-06-01')).rejects.toMatchObject({ code: 'UNKNOWN_WORKER' });
  });
  it('who came back is in post in both spells, and not between them', async () => {
    const back = { contract: 'bank', weeklyMinutes: null, on: '2026-01-01' };
    await commands.give('worker', 'w-sam', { type: 'RecordReturn', data: back });

    await expect(sign('w-sam', '2025-10-01')).rejects.toMatchObject({ code: 'WORKER_NO_LONGER_IN_POST' });
    await sign('w-sam', '2024-01-10');
    await hold('x-1', '2026-02-01');
  });
  it('of whom nobody said since when is not held to the day on which they were first heard of', async () => {
    await join('w-assumed', '2026-03-31', { startInferred: true });
    await expect(sign('w-assumed', '2024-01-10')).resolves.toMatchObject({ outcomes: [{ kind: 'done' }] });
  });
  it('may have learned, and got certificates and qualifications, before joining', async () => {
    const time = { minutes: 30, participatoryMinutes: null };
    const entry = { entryId: 'e-1', kind: 'reading', planned: false, ...time, topics: [], elements: [] };
    await commands.give('learning-log', 'w-1', {
      type: 'LogLearning',
      data: { ...entry, programmeId: null, on: '2019-12-01' },
    });
    const nothing = {
      validMonths: null,
      expiresOn: null,
      accredited: null,
      delivery: null,
      mode: null,
      provider: null,
    };
    await commands.give('learning-log', 'w-1', {
      type: 'RecordCertificate',
      data: { entryId: 'c-1', topic: '6', completedOn: '2018-05-01', doesNotExpire: false, ...nothing },
    });
    await commands.give('worker', 'w-1', {
      type: 'AwardQualification',
      data: { qualification: '32', level: 3, year: 2015, on: '2015-07-01' },
    });
    expect(commands.store.log.slice(-3).map(({ type }) => type)).toEqual([
      'LearningLogged',
      'CertificateRecorded',
      'QualificationAwarded',
    ]);
  });
});

describe('a framework', () => {
  const publish = (version: string, elements: readonly string[], on: string) =>
    commands.give('framework', 'standards', {
      type: 'PublishFramework',
      data: {
        version,
        title: 'Standards',
        levels: [],
        dimensions: [
          { code: '1', label: 'One', seniorOnly: false, elements: elements.map((code) => ({ code, label: code })) },
        ],
        ratingScale: [1, 2, 3, 4].map((value) => ({ value, label: String(value) })),
        on,
      },
    });
  const require = (element: string, from: string) =>
    commands.give('role-profile', 'carer', {
      type: 'RequireCompetence',
      data: { frameworkId: 'standards', element, rating: 3, from },
    });
  const review = (frameworkVersion: string, on: string) =>
    commands.give('performance-review', `r-${frameworkVersion}`, {
      type: 'OpenReview',
      data: {
        workerId: 'w-1',
        managerId: 'w-sam',
        periodFrom: '2022-01-01',
        periodTo: '2022-12-31',
        frameworkId: 'standards',
        frameworkVersion,
        leadershipLevel: 'front-line-worker',
        on,
      },
    });

  beforeEach(async () => {
    await publish('1', ['1.1', '1.2'], '2021-01-01');
    await publish('2', ['1.1', '1.3'], '2023-01-01');
    await commands.give('framework', 'standards', {
      type: 'SupersedeFrameworkVersion',
      data: { version: '1', supersededBy: '2', on: '2023-06-01' },
    });
    await commands.give('role-profile', 'carer', {
      type: 'DefineRoleProfile',
      data: { title: 'Carer', leadershipLevel: 'front-line-worker', jobRole: null, on: '2020-01-01' },
    });
    await join('w-1', '2020-01-01');
    await join('w-sam', '2020-01-01');
  });

  it('is asked for the version that stands on the day', async () => {
    await expect(require('1.1', '2020-12-31')).rejects.toMatchObject({ code: 'ELEMENT_NOT_YET_PUBLISHED' });
    await require('1.2', '2023-05-31');
    await expect(require('1.2', '2023-06-01')).rejects.toMatchObject({ code: 'ELEMENT_SUPERSEDED' });
    await expect(require('1.3', '2022-12-31')).rejects.toMatchObject({ code: 'ELEMENT_NOT_YET_PUBLISHED' });
    await require('1.3', '2023-01-01');
    await require('1.1', '2024-01-01');
    await expect(require('9.9', '2024-01-01')).rejects.toMatchObject({ code: 'UNKNOWN_ELEMENT' });
  });
  it('has the elements that learning names, on the day of the learning', async () => {
    const learn = (entryId: string, element: string, on: string) =>
      commands.give('learning-log', 'w-1', {
        type: 'LogLearning',
        data: {
          entryId,
          kind: 'reading',
          planned: false,
          minutes: 30,
          participatoryMinutes: null,
          topics: [],
          elements: [{ frameworkId: 'standards', element }],
          programmeId: null,
          on,
        },
      });
    await learn('e-1', '1.2', '2023-05-31');
    await expect(learn('e-2', '1.2', '2023-06-01')).rejects.toMatchObject({ code: 'ELEMENT_SUPERSEDED' });
    await expect(learn('e-3', '9.9', '2023-05-31')).rejects.toMatchObject({ code: 'UNKNOWN_ELEMENT' });
  });
  it('has the elements that a development need names, on the day it was identified', async () => {
    const terms = { supervisorId: 'w-sam', kind: 'line', intervalDays: 42, recordTimescaleDays: 10 };
    const give = (type: string, data: object) => commands.give('supervision', 's-1', { type, data });
    await give('SignAgreement', { superviseeId: 'w-1', ...terms, on: '2023-01-05' });
    await give('RecordSessionHeld', { sessionId: 'n-1', minutes: 60, topics: [], on: '2023-02-01' });
    const need = (needId: string, element: string) =>
      give('IdentifyNeed', {
        sessionId: 'n-1',
        needId,
        area: 'skills',
        elements: [{ frameworkId: 'standards', element }],
        on: '2023-02-01',
      });
    await need('d-1', '1.3');
    await expect(need('d-2', '9.9')).rejects.toMatchObject({ code: 'UNKNOWN_ELEMENT' });
  });
  it('opens reviews with a version from its publication until it is superseded', async () => {
    await expect(review('2', '2022-12-31')).rejects.toMatchObject({ code: 'FRAMEWORK_NOT_YET_PUBLISHED' });
    await expect(review('1', '2023-06-01')).rejects.toMatchObject({ code: 'FRAMEWORK_SUPERSEDED' });
    await expect(review('7', '2023-06-01')).rejects.toMatchObject({ code: 'UNKNOWN_FRAMEWORK' });
    await review('1', '2023-05-31');
  });
  it('is asked for the version that a review was opened with, whatever was published since', async () => {
    await review('1', '2023-05-31');
    const agree = (applicable: readonly string[]) =>
      commands.give('performance-review', 'r-1', {
        type: 'AgreeStandards',
        data: { applicable, notApplicable: [], on: '2023-07-01' },
      });
    await expect(agree(['1.3'])).rejects.toMatchObject({
      code: 'UNKNOWN_ELEMENT',
      options: { field: 'applicable' },
    });
    await agree(['1.2']);
    await commands.give('performance-review', 'r-1', {
      type: 'RateElement',
      data: { element: '1.2', source: 'self', rating: 3, evidence: [], on: '2023-07-02' },
    });
  });
});
