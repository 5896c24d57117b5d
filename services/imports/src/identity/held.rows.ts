import type { HeldRow } from '../report/row-problem.js';
import type { IdentityQuestion } from './identity.register.js';

export type Held = Omit<HeldRow, 'row'>;

/**
 * What is said about a row that waits for these answers. Never says an id as the file has it.
 *
 * @param column that names whom it is asked about, or several of them joined by a slash
 */
export function heldUntilAnswered(column: string, questions: readonly IdentityQuestion[]): Held {
  // One id may be that of the one or the other; of several ids each has to be answered.
  const asked = [...Map.groupBy(questions, ({ about, id }) => `${about} ${id}`).values()];
  const known = asked.map((of) => `the ${of[0]!.about} ${of.map(asSaid).join(' or ')}`).join(' and ');
  const differ = asked.length > 1 ? 'the ids differ' : 'the id differs';
  const message = `${column} may name ${known}: ${differ} only by case or leading zeros.`;
  const commands = asked.map((of) => of.map(asCommand).join(' or ')).join(' and ');
  const remedy = `Say so with ${commands} (“different” for somebody else), or, to a running server, with POST /api/organisations/main/answer-identity-question; then import the file again.`;
  const forSteward = questions.every(({ isErased }) => isErased === true);
  return { column, questions, message, remedy, ...(forSteward ? { forSteward } : {}) };
}

function asSaid({ knownId, isErased }: IdentityQuestion): string {
  return `${knownId}${isErased ? ' (erased)' : ''}`;
}

function asCommand({ id, knownId }: IdentityQuestion): string {
  return `praxis identity ${id} same ${knownId}`;
}

/** The same of a row that waits for others already: everything is asked at once, and each question once. */
export function heldForMore(
  { column, questions: asked }: Held,
  other: string,
  questions: readonly IdentityQuestion[],
): Held {
  const columns = [...new Set([...column.split('/'), other])].join('/');
  const all = new Map([...asked, ...questions].map((one) => [`${one.about} ${one.id} ${one.knownId}`, one]));
  return heldUntilAnswered(columns, [...all.values()]);
}

/** What is said about a row that makes no sense without one that waits. */
export function heldWithRow(column: string, row: number | undefined, { forSteward }: Pick<Held, 'forSteward'>): Held {
  const other = row === undefined ? 'a row of an earlier file' : `row ${row}`;
  const message = `The row is about the same record as ${other}, which is held.`;
  const remedy = 'It is taken together with that one.';
  return { column, questions: [], message, remedy, ...(forSteward ? { forSteward } : {}) };
}

/** What others than a data steward are told of a held row: nothing of who was erased. Undefined: nothing at all. */
export function asToldToOthers({ row, ...held }: HeldRow): HeldRow | undefined {
  if (held.forSteward) return undefined;
  const questions = held.questions.filter(({ isErased }) => isErased !== true);
  return { row, ...(questions.length === held.questions.length ? held : heldUntilAnswered(held.column, questions)) };
}
