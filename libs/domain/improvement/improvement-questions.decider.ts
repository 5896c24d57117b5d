import { refuse, sameContent } from '../rules.js';
import type { ImprovementCommand } from './improvement.commands.js';
import type { ImprovementEvent } from './improvement.events.js';
import { openImprovement } from './improvement.rules.js';
import type { ImprovementState, Question } from './improvement.state.js';

type Of<Type extends ImprovementCommand['type']> = Extract<ImprovementCommand, { type: Type }>;

/** A question stands as it was registered: it is never edited, only withdrawn, and stays on record. */
export function decideQuestion(
  command: Of<'RegisterQuestion' | 'WithdrawQuestion'>,
  state: ImprovementState,
): readonly ImprovementEvent[] {
  const { proposal, questions } = openImprovement(state);
  const { unitId } = proposal;
  const known = questions.get(command.data.questionId);
  if (command.type === 'RegisterQuestion') {
    const { on, ...question } = command.data;
    const registered = { unitId, ...question };
    if (known && !known.withdrawn && sameContent(known.content, registered)) return [];
    if (known) refuseRegistered(known);
    requireWindowsInOrder(question);
    return [{ type: 'ImprovementQuestionRegistered', effectiveAt: on, data: registered }];
  }
  const { on, ...withdrawn } = command.data;
  if (!known) {
    return refuse('QUESTION_UNKNOWN', 'No such question is registered', {
      field: 'questionId',
      remedy: 'Register it first, or check its id.',
    });
  }
  if (known.withdrawn) return [];
  return [{ type: 'ImprovementQuestionWithdrawn', effectiveAt: on, data: { unitId, ...withdrawn } }];
}

function refuseRegistered({ withdrawn }: Question): never {
  const how = withdrawn ? 'was registered and withdrawn' : 'is registered with other content';
  return refuse('QUESTION_REGISTERED', `This question ${how}`, {
    field: 'questionId',
    remedy: withdrawn
      ? 'Register the question under a new id.'
      : 'A registered question is not edited: withdraw it, and register the new one under a new id.',
  });
}

function requireWindowsInOrder(question: Omit<Of<'RegisterQuestion'>['data'], 'on'>): void {
  const { baselineFrom, baselineTo, followUpFrom, followUpTo, design } = question;
  if (baselineTo < baselineFrom) refuseWindows('baselineTo', 'The baseline ends before it begins');
  if (followUpTo < followUpFrom) refuseWindows('followUpTo', 'The follow-up ends before it begins');
  const compares = design !== 'describe' && design !== 'contribution';
  if (compares && followUpFrom <= baselineTo) {
    refuseWindows('followUpFrom', `The follow-up begins on ${followUpFrom}, before the baseline has ended`);
  }
}

function refuseWindows(field: string, message: string): never {
  return refuse('WINDOWS_OUT_OF_ORDER', message, {
    field,
    remedy: 'Give the baseline first, and a follow-up that begins after it.',
  });
}
