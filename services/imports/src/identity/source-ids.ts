/** Gives a worker, or a record about one, the pseudonym that stands for it everywhere but in personal fields. */
export type Pseudonymise = (prefix: string, text: string) => string;

/** White space of every kind, also what has no width: it is no part of an id. */
const WHITE_SPACE = /[\s\u200b-\u200d\u2060]+/gu;
/** What a spreadsheet takes from an id that is all digits, and some systems from any. */
const LEADING_ZEROS = /^0+(?=.)/u;

/** An id as it counts: `W 001` is `W001`. */
export function bare(id: string): string {
  return id.normalize('NFC').replaceAll(WHITE_SPACE, '');
}

/** Equal for ids that differ only by case or by leading zeros. They may name one person, or two: that has to be asked. */
export function folded(id: string): string {
  return bare(id).normalize('NFKC').toUpperCase().toLowerCase().replace(LEADING_ZEROS, '');
}

/** Longer runs of zeros are no one's: a spreadsheet's ids have up to ten digits. */
const MOST_ZEROS = 8;
/** With more letters than these only whole words change their case, not single letters. */
const MOST_LETTERS = 4;

/**
 * The ways in which an id may have been written whose pseudonym alone is left, most of what {@link folded} makes one of:
 * with other case and other leading zeros, and in full width.
 */
export function* spellingsAlike(id: string): Generator<string, void> {
  const plain = folded(id);
  const casings = casingsOf(plain);
  const wide = [plain, plain.toUpperCase()];
  for (let zeros = 0; zeros <= MOST_ZEROS; zeros += 1) {
    for (const cased of casings) yield '0'.repeat(zeros) + cased;
    for (const cased of wide) yield inFullWidth('0'.repeat(zeros) + cased);
  }
}

/** Whether {@link spellingsAlike} tries every case of every letter. */
export function areAllSpelt(id: string): boolean {
  return casedIn(folded(id)) <= MOST_LETTERS;
}

/** Without letters outside a–z, from which a unit's id is made as it stands. */
export function isPlain(id: string): boolean {
  return /^[!-~]*$/.test(id);
}

function casedIn(plain: string): number {
  return [...plain].filter((letter) => letter.toUpperCase() !== letter).length;
}

function casingsOf(plain: string): ReadonlySet<string> {
  const letters = [...plain];
  const cased = casedIn(plain);
  const word = plain.charAt(0).toUpperCase() + plain.slice(1);
  if (cased > MOST_LETTERS) return new Set([plain, plain.toUpperCase(), word]);
  const either = (letter: string) => new Set([letter, letter.toUpperCase()]);
  return new Set(
    letters.reduce<string[]>((done, letter) => done.flatMap((one) => [...either(letter)].map((of) => one + of)), ['']),
  );
}

function inFullWidth(id: string): string {
  return id.replaceAll(/[!-~]/g, (one) => String.fromCodePoint(one.codePointAt(0)! + 0xfee0));
}

/** The unit that a `LOCALESTID` stands for, as long as no other stands for it. Empty when nothing of it is left. */
export function unitIdOf(localEstablishmentId: string): string {
  return localEstablishmentId
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '-')
    .replace(/^-+/, '');
}

/** As `LOCALESTID` and `UNIQUEWORKERID` name a worker, where neither holds a slash: then no other two give this one. */
export function workerIdOf(pseudonymise: Pseudonymise, workplace: string, worker: string): string {
  return pseudonymise('w', `${workplace.trim()}/${worker.trim()}`);
}

/** The pseudonym of somebody who is new: different for any two that are not the same. */
export function newWorkerId(pseudonymise: Pseudonymise, workplace: string, worker: string): string {
  if (!workplace.includes('/') && !worker.includes('/')) return workerIdOf(pseudonymise, workplace, worker);
  return pseudonymise('workplace-and-worker', JSON.stringify([workplace, worker]));
}

/** Stands for a workplace's own id. */
export function workplaceKey(pseudonymise: Pseudonymise, localEstablishmentId: string): string {
  return pseudonymise('unit', bare(localEstablishmentId));
}

export interface WorkerName {
  readonly workplace: string;
  readonly worker: string;
}

/** Both ids as one text, which can be read in several ways where an id holds a slash. */
export function readingsOf(reference: string): readonly WorkerName[] {
  const readings: WorkerName[] = [];
  for (let at = reference.indexOf('/'); at !== -1; at = reference.indexOf('/', at + 1)) {
    readings.push({ workplace: reference.slice(0, at).trim(), worker: reference.slice(at + 1).trim() });
  }
  return readings.filter(({ workplace, worker }) => workplace !== '' && worker !== '');
}
