import { given } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { checklist } from './checklist.aggregate.js';
import type { ChecklistCommand } from './checklist.commands.js';
import {
  actionCompleted,
  actionDropped,
  actionPlanned,
  actionSlipped,
  assessmentCorrected,
  checklistAdopted,
  checklistReviewed,
  itemAssessed,
} from './testing/checklist.builders.js';

type Of<Type extends ChecklistCommand['type']> = Extract<ChecklistCommand, { type: Type }>;

const adopted = checklistAdopted();

describe('adopting the checklist', () => {
  const adopt = (on = '2026-01-05'): ChecklistCommand => ({ type: 'AdoptChecklist', data: { on } });

  it('is recorded', () => given(checklist, []).when(adopt()).then([adopted]));
  it('is recorded once', () => given(checklist, [adopted]).when(adopt('2026-02-01')).thenNothing());
  it('is refused in the future', () => given(checklist, []).when(adopt('2026-07-01')).thenRefused('IN_THE_FUTURE'));
});

describe('assessing an item', () => {
  const assess = (data: Partial<Of<'AssessItem'>['data']> = {}): Of<'AssessItem'> => ({
    type: 'AssessItem',
    data: { item: 3, status: 'not-started', evidence: [], on: '2026-01-10', ...data },
  });

  it('is recorded', () => given(checklist, [adopted]).when(assess()).then([itemAssessed()]));
  it('is recorded again on a later day, even if nothing changed', () =>
    given(checklist, [adopted, itemAssessed()])
      .when(assess({ on: '2026-02-10' }))
      .then([itemAssessed({}, '2026-02-10')]));
  it('may be recorded on the day of adoption', () =>
    given(checklist, [adopted])
      .when(assess({ on: '2026-01-05' }))
      .then([itemAssessed({}, '2026-01-05')]));
  it('has nothing to do when it is recorded', () =>
    given(checklist, [adopted, itemAssessed()]).when(assess()).thenNothing());
  it('is refused when the item was assessed otherwise that day', () =>
    given(checklist, [adopted, itemAssessed()])
      .when(assess({ status: 'in-place' }))
      .thenRefused('ASSESSMENT_EXISTS'));
  it('needs the checklist adopted by that day', () => {
    given(checklist, []).when(assess()).thenRefused('CHECKLIST_NOT_ADOPTED');
    given(checklist, [adopted])
      .when(assess({ on: '2026-01-04' }))
      .thenRefused('BEFORE_ADOPTION');
  });
  it('is refused in the future', () =>
    given(checklist, [adopted])
      .when(assess({ on: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE'));
});

describe('correcting an assessment', () => {
  const correct = (on = '2026-01-10'): ChecklistCommand => ({
    type: 'CorrectAssessment',
    data: { item: 3, status: 'some-progress', evidence: [], on },
  });

  it('replaces the one of that day', () =>
    given(checklist, [adopted, itemAssessed()]).when(correct()).then([assessmentCorrected()]));
  it('has nothing to do when it says so', () =>
    given(checklist, [adopted, itemAssessed(), assessmentCorrected()]).when(correct()).thenNothing());
  it('is refused for a day on which the item was not assessed', () =>
    given(checklist, [adopted, itemAssessed()]).when(correct('2026-01-11')).thenRefused('ASSESSMENT_UNKNOWN'));
  it('is refused for another item', () =>
    given(checklist, [adopted, itemAssessed({ item: 4 })])
      .when(correct())
      .thenRefused('ASSESSMENT_UNKNOWN'));
});

describe('planning an action', () => {
  const plan = (data: Partial<Of<'PlanAction'>['data']> = {}): Of<'PlanAction'> => ({
    type: 'PlanAction',
    data: { item: 3, actionId: 'a-1', ownerId: 'w-sam', dueOn: '2026-04-30', on: '2026-01-12', ...data },
  });

  it('is due ahead', () =>
    given(checklist, [adopted])
      .when(plan({ dueOn: '2026-12-31' }))
      .then([actionPlanned({ dueOn: '2026-12-31' })]));
  it('has nothing to do when it is planned, whatever its sealed text', () =>
    given(checklist, [adopted, actionPlanned({ action: 'Write the policy' })])
      .when(plan({ action: 'Write a policy' }))
      .thenNothing());
  it('has nothing to do when it slipped since', () =>
    given(checklist, [adopted, actionPlanned(), actionSlipped()]).when(plan()).thenNothing());
  it('is refused under an id that is taken', () =>
    given(checklist, [adopted, actionPlanned()])
      .when(plan({ item: 4 }))
      .thenRefused('ACTION_EXISTS'));
  it('needs the checklist adopted', () => given(checklist, []).when(plan()).thenRefused('CHECKLIST_NOT_ADOPTED'));
});

describe('an action', () => {
  const complete = { type: 'CompleteAction', data: { actionId: 'a-1', on: '2026-04-20' } } as const;
  const slip = (dueOn = '2026-05-31'): ChecklistCommand => ({
    type: 'SlipAction',
    data: { actionId: 'a-1', dueOn, on: '2026-04-01' },
  });
  const drop = { type: 'DropAction', data: { actionId: 'a-1', reason: 'superseded', on: '2026-04-20' } } as const;
  const planned = [adopted, actionPlanned()];

  it('is completed', () => given(checklist, planned).when(complete).then([actionCompleted()]));
  it('is completed once', () =>
    given(checklist, [...planned, actionCompleted()])
      .when(complete)
      .thenNothing());
  it('is not completed once it was dropped', () =>
    given(checklist, [...planned, actionDropped()])
      .when(complete)
      .thenRefused('ACTION_NOT_OPEN'));
  it('slips to a later day', () => given(checklist, planned).when(slip()).then([actionSlipped()]));
  it('has nothing to do when it is due that day', () =>
    given(checklist, [...planned, actionSlipped()])
      .when(slip())
      .thenNothing());
  it('does not slip to an earlier day', () =>
    given(checklist, [...planned, actionSlipped()])
      .when(slip('2026-05-30'))
      .thenRefused('DUE_NOT_LATER'));
  it('does not slip once it is completed', () =>
    given(checklist, [...planned, actionCompleted()])
      .when(slip())
      .thenRefused('ACTION_NOT_OPEN'));
  it('is dropped for a reason', () => given(checklist, planned).when(drop).then([actionDropped()]));
  it('is dropped once', () =>
    given(checklist, [...planned, actionDropped()])
      .when(drop)
      .thenNothing());
  it('is not dropped once it is completed', () =>
    given(checklist, [...planned, actionCompleted()])
      .when(drop)
      .thenRefused('ACTION_NOT_OPEN'));
  it.each([complete, slip(), drop])('has to be planned before $type', (command) =>
    given(checklist, [adopted]).when(command).thenRefused('ACTION_UNKNOWN'),
  );
  it.each([complete, slip(), drop])('needs the checklist adopted before $type', (command) =>
    given(checklist, []).when(command).thenRefused('CHECKLIST_NOT_ADOPTED'),
  );
});

describe('a review of the checklist', () => {
  const review = (on = '2026-05-05'): ChecklistCommand => ({ type: 'ReviewChecklist', data: { on } });

  it('is recorded', () => given(checklist, [adopted]).when(review()).then([checklistReviewed()]));
  it('is recorded once a day', () => given(checklist, [adopted, checklistReviewed()]).when(review()).thenNothing());
  it('needs the checklist adopted', () => given(checklist, []).when(review()).thenRefused('CHECKLIST_NOT_ADOPTED'));
  it('is refused in the future', () =>
    given(checklist, [adopted]).when(review('2026-07-01')).thenRefused('IN_THE_FUTURE'));
});
