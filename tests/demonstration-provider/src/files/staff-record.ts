import { british, type Day, yearOf } from '../calendar.js';
import type { Random } from '../chance/random.js';
import type { Row } from '../csv/columns.js';
import { roleProfile } from '../provider/role-profiles.js';
import { postingOn, type Worker } from '../provider/worker.js';

/** Pay rises every April. */
const YEARLY_RISE = 0.045;

/** The staff row of a worker as of a return's day, without its STATUS. `random` gives the worker's fixed traits. */
export function staffRecord(worker: Worker, upload: Day, random: Random): Row<'staff'> {
  const profile = roleProfile(postingOn(worker, upload).role);
  const startYear = yearOf(worker.startedOn);
  const inSector = Math.max(startYear - random.int(0, 9), yearOf(worker.bornOn) + 17);
  const level = random.int(2, 4);
  const qualified = random.chance(0.55) || profile.level !== 'front-line-worker';
  const bank = worker.contract === 3;
  return {
    LOCALESTID: worker.workplace,
    UNIQUEWORKERID: worker.id,
    DISPLAYID: worker.name,
    POSTCODE: `ZZ${random.int(1, 9)} ${random.int(1, 9)}AA`,
    DOB: british(worker.bornOn),
    GENDER: random.chance(0.2) ? 1 : 2,
    ETHNICITY: 99,
    NATIONALITY: 826,
    COUNTRYOFBIRTH: 826,
    DISABLED: 0,
    CARECERT: upload - worker.startedOn > 300 ? 1 : 3,
    L2CARECERT: 3,
    STARTDATE: british(worker.startedOn),
    STARTINSECT: Math.min(inSector, startYear),
    DHA: 2,
    APPRENTICE: 2,
    EMPLSTATUS: worker.contract,
    ZEROHRCONT: bank ? 1 : 2,
    DAYSSICK: sickDays(random.child(`sick ${yearOf(upload)}`)),
    ...pay(profile.pay, yearOf(upload + 275) - 2023),
    MAINJOBROLE: profile.jobRole,
    ...(bank ? { AVGHOURS: hoursOn(worker, upload) } : { CONTHOURS: hoursOn(worker, upload) }),
    ...(profile.id === 'registered-nurse' ? { NMCREG: 1 } : {}),
    SCQUAL: qualified ? `1;${level}` : 2,
    NONSCQUAL: 2,
    CWPCATEGORY: profile.pathway,
  };
}

function hoursOn({ weeklyHours, hoursChange }: Worker, on: Day): number {
  return hoursChange !== null && hoursChange.from <= on ? hoursChange.weeklyHours : weeklyHours;
}

/** The year's figure is entered once a year; until it is, the field is blank. */
function sickDays(random: Random): number | '' {
  return random.chance(0.08) ? '' : random.poisson(4);
}

function pay(base: number, rises: number): Row<'staff'> {
  const now = base * (1 + YEARLY_RISE) ** rises;
  return base < 100
    ? { SALARYINT: 3, HOURLYRATE: (Math.round(now * 100) / 100).toFixed(2) }
    : { SALARYINT: 1, SALARY: Math.round(now / 100) * 100 };
}
