import type { DomainEvent } from '@praxis/event-sourcing';
import type { OrganisationEvent } from './organisation.events.js';
import { questionKey } from './organisation.state.js';

type Answered = Extract<OrganisationEvent, { type: 'IdentityQuestionAnswered' }>;

const WORDS = {
  worker: { another: 'somebody else', own: 'somebody of their own', two: 'people' },
  workplace: { another: 'another workplace', own: 'a unit of its own', two: 'units' },
} as const;

/**
 * What an answer replaces, and what becomes of the rows that were taken on that one: they stay as they are.
 *
 * @param before what the organisation's stream said before it
 * @returns undefined for the first answer to a question
 */
export function remarkOnAnswer(data: Answered['data'], before: readonly DomainEvent[]): string | undefined {
  const earlier = before.findLast(
    (event): event is Answered => isAnswer(event) && questionKey(event.data) === questionKey(data),
  );
  if (earlier === undefined) return undefined;
  const { answer } = earlier.data;
  if (answer === data.answer) return `This was the answer before, since ${earlier.effectiveAt}.`;
  const replaced = `The answer before, “${answer}” of ${earlier.effectiveAt}, no longer holds.`;
  return `${replaced} ${answer === 'same' ? afterSame(data) : afterDifferent(data)}`;
}

function isAnswer(event: DomainEvent): event is Answered {
  return event.type === ('IdentityQuestionAnswered' satisfies Answered['type']);
}

function afterSame({ about, id, knownId }: Answered['data']): string {
  const { another } = WORDS[about];
  return (
    `Rows that were taken on it stay with ${knownId}: correct or void there what belongs to ${another}. ` +
    `From the next import on, rows that name ${id} are those of ${another}, also where their file was imported before.`
  );
}

/** Whoever is on record under their own id is found by it first: see services/imports/src/identity. */
function afterDifferent({ about, id, knownId }: Answered['data']): string {
  const { own, two } = WORDS[about];
  return (
    `From the next import on, rows that name ${id} are those of ${knownId}, unless rows were taken on that answer: ` +
    `then ${id} is on record as ${own}, no two ${two} are ever merged, and rows that name ${id} go on being taken for it. ` +
    `Void those there, and record for ${knownId} what they say.`
  );
}
