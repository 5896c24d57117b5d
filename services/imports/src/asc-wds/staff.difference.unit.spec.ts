import { describe, expect, it } from 'vitest';
import { UNKNOWN_WORKER, type WorkerPicture } from '../workforce/worker.picture.js';
import type { StaffDetails } from './staff.details.js';
import { compareStaff } from './staff.difference.js';

const RECEIVED = '2026-06-30';
const inPost = (more: Partial<WorkerPicture> = {}): WorkerPicture => ({
  ...UNKNOWN_WORKER,
  status: 'in-post',
  teamId: 'home-a',
  startedOn: '2020-02-01',
  contract: { contract: 'permanent', weeklyMinutes: 2250 },
  details: { name: 'Ann', workReference: 'HOME-A/W1' },
  ...more,
});

function compared(details: Partial<StaffDetails>, known: WorkerPicture) {
  const row = {
    localEstablishmentId: 'HOME-A',
    uniqueWorkerId: 'W1',
    status: 'NEW',
    name: 'Ann',
    details: {
      dateOfBirth: undefined,
      nationalInsuranceNumber: undefined,
      postcode: undefined,
      startedOn: undefined,
      hasUnusableStart: false,
      contract: 'permanent',
      weeklyMinutes: 2250,
      qualifications: [],
      ...details,
    },
  } as const;
  const asking = { actor: { id: 'data-steward', role: 'data-steward' }, isTrial: false };
  const setting = {
    serviceId: 'home-a',
    isWithinService: () => true,
    received: RECEIVED,
    reference: 'HOME-A/W1',
    asking,
  };
  const { differences, errors, warnings } = compareStaff(row, { then: known, now: known }, setting);
  return {
    differences: differences.map(({ type, data }) => ({ type, data })),
    codes: [...errors, ...warnings].map(({ code }) => code),
  };
}

describe('a start', () => {
  it('that is not given is the day of the upload, and says that it was only inferred', () => {
    const { differences, codes } = compared({}, UNKNOWN_WORKER);
    expect(differences[0]).toMatchObject({ type: 'JoinWorker', data: { on: RECEIVED, startInferred: true } });
    expect(codes).toEqual(['START_ASSUMED']);
  });

  it('that is given is that day, and inferred from nothing', () => {
    const { differences, codes } = compared({ startedOn: '2024-02-01' }, UNKNOWN_WORKER);
    expect(differences[0]).toMatchObject({ type: 'JoinWorker', data: { on: '2024-02-01' } });
    expect(differences[0]?.data).not.toHaveProperty('startInferred');
    expect(codes).toEqual([]);
  });

  it('that cannot be one is never invented', () => {
    expect(compared({ hasUnusableStart: true }, UNKNOWN_WORKER)).toEqual({
      differences: [],
      codes: ['START_NOT_USABLE'],
    });
  });

  const left = inPost({ status: 'left', leftOn: '2025-03-31' });
  it.each([[undefined], ['2020-02-01'], ['2025-03-31']])(
    'of somebody who left, %s, brings nobody back',
    (startedOn) => {
      expect(compared({ startedOn }, left)).toEqual({ differences: [], codes: ['LEFT'] });
    },
  );

  it('after they left does', () => {
    const { differences } = compared({ startedOn: '2025-04-01' }, left);
    expect(differences[0]).toMatchObject({ type: 'RecordReturn', data: { on: '2025-04-01' } });
  });
});

describe('contracted hours', () => {
  const changed = (details: Partial<StaffDetails>) => compared(details, inPost()).differences.map(({ data }) => data);

  it('of a zero-hours contract are none, whatever they were before', () => {
    expect(changed({ weeklyMinutes: null })).toEqual([{ contract: 'permanent', weeklyMinutes: null, from: RECEIVED }]);
  });

  it('that are not given stay, unless the contract is of another kind', () => {
    expect(changed({ weeklyMinutes: undefined })).toEqual([]);
    expect(changed({ weeklyMinutes: undefined, contract: 'bank' })).toEqual([
      { contract: 'bank', weeklyMinutes: null, from: RECEIVED },
    ]);
  });
});
