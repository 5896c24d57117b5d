import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readStaffRow } from './staff.row.js';
import { readTrainingRow } from './training.row.js';
import { columnIndices, UploadCells } from './upload-cells.js';
import { readWorkplaceRow } from './workplace.row.js';

const TODAY = '2026-06-30';

describe('a staff row', () => {
  it('gives what is taken', () => {
    expect(read('staff', { SCQUAL: '1;3', QUALACH01: '32;2015', CONTHOURS: '37.5' }).row).toEqual({
      localEstablishmentId: 'HOME-A',
      uniqueWorkerId: 'W001',
      status: 'NEW',
      name: 'Worker one',
      details: {
        dateOfBirth: '1982-12-10',
        nationalInsuranceNumber: undefined,
        postcode: 'LS1 1AA',
        startedOn: '2001-11-12',
        hasUnusableStart: false,
        contract: 'permanent',
        weeklyMinutes: 2250,
        qualifications: [
          { qualification: 'social-care', level: 3, year: null },
          { qualification: '32', level: null, year: 2015 },
        ],
      },
    });
  });

  it.each([
    ['a zero-hours contract', { ZEROHRCONT: '1', CONTHOURS: '' }, null],
    ['a bank contract', { EMPLSTATUS: '3', CONTHOURS: '10' }, undefined],
    ['an agency contract', { EMPLSTATUS: '4', CONTHOURS: '10' }, undefined],
    ['another contract', { EMPLSTATUS: '7', CONTHOURS: '10' }, undefined],
    ['a temporary contract', { EMPLSTATUS: '2', CONTHOURS: '10.5' }, 630],
    ['a contract whose hours are not given', { CONTHOURS: '', ZEROHRCONT: '2' }, undefined],
    ['the most hours', { CONTHOURS: '75' }, 4500],
  ])('says of %s which hours it has', (_what, cells, minutes) => {
    expect(read('staff', cells).row).toMatchObject({ details: { weeklyMinutes: minutes } });
  });

  it.each(['DELETE', 'NOCHANGE', 'UNCHECKED', 'delete'])('with STATUS %s is not judged further', (STATUS) => {
    const { row, codes } = read('staff', { STATUS, EMPLSTATUS: '', MAINJOBROLE: '12' });
    expect(codes).toEqual([]);
    expect(row).toMatchObject({ status: STATUS.toUpperCase() });
    expect(row).not.toHaveProperty('details');
  });

  it.each<readonly [Readonly<Record<string, string>>, readonly string[]]>([
    [{ LOCALESTID: '' }, ['e1010']],
    [{ UNIQUEWORKERID: '' }, ['e1020']],
    [{ NINUMBER: 'AB123456C' }, []],
    [{ NINUMBER: 'AB12' }, ['e1060']],
    [{ POSTCODE: '' }, ['w3070']],
    [{ POSTCODE: 'LS11AA' }, ['e1070']],
    [{ DOB: '' }, ['w3080']],
    [{ DOB: '01/01/2020', STARTDATE: '', STARTINSECT: '999' }, ['w2000', 'w3080']],
    [{ DOB: '01/01/1900' }, ['w3080']],
    [{ GENDER: '5' }, ['e1090']],
    [{ ETHNICITY: '30' }, ['e1100']],
    [{ NATIONALITY: 'British' }, ['e1110']],
    [{ BRITISHCITIZENSHIP: '1' }, ['w3120']],
    [{ NATIONALITY: '250', BRITISHCITIZENSHIP: '3' }, ['e1120']],
    [{ YEAROFENTRY: '99' }, ['e1380']],
    [{ YEAROFENTRY: '2099' }, ['e1380', 'w3190']],
    [{ YEAROFENTRY: '1970' }, ['e1380']],
    [{ YEAROFENTRY: '2005' }, ['w3190']],
    [{ DISABLED: '4' }, ['e1150']],
    [{ L2CARECERT: '4' }, ['w5590']],
    [{ L2CARECERT: '2;2025' }, ['w5600']],
    [{ L2CARECERT: '3;2025' }, ['w5610']],
    [{ L2CARECERT: '1;2023' }, ['w5620']],
    [{ L2CARECERT: '1;2027' }, ['w5630']],
    [{ L2CARECERT: '1;soon' }, ['w5640']],
    [{ L2CARECERT: '1;2025' }, []],
    [{ RECSOURCE: '3' }, ['e1180']],
    [{ STARTDATE: '' }, ['w2000']],
    [{ STARTDATE: '01/07/2026' }, ['w3190']],
    [{ STARTDATE: '01/01/1990', STARTINSECT: '999' }, ['w3190']],
    [{ STARTINSECT: '' }, ['w3200']],
    [{ STARTINSECT: '99' }, ['w3200']],
    [{ STARTINSECT: '2002' }, ['w3200']],
    [{ DHA: '3' }, ['w5660']],
    [{ APPRENTICE: '3' }, ['w3210']],
    [{ EMPLSTATUS: '5' }, ['e1220']],
    [{ EMPLSTATUS: '3' }, ['w3300']],
    [{ ZEROHRCONT: '1' }, ['e1230', 'w3300']],
    [{ ZEROHRCONT: '' }, ['w3230']],
    [{ CONTHOURS: '0' }, ['w3230']],
    [{ CONTHOURS: '76' }, ['w3300']],
    [{ CONTHOURS: 'full time' }, ['w3300']],
    [{ AVGHOURS: '20' }, ['w3310']],
    [{ EMPLSTATUS: '2', AVGHOURS: '20' }, ['w3310']],
    [{ EMPLSTATUS: '3', CONTHOURS: '', AVGHOURS: '20.5' }, []],
    [{ DAYSSICK: '12.5' }, []],
    [{ DAYSSICK: '400' }, ['w1240']],
    [{ DAYSSICK: '1.2' }, ['w1240']],
    [{ SALARYINT: '2' }, ['e1250']],
    [{ SALARYINT: '3' }, ['e1251']],
    [{ SALARYINT: '999' }, ['w3260']],
    [{ SALARY: '499' }, ['e1260']],
    [{ SALARY: '200001' }, ['e1260']],
    [{ SALARY: '250000', MAINJOBROLE: '1' }, []],
    [{ SALARYINT: '3', SALARY: '', HOURLYRATE: '12.555' }, ['e1270']],
    [{ SALARYINT: '3', SALARY: '', HOURLYRATE: '12.55' }, []],
    [{ SALARYINT: '999', SALARY: '', HOURLYRATE: '12' }, ['w3270']],
    [{ MAINJOBROLE: '' }, ['e1280']],
    [{ MAINJRDESC: 'Cook' }, ['w3290']],
    [{ MAINJOBROLE: '23', MAINJRDESC: 'x'.repeat(121) }, ['e1290']],
    [{ MAINJOBROLE: '16' }, ['w3340']],
    [{ NMCREG: '1' }, ['w3340']],
    [{ MAINJOBROLE: '6' }, ['w3380']],
    [{ AMHP: '1' }, ['w3380']],
    [{ SCQUAL: '' }, ['w3360']],
    [{ SCQUAL: '3' }, ['e1360']],
    [{ SCQUAL: '1;9' }, ['w1360']],
    [{ COUNTRYOFBIRTH: 'England' }, ['e1130']],
    [{ SCQUAL: '1;999' }, []],
    [{ NONSCQUAL: '4' }, ['e1370']],
    [{ CWPCATEGORY: '8' }, ['w5650']],
    [{ QUALACH01: '32' }, ['w5015']],
    [{ QUALACH02: '32;1900' }, ['e5035']],
    [{ QUALACH03: 'degree;2000' }, ['e5050']],
    [{ QUALACH01: '32;2000', QUALACH01NOTES: 'x'.repeat(121) }, ['w5020']],
  ])('%j: %j', (cells, codes) => expect(read('staff', cells).codes).toEqual(codes));

  it.each([
    ['CHGUNIQUEWRKID', 'e1030'],
    ['TRANSFERSTAFFRECORD', 'e1400'],
  ])('with %s is refused: the person would get another pseudonym', (column, code) => {
    expect(read('staff', { [column]: 'W002' }).codes).toEqual([code]);
  });
});

describe('a workplace row', () => {
  it('gives what is taken', () => {
    expect(read('workplace', {})).toEqual({
      codes: [],
      row: {
        localEstablishmentId: 'HOME-A',
        status: 'NEW',
        name: 'Example House',
        mainService: 8,
        regulator: 'cqc',
        registrationNumber: '1-000000002',
      },
    });
  });

  it.each<readonly [Readonly<Record<string, string>>, readonly string[]]>([
    [{ LOCALESTID: '' }, ['e1010']],
    [{ STATUS: 'OPEN' }, ['e1020']],
    [{ ESTNAME: '' }, ['e1030']],
    [{ ESTNAME: 'x'.repeat(121) }, ['e1030']],
    [{ ADDRESS1: '' }, ['e1040']],
    [{ ADDRESS2: 'x'.repeat(41) }, ['e1045']],
    [{ ADDRESS3: 'x'.repeat(41) }, ['e1050']],
    [{ POSTTOWN: 'x'.repeat(41) }, ['e1055']],
    [{ POSTCODE: '' }, ['e1060']],
    [{ POSTCODE: '12345' }, ['e1060']],
    [{ ESTTYPE: '' }, ['e1070']],
    [{ ESTTYPE: '9' }, ['e1070']],
    [{ PERMCQC: '2' }, ['e1080']],
    [{ PERMLA: '2' }, ['e1090']],
    [{ REGTYPE: '' }, ['e1100']],
    [{ REGTYPE: '1' }, ['e1100']],
    [{ REGTYPE: '0' }, ['w2105', 'w2110']],
    [{ REGTYPE: '0', PROVNUM: '', LOCATIONID: '' }, []],
    [{ PROVNUM: '' }, ['e1105']],
    [{ LOCATIONID: '1-1' }, ['e1110']],
    [{ MAINSERVICE: '' }, ['e1000']],
    [{ MAINSERVICE: '9' }, ['e1120']],
    [{ TOTALPERMTEMP: '1000' }, ['e1200']],
    [{ STATUS: 'NOCHANGE', ADDRESS1: '', REGTYPE: '' }, []],
  ])('%j: %j', (cells, codes) => expect(read('workplace', cells).codes).toEqual(codes));
});

describe('a training row', () => {
  it('takes any provider where the list of providers is not known', () => {
    expect(read('training', { WHODELIVERED: '2', PROVIDERNAME: '88' })).toMatchObject({
      codes: [],
      row: { provider: 88 },
    });
  });

  it.each<readonly [Readonly<Record<string, string>>, readonly string[]]>([
    [{ NOTES: 'n'.repeat(1001) }, ['e1070']],
    [{ WHODELIVERED: '3' }, ['e1080', 'w2090']],
    [{ UNIQUEWORKERID: ' ' }, ['e1010']],
    [{ VALIDITY: '0' }, ['e1110']],
    [{ VALIDITY: '1000' }, ['e1110']],
    [{ VALIDITY: 'NONE' }, ['e1110']],
    [{ EXPIRYDATE: '01/03/2030' }, ['w2110']],
    [{ DATECOMPLETED: '30/06/2026' }, []],
    [{ DATECOMPLETED: '01/07/2026' }, ['e1020']],
  ])('%j: %j', (cells, codes) => expect(read('training', cells).codes).toEqual(codes));
});

const FIXTURES = new URL('../../../../tests/fixtures/asc-wds/current-2026/', import.meta.url);

/** Reads the sample's first row with other cells in it. */
function read(kind: 'staff' | 'workplace' | 'training', changed: Readonly<Record<string, string>>) {
  const [header, first] = readFileSync(new URL(`${kind}.csv`, FIXTURES), 'utf8')
    .trim()
    .split(/\r?\n/);
  const values = first!.split(',');
  const sample = Object.fromEntries(header!.split(',').map((column, index) => [column, values[index] ?? '']));
  const row: Readonly<Record<string, string>> = { ...sample, ...changed };
  const cells = new UploadCells(columnIndices(Object.keys(row)), Object.values(row));
  const readers = { staff: readStaffRow, workplace: readWorkplaceRow, training: readTrainingRow };
  const result = readers[kind](cells, { today: TODAY });
  return { row: result, codes: [...cells.errors, ...cells.warnings].map(({ code }) => code).toSorted() };
}
