import type { Day } from '../calendar.js';
import type { Row } from '../csv/columns.js';
import type { Service } from '../provider/provider.js';
import { roleProfile } from '../provider/role-profiles.js';
import { atWorkOn, postingOn } from '../provider/worker.js';

/** The workplace row as of a return's day, without its STATUS. Starters and leavers are those since the last return. */
export function workplaceRecord(
  { blueprint, localId, workers, random }: Service,
  upload: Day,
  before: Day,
): Row<'workplace'> {
  const there = workers.filter((worker) => atWorkOn(worker, upload));
  const jobs = [...new Set(there.map((worker) => jobRole(worker, upload)))].sort((one, other) => one - other);
  const perJob = (counted: (typeof workers)[number][]): string =>
    jobs.map((job) => counted.filter((worker) => jobRole(worker, upload) === job).length).join(';');
  const number = random.child('registration').int(100_000_000, 999_999_999);
  const { places, serviceCode, registered } = blueprint;
  return {
    LOCALESTID: localId,
    ESTNAME: blueprint.name,
    ADDRESS1: `1 ${blueprint.name.split(' ')[0] ?? ''} Road`,
    POSTTOWN: blueprint.town,
    POSTCODE: 'ZZ1 1AA',
    ESTTYPE: 6,
    PERMCQC: 1,
    PERMLA: 1,
    REGTYPE: registered ? 2 : 0,
    ...(registered ? { PROVNUM: '1-100000001', LOCATIONID: `1-${number}` } : {}),
    MAINSERVICE: serviceCode,
    ALLSERVICES: serviceCode,
    ...(places === 0 ? {} : { CAPACITY: places, UTILISATION: Math.round(places * 0.92) }),
    SERVICEUSERS: serviceCode === 52 ? 22 : 1,
    TOTALPERMTEMP: there.filter(({ contract }) => contract !== 3).length,
    ALLJOBROLES: jobs.join(';'),
    STARTERS: perJob(there.filter(({ startedOn }) => startedOn > before)),
    LEAVERS: perJob(workers.filter(({ leftOn }) => leftOn !== null && leftOn > before && leftOn <= upload)),
    VACANCIES: jobs.map(() => 0).join(';'),
    REASONS: '',
  };
}

function jobRole(worker: Service['workers'][number], on: Day): number {
  return roleProfile(postingOn(worker, on).role).jobRole;
}
