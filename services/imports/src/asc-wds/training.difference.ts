import { canonicalJson } from '@praxis/event-sourcing';
import type { ProblemOfRow } from '../report/row-problem.js';
import type { AsKnown } from '../workforce/current-workforce.js';
import type { Certificate, KnownCertificate } from '../workforce/certificates.picture.js';
import type { TrainingRow } from './training.row.js';
import type { Difference } from './upload.commands.js';

type Known = ReadonlyMap<string, KnownCertificate>;
type Content = Omit<Certificate, 'entryId'>;

export interface TrainingComparison {
  /** One for each row given, in their order. */
  readonly rows: readonly { readonly differences: readonly Difference[]; readonly warnings: readonly ProblemOfRow[] }[];
  /** Entry ids of certificates from earlier uploads that no row stands for. */
  readonly gone: readonly string[];
}

/** Entries that come from uploads, and that uploads may therefore remove again. */
const FROM_UPLOADS = 'asc-';

const COLUMNS = { topic: 'CATEGORY', completedOn: 'DATECOMPLETED', validMonths: 'VALIDITY', expiresOn: 'EXPIRYDATE' };

/**
 * Pairs a worker's training rows with the certificates known of them. The file has no ids: a record is known by its
 * category and its day of completion; among several of these, first those that say the same.
 */
export function compareTraining(rows: readonly TrainingRow[], known: AsKnown<Known>): TrainingComparison {
  const contents = rows.map(contentOf);
  const pool = new Map([...known.then].filter(([, { voided }]) => voided === undefined));
  const partners = pairUp(contents, pool);
  const ids = new Set(known.now.keys());
  const compared = contents.map((content, index) => compareOne(content, partners[index], known, ids));
  const gone = [...pool.keys()].filter((entryId) => entryId.startsWith(FROM_UPLOADS));
  return { rows: compared, gone };
}

/** Takes the certificates that rows stand for out of the pool. */
function pairUp(contents: readonly Content[], pool: Map<string, KnownCertificate>): (KnownCertificate | undefined)[] {
  const partners: (KnownCertificate | undefined)[] = contents.map(() => undefined);
  for (const fits of [saysTheSame, isAboutTheSame]) {
    contents.forEach((content, index) => {
      if (partners[index] !== undefined) return;
      const found = [...pool].find(([, { certificate }]) => fits(certificate, content));
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
  known: AsKnown<Known>,
  ids: Set<string>,
): TrainingComparison['rows'][number] {
  if (partner) {
    if (saysTheSame(partner.certificate, content)) return { differences: [], warnings: [] };
    const { certificate } = known.now.get(partner.certificate.entryId)!;
    if (!saysTheSame(certificate, partner.certificate)) {
      const message = 'This training was corrected after the day of the upload; what is newer stands.';
      const warnings = [{ column: 'CATEGORY', code: 'KNOWN_LATER', message }];
      return { differences: [], warnings: saysTheSame(certificate, content) ? [] : warnings };
    }
    const data = { entryId: partner.certificate.entryId, ...content };
    return { differences: [{ type: 'CorrectCertificate', data, columns: COLUMNS }], warnings: [] };
  }
  const elsewhere = elsewhereKnown(content, known);
  if (elsewhere) return { differences: [], warnings: [elsewhere] };
  const data = { entryId: newEntryId(content, ids), ...content };
  return { differences: [{ type: 'RecordCertificate', data, columns: COLUMNS }], warnings: [] };
}

/** Why a row that no present certificate stands for is still not a new one. */
function elsewhereKnown(content: Content, { then, now }: AsKnown<Known>): ProblemOfRow | undefined {
  for (const [entryId, { certificate, voided }] of now) {
    if (!isAboutTheSame(certificate, content)) continue;
    if (!then.has(entryId)) {
      const message = 'This training was recorded after the day of the upload; what is newer stands.';
      return { column: 'CATEGORY', code: 'KNOWN_LATER', message };
    }
    if (voided === undefined || voided === 'removed-at-source' || !saysTheSame(certificate, content)) continue;
    const message = 'This record was voided here and is not taken again; remove it from the upload.';
    return { column: 'CATEGORY', code: 'VOIDED_HERE', message };
  }
  return undefined;
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

function saysTheSame(one: Content, other: Content): boolean {
  return isAboutTheSame(one, other) && comparable(one) === comparable(other);
}

function comparable(content: Content & { readonly entryId?: string }): string {
  const { entryId: _entryId, ...rest } = content;
  return canonicalJson(rest);
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
