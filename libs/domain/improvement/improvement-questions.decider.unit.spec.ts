import { given } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { improvement } from './improvement.aggregate.js';
import type { ImprovementCommand } from './improvement.commands.js';
import {
  improvementClosed,
  improvementProposed,
  improvementStarted,
  questionRegistered,
  questionWithdrawn,
} from './testing/improvement.builders.js';

type Of<Type extends ImprovementCommand['type']> = Extract<ImprovementCommand, { type: Type }>;

const proposed = improvementProposed();
const asked = [proposed, questionRegistered()];
const closed = [...asked, improvementStarted(), improvementClosed()];

describe('registering a question', () => {
  const { unitId: _unit, ...question } = questionRegistered().data;
  const register = (data: Partial<Of<'RegisterQuestion'>['data']> = {}): Of<'RegisterQuestion'> => ({
    type: 'RegisterQuestion',
    data: { ...question, on: '2025-02-10', ...data },
  });

  it('stands as it is registered', () => given(improvement, [proposed]).when(register()).then([questionRegistered()]));
  it('has nothing to do when it is registered', () =>
    given(improvement, asked)
      .when(register({ on: '2025-03-10' }))
      .thenNothing());
  it('is never edited', () =>
    given(improvement, asked)
      .when(register({ expected: 'increase' }))
      .thenRefused('QUESTION_REGISTERED'));
  it('does not come back once it was withdrawn', () =>
    given(improvement, [...asked, questionWithdrawn()])
      .when(register())
      .thenRefused('QUESTION_REGISTERED'));
  it('is asked anew under another id', () =>
    given(improvement, [...asked, questionWithdrawn()])
      .when(register({ questionId: 'q-2' }))
      .then([questionRegistered({ questionId: 'q-2' })]));
  it.each([
    { baselineTo: '2023-12-31' },
    { followUpTo: '2025-02-28', followUpFrom: '2025-03-01' },
    { followUpFrom: '2025-02-28' },
  ])('is refused with windows out of order: %o', (windows) =>
    given(improvement, [proposed]).when(register(windows)).thenRefused('WINDOWS_OUT_OF_ORDER'),
  );
  it('may look at single days', () => {
    const windows = { baselineTo: '2024-01-01', followUpFrom: '2025-03-01', followUpTo: '2025-03-01' };
    given(improvement, [proposed])
      .when(register(windows))
      .then([questionRegistered(windows)]);
  });
  it('may look at one window when it only describes', () =>
    given(improvement, [proposed])
      .when(register({ design: 'describe', followUpFrom: '2024-01-01' }))
      .then([questionRegistered({ design: 'describe', followUpFrom: '2024-01-01' })]));
  it('needs a proposal', () => given(improvement, []).when(register()).thenRefused('IMPROVEMENT_NOT_PROPOSED'));
  it('is refused once the improvement is closed', () =>
    given(improvement, closed)
      .when(register({ questionId: 'q-2' }))
      .thenRefused('IMPROVEMENT_CLOSED'));
  it('is refused in the future', () =>
    given(improvement, [proposed])
      .when(register({ on: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE'));
});

describe('withdrawing a question', () => {
  const withdraw = {
    type: 'WithdrawQuestion',
    data: { questionId: 'q-1', reason: 'indicator-changed', on: '2025-04-01' },
  } as const;

  it('is recorded, for a reason', () => given(improvement, asked).when(withdraw).then([questionWithdrawn()]));
  it('is recorded once', () =>
    given(improvement, [...asked, questionWithdrawn()])
      .when(withdraw)
      .thenNothing());
  it('needs a registered question', () =>
    given(improvement, [proposed]).when(withdraw).thenRefused('QUESTION_UNKNOWN'));
  it('needs a proposal', () => given(improvement, []).when(withdraw).thenRefused('IMPROVEMENT_NOT_PROPOSED'));
  it('is refused once the improvement is closed', () =>
    given(improvement, closed).when(withdraw).thenRefused('IMPROVEMENT_CLOSED'));
});
