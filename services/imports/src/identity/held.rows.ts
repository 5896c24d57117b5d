import type { HeldRow } from '../report/row-problem.js';
import type { IdentityQuestion } from './identity.register.js';

export type Held = Omit<HeldRow, 'row'>;

/** What is said about a row that waits for these answers. Never says an id as the file has it. */
export function heldUntilAnswered(column: string, questions: readonly IdentityQuestion[]): Held {
  const [first] = questions;
  const known = questions.map(({ knownId, isErased }) => `${knownId}${isErased ? ' (erased)' : ''}`).join(' or ');
  const message = `${column} may name the ${first!.about} ${known}: the id differs only by case or leading zeros.`;
  const commands = questions.map(({ id, knownId }) => `praxis identity ${id} same ${knownId}`).join(' or ');
  const remedy = `Say so with ${commands} (“different” for somebody else), or, to a running server, with POST /api/organisations/main/answer-identity-question; then import the file again.`;
  const forSteward = questions.every(({ isErased }) => isErased === true);
  return { column, questions, message, remedy, ...(forSteward ? { forSteward } : {}) };
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
