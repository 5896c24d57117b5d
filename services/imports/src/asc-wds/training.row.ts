import { DO_NOT_KNOW, TRAINING_CATEGORIES } from './code-lists.js';
import type { UploadCells } from './upload-cells.js';
import { dayOf, expiryOf } from './upload-dates.js';

export interface TrainingRow {
  readonly localEstablishmentId: string;
  readonly uniqueWorkerId: string;
  /** Bulk upload code of the training category. */
  readonly category: number;
  readonly title: string | undefined;
  readonly completedOn: string | undefined;
  /** As given, or computed from the completion and the validity. */
  readonly expiresOn: string | undefined;
  readonly validMonths: number | undefined;
  /** VALIDITY says `none`. */
  readonly doesNotExpire: boolean;
  readonly accredited: 'yes' | 'no' | 'not-known' | undefined;
  readonly delivery: 'in-house' | 'external' | undefined;
  readonly mode: 'face-to-face' | 'e-learning' | undefined;
  readonly provider: number | undefined;
  readonly notes: string | undefined;
}

export interface TrainingRules {
  /** `YYYY-MM-DD`: nothing was completed after it. */
  readonly today: string;
  /** Codes that PROVIDERNAME may hold; undefined: the list is not known here, and any number is taken. */
  readonly providers?: ReadonlySet<number> | undefined;
}

const ACCREDITED = new Map([
  [1, 'yes'],
  [0, 'no'],
  [DO_NOT_KNOW, 'not-known'],
] as const);
const DELIVERY = new Map([
  [1, 'in-house'],
  [2, 'external'],
] as const);
const MODE = new Map([
  [1, 'face-to-face'],
  [2, 'e-learning'],
] as const);

/** Reads one row. Where there are errors, the fields that could be read are there, but nothing may be taken. */
export function readTrainingRow(cells: UploadCells, rules: TrainingRules): Partial<TrainingRow> {
  const localEstablishmentId = cells.requiredText('LOCALESTID', 1000, 50);
  const uniqueWorkerId = cells.requiredText('UNIQUEWORKERID', 1010, 50);
  const completedOn = completion(cells, rules);
  const given = expiry(cells, completedOn);
  const title = textUpTo(cells, 'TRAININGNAME', 1040, 120);
  const category = categoryOf(cells);
  const accredited = coded(cells, 'ACCREDITED', 1060, ACCREDITED, '1 for yes, 0 for no, 999 for not known');
  const notes = textUpTo(cells, 'NOTES', 1070, 1000);
  const delivery = coded(cells, 'WHODELIVERED', 1080, DELIVERY, '1 for in-house staff, 2 for an external provider');
  const provider = providerOf(cells, delivery, rules);
  const mode = coded(cells, 'HOWDELIVERED', 1100, MODE, '1 for face to face, 2 for e-learning');
  const validity = validityOf(cells, completedOn, given);
  const read = { localEstablishmentId, uniqueWorkerId, category, title, completedOn, accredited, delivery, mode };
  return defined({ ...read, provider, notes, ...validity });
}

/** Fields that have no value are left out, so that a finished row can be told by its type. */
function defined(row: { [Field in keyof TrainingRow]?: TrainingRow[Field] | undefined }): Partial<TrainingRow> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

function completion(cells: UploadCells, { today }: TrainingRules): string | undefined {
  const text = cells.get('DATECOMPLETED');
  if (text === '') return undefined;
  const day = dayOf(text);
  if (day === undefined) {
    return cells.error(1020, 'DATECOMPLETED', 'DATECOMPLETED is not a day.', 'Write it as DD/MM/YYYY.');
  }
  if (day > today) return cells.error(1020, 'DATECOMPLETED', 'DATECOMPLETED lies in the future.');
  return day;
}

function expiry(cells: UploadCells, completedOn: string | undefined): string | undefined {
  const text = cells.get('EXPIRYDATE');
  if (text === '') return undefined;
  const day = dayOf(text);
  if (day === undefined) {
    return cells.error(1030, 'EXPIRYDATE', 'EXPIRYDATE is not a day.', 'Write it as DD/MM/YYYY.');
  }
  if (completedOn !== undefined && day <= completedOn) {
    return cells.error(1030, 'EXPIRYDATE/DATECOMPLETED', 'EXPIRYDATE is not after DATECOMPLETED.');
  }
  return day;
}

function textUpTo(cells: UploadCells, column: string, code: number, longest: number): string | undefined {
  const text = cells.get(column);
  if (text.length > longest) {
    return cells.error(code, column, `${column} is longer than ${longest} characters.`, 'Shorten it.');
  }
  return text.trim() === '' ? undefined : text;
}

function categoryOf(cells: UploadCells): number | undefined {
  const category = cells.number('CATEGORY');
  if (category !== undefined && TRAINING_CATEGORIES.has(category)) return category;
  const message = category === undefined ? 'CATEGORY is blank.' : 'CATEGORY is not a training category.';
  return cells.error(1050, 'CATEGORY', message, 'Use one of the 48 codes of the bulk upload guidance.');
}

function coded<Value>(
  cells: UploadCells,
  column: string,
  code: number,
  values: ReadonlyMap<number, Value>,
  choices: string,
): Value | undefined {
  const given = cells.number(column);
  if (given === undefined) return undefined;
  return values.get(given) ?? cells.error(code, column, `${column} is not one of the codes.`, `Use ${choices}.`);
}

function providerOf(cells: UploadCells, delivery: TrainingRow['delivery'], rules: TrainingRules): number | undefined {
  const provider = cells.number('PROVIDERNAME');
  if (provider === undefined) return undefined;
  if (delivery !== 'external') {
    return cells.warn(
      2090,
      'WHODELIVERED/PROVIDERNAME',
      'PROVIDERNAME is ignored: it only goes with WHODELIVERED 2, an external provider.',
    );
  }
  if (!Number.isNaN(provider) && (rules.providers?.has(provider) ?? true)) return provider;
  return cells.error(
    1090,
    'PROVIDERNAME',
    'PROVIDERNAME is not the code of a training provider.',
    'Use a code of the bulk upload guidance, or leave it blank.',
  );
}

function validityOf(
  cells: UploadCells,
  completedOn: string | undefined,
  given: string | undefined,
): Pick<Partial<TrainingRow>, 'doesNotExpire' | 'validMonths' | 'expiresOn'> {
  const text = cells.get('VALIDITY');
  const expiresOn = given === undefined ? {} : { expiresOn: given };
  if (text === '') return { doesNotExpire: false, ...expiresOn };
  if (text === 'none') {
    if (given !== undefined) mismatch(cells, 'VALIDITY says that it does not expire, and EXPIRYDATE that it does.');
    return { doesNotExpire: true, ...expiresOn };
  }
  const validMonths = cells.number('VALIDITY')!;
  if (!(validMonths >= 1 && validMonths <= 999)) {
    const remedy = 'Use “none”, or a whole number of months from 1 to 999.';
    cells.error(1110, 'VALIDITY', 'VALIDITY is neither “none” nor a number of months.', remedy);
    return { doesNotExpire: false, ...expiresOn };
  }
  if (completedOn === undefined) return { doesNotExpire: false, validMonths, ...expiresOn };
  const computed = expiryOf(completedOn, validMonths);
  if (given !== undefined && given !== computed) {
    mismatch(cells, `EXPIRYDATE is not what DATECOMPLETED and VALIDITY give (${computed}); both are kept.`);
  }
  return { doesNotExpire: false, validMonths, expiresOn: given ?? computed };
}

function mismatch(cells: UploadCells, message: string): void {
  cells.warn(2110, 'EXPIRYDATE/VALIDITY', message);
}
