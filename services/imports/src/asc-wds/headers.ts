/**
 * Header rows of the ASC-WDS bulk upload as of 2026, and of the layout of 2019 that is recognised so that it can be
 * named. Facts of the interchange format; source: NMDSdevopsServiceAdm/SopraSteria-SFC (Skills for Care), MIT licence.
 */
export const WORKPLACE_COLUMNS: readonly string[] = (
  'LOCALESTID,STATUS,ESTNAME,ADDRESS1,ADDRESS2,ADDRESS3,POSTTOWN,POSTCODE,ESTTYPE,OTHERTYPE,PERMCQC,PERMLA,REGTYPE,' +
  'PROVNUM,LOCATIONID,MAINSERVICE,ALLSERVICES,CAPACITY,UTILISATION,SERVICEDESC,SERVICEUSERS,OTHERUSERDESC,DHA,' +
  'DHAACTIVITIES,TOTALPERMTEMP,ALLJOBROLES,STARTERS,LEAVERS,VACANCIES,REASONS,REASONNOS,REPEATTRAINING,CWPAWARE,' +
  'CWPUSE,CWPUSEDESC,SICKPAY,PENSION,ACTUALCONT,OPTOUTPEN,HOLIDAY,SLEEPINS,SLEEPINPAY,TRAVELTIME,TTDIFFRATE'
).split(',');

export const TRAINING_COLUMNS: readonly string[] = (
  'LOCALESTID,UNIQUEWORKERID,CATEGORY,TRAININGNAME,ACCREDITED,WHODELIVERED,PROVIDERNAME,HOWDELIVERED,VALIDITY,' +
  'DATECOMPLETED,EXPIRYDATE,NOTES'
).split(',');

/** Columns that hold days, of all three files. */
export const UPLOAD_DAY_COLUMNS: readonly string[] = ['DOB', 'STARTDATE', 'DATECOMPLETED', 'EXPIRYDATE'];

const STAFF_FIELDS: readonly string[] = (
  'STATUS,DISPLAYID,NINUMBER,POSTCODE,DOB,GENDER,ETHNICITY,NATIONALITY,BRITISHCITIZENSHIP,COUNTRYOFBIRTH,YEAROFENTRY,' +
  'DISABLED,CARECERT,L2CARECERT,RECSOURCE,HANDCVISA,INOUTUK,STARTDATE,STARTINSECT,DHA,APPRENTICE,EMPLSTATUS,' +
  'ZEROHRCONT,DAYSSICK,SALARYINT,SALARY,HOURLYRATE,MAINJOBROLE,MAINJRDESC,CONTHOURS,AVGHOURS,NMCREG,AMHP,SCQUAL,' +
  'NONSCQUAL,CWPCATEGORY'
).split(',');

const PUBLISHED_QUALIFICATIONS = 3;

/** The staff file without its optional columns, and with the three pairs of qualification columns it always has. */
export const STAFF_COLUMNS: readonly string[] = staffColumns([], PUBLISHED_QUALIFICATIONS);

const OPTIONAL_STAFF_COLUMNS = ['CHGUNIQUEWRKID', 'TRANSFERSTAFFRECORD'];

/** Two optional columns may follow the ids, and further pairs of qualification columns the last one. */
export function isStaffHeader(header: readonly string[]): boolean {
  const optional = OPTIONAL_STAFF_COLUMNS.filter((column) => header.slice(2, 4).includes(column));
  const pairs = (header.length - 2 - optional.length - STAFF_FIELDS.length) / 2;
  if (!Number.isInteger(pairs) || pairs < PUBLISHED_QUALIFICATIONS) return false;
  return staffColumns(optional, pairs).every((column, index) => column === header[index]);
}

function staffColumns(optional: readonly string[], pairs: number): readonly string[] {
  const qualifications = Array.from({ length: pairs }, (_, index) => {
    const name = qualificationColumn(index + 1);
    return [name, `${name}NOTES`];
  });
  return ['LOCALESTID', 'UNIQUEWORKERID', ...optional, ...STAFF_FIELDS, ...qualifications.flat()];
}

/** Pairs are numbered from 1: `QUALACH01`. */
export function qualificationColumn(number: number): string {
  return `QUALACH${String(number).padStart(2, '0')}`;
}

export const HISTORIC_HEADERS: readonly { readonly kind: string; readonly columns: readonly string[] }[] = [
  {
    kind: 'workplace',
    columns: (
      'LOCALESTID,STATUS,ESTNAME,ADDRESS1,ADDRESS2,ADDRESS3,POSTTOWN,POSTCODE,ESTTYPE,OTHERTYPE,PERMCQC,PERMLA,' +
      'SHARELA,REGTYPE,PROVNUM,LOCATIONID,MAINSERVICE,ALLSERVICES,CAPACITY,UTILISATION,SERVICEDESC,SERVICEUSERS,' +
      'OTHERUSERDESC,TOTALPERMTEMP,ALLJOBROLES,STARTERS,LEAVERS,VACANCIES,REASONS,REASONNOS'
    ).split(','),
  },
  {
    kind: 'staff',
    columns: (
      'LOCALESTID,UNIQUEWORKERID,STATUS,DISPLAYID,NINUMBER,POSTCODE,DOB,GENDER,ETHNICITY,NATIONALITY,' +
      'BRITISHCITIZENSHIP,COUNTRYOFBIRTH,YEAROFENTRY,DISABLED,CARECERT,RECSOURCE,STARTDATE,STARTINSECT,APPRENTICE,' +
      'EMPLSTATUS,ZEROHRCONT,DAYSSICK,SALARYINT,SALARY,HOURLYRATE,MAINJOBROLE,MAINJRDESC,CONTHOURS,AVGHOURS,' +
      'OTHERJOBROLE,OTHERJRDESC,NMCREG,NURSESPEC,AMHP,SCQUAL,NONSCQUAL,QUALACH01,QUALACH01NOTES,QUALACH02,' +
      'QUALACH02NOTES,QUALACH03,QUALACH03NOTES'
    ).split(','),
  },
];
