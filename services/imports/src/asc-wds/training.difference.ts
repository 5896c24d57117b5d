import { canonicalJson, isSameActor } from '@praxis/event-sourcing';
import type { ProblemOfRow } from '../report/row-problem.js';
import type { Asking } from '../taking/taking.context.js';
import type { AsKnown } from '../workforce/current-workforce.js';
import type { Certificate, KnownCertificate } from '../workforce/certificates.picture.js';
import type { TrainingRow } from './training.row.js';
import type { Difference } from './upload.commands.js';

type Known = ReadonlyMap<string, KnownCertificate>;
type Content = Omit<Certificate, 'entryId'>;

export interface ComparedRow {
  readonly differences: readonly Difference[];
  readonly warnings: readonly ProblemOfRow[];
  /** Whether its texts were not compared with those that others gave. */
  readonly isUntold: boolean;
}

export interface TrainingComparison {
  /** One for each row given, in their order. */
  readonly rows: readonly ComparedRow[];
  /** Entry ids of certificates from earlier uploads that no row stands for. */
  readonly gone: readonly string[];
}

/** Entries that come from uploads, and that uploads may therefore remove again. */
const FROM_UPLOADS = 'asc-';

const COLUMNS = { topic: 'CATEGORY', completedOn: 'DATECOMPLETED', validMonths: 'VALIDITY', expiresOn: 'EXPIRYDATE' };

/**
 * Pairs a worker's training rows with the certificates known of them. The file has no ids: a record is known by its
 * category and its day of completion; among several of these, first those that say the same.
 *
 * Where another text would leave no trace, those that others gave are not compared: what they say could be found out by
 * guessing.
 */
export function compareTraining(
  rows: readonly TrainingRow[],
  known: AsKnown<Known>,
  asking: Asking,
): TrainingComparison {
  const contents = rows.map(contentOf);
  const look: Look = { known, asking };
  const pool = new Map([...known.then].filter(([, { voided }]) => voided === undefined));
  const partners = pairUp(contents, pool, look);
  const ids = new Set(known.now.keys());
  const compared = contents.map((content, index) => compareOne(content, partners[index], look, ids));
  const gone = [...pool.keys()].filter((entryId) => entryId.startsWith(FROM_UPLOADS));
  return { rows: compared, gone };
}

interface Look {
  readonly known: AsKnown<Known>;
  readonly asking: Asking;
}

/** Takes the certificates that rows stand for out of the pool. */
function pairUp(
  contents: readonly Content[],
  pool: Map<string, KnownCertificate>,
  look: Look,
): (KnownCertificate | undefined)[] {
  const partners: (KnownCertificate | undefined)[] = contents.map(() => undefined);
  const isPartner = (known: KnownCertificate, content: Content) => saysTheSame(known, content, isTold(known, look));
  const isAbout = ({ certificate }: KnownCertificate, content: Content) => isAboutTheSame(certificate, content);
  for (const fits of [isPartner, isAbout]) {
    contents.forEach((content, index) => {
      if (partners[index] !== undefined) return;
      const found = [...pool].find(([, one]) => fits(one, content));
      if (found === undefined) return;
      partners[index] = found[1];
      pool.delete(found[0]);
    });
  }
  return partners;
}

function compareOne(
  content: Content,
  partner: KnownCertificate | undefined,
  look: Look,
  ids: Set<string>,
): ComparedRow {
  if (partner) return comparePartners(content, partner, look);
  const elsewhere = elsewhereKnown(content, look);
  if (elsewhere) return elsewhere;
  return changing({ type: 'RecordCertificate', data: { entryId: newEntryId(content, ids), ...content } });
}

function comparePartners(content: Content, partner: KnownCertificate, look: Look): ComparedRow {
  if (saysTheSame(partner, content, isTold(partner, look))) return nothing(content, partner, look);
  const now = look.known.now.get(partner.certificate.entryId)!;
  if (!saysTheSame(now, partner.certificate)) {
    if (saysTheSame(now, content, isTold(now, look))) return nothing(content, now, look);
    return told('KNOWN_LATER', 'This training was corrected after the day of the upload; what is newer stands.');
  }
  return changing({ type: 'CorrectCertificate', data: { entryId: partner.certificate.entryId, ...content } });
}

/** Why a row that no present certificate stands for is still not a new one. */
function elsewhereKnown(content: Content, look: Look): ComparedRow | undefined {
  const { then, now } = look.known;
  for (const [entryId, known] of now) {
    if (!isAboutTheSame(known.certificate, content)) continue;
    if (!then.has(entryId)) {
      return told('KNOWN_LATER', 'This training was recorded after the day of the upload; what is newer stands.');
    }
    if (known.voided === undefined || known.voided === 'removed-at-source') continue;
    // An import takes another text, which leaves a trace; that this is the same is told to nobody else even then, as a
    // file that is refused for another row takes nothing.
    if (!saysTheSame(known, content, isOwn(known, look) || !look.asking.isTrial)) continue;
    if (!isOwn(known, look) && isText(content, known)) return UNTOLD;
    return told('VOIDED_HERE', 'This record was voided here and is not taken again; remove it from the upload.');
  }
  return undefined;
}

const UNTOLD: ComparedRow = { differences: [], warnings: [], isUntold: true };

function nothing(content: Content, known: KnownCertificate, look: Look): ComparedRow {
  return { ...UNTOLD, isUntold: !isTold(known, look) && isText(content, known) };
}

function told(code: string, message: string): ComparedRow {
  return { differences: [], warnings: [{ column: 'CATEGORY', code, message }], isUntold: false };
}

function changing(command: Pick<Difference, 'type' | 'data'>): ComparedRow {
  return { differences: [{ ...command, columns: COLUMNS }], warnings: [], isUntold: false };
}

function isOwn({ by }: KnownCertificate, { asking }: Look): boolean {
  return isSameActor(by, asking.actor);
}

/**
 * Whether the texts of a certificate are compared with those of a row. What was corrected or voided since the upload
 * stands: another text is not taken then, and leaves no trace.
 */
function isTold(certificate: KnownCertificate, look: Look): boolean {
  const { known, asking } = look;
  const { entryId } = certificate.certificate;
  if (isOwn(certificate, look)) return true;
  const [then, now] = [known.then.get(entryId)!, known.now.get(entryId)!];
  return !asking.isTrial && then.voided === now.voided && saysTheSame(now, then.certificate);
}

/** Whether either has a text that could differ: that there is one is no secret. */
function isText(content: Content, { certificate }: KnownCertificate): boolean {
  return [content, certificate].some(({ title, notes }) => title !== undefined || notes !== undefined);
}

function newEntryId({ topic, completedOn }: Content, ids: Set<string>): string {
  for (let ordinal = 1; ; ordinal += 1) {
    const entryId = `${FROM_UPLOADS}${topic}-${completedOn ?? 'undated'}-${ordinal}`;
    if (ids.has(entryId)) continue;
    ids.add(entryId);
    return entryId;
  }
}

function isAboutTheSame(one: Content, other: Content): boolean {
  return one.topic === other.topic && one.completedOn === other.completedOn;
}

/** @param withTexts whether title and notes are to be the same as well */
function saysTheSame({ certificate }: KnownCertificate, content: Content, withTexts = true): boolean {
  return comparable(certificate, withTexts) === comparable(content, withTexts);
}

function comparable(content: Content & { readonly entryId?: string }, withTexts: boolean): string {
  const { entryId: _entryId, title, notes, ...readable } = content;
  return canonicalJson(withTexts ? { ...readable, title, notes } : readable);
}

function contentOf(row: TrainingRow): Content {
  // A certificate with an expiry date does expire, whatever VALIDITY says: the reader has warned about it.
  const expiresOn = row.expiresOn ?? null;
  return {
    topic: String(row.category),
    completedOn: row.completedOn ?? null,
    validMonths: row.validMonths ?? null,
    expiresOn,
    doesNotExpire: row.doesNotExpire && expiresOn === null,
    accredited: row.accredited ?? null,
    delivery: row.delivery ?? null,
    mode: row.mode ?? null,
    provider: row.provider === undefined ? null : String(row.provider),
    ...(row.title === undefined ? {} : { title: row.title.trim() }),
    ...(row.notes === undefined ? {} : { notes: row.notes.trim() }),
  };
}
