import { given } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { performanceReview } from './performance-review.aggregate.js';
import type { PerformanceReviewCommand } from './performance-review.commands.js';
import {
  reviewAppealed,
  reviewCompleted,
  reviewOpened,
  targetClosed,
  targetSet,
} from './testing/performance-review.builders.js';

type Of<Type extends PerformanceReviewCommand['type']> = Extract<PerformanceReviewCommand, { type: Type }>;

const opened = reviewOpened();
const completed = reviewCompleted();

describe('opening a review', () => {
  const open = (data: Partial<Of<'OpenReview'>['data']> = {}): Of<'OpenReview'> => ({
    type: 'OpenReview',
    data: { ...opened.data, on: '2026-01-05', ...data },
  });

  it('opens it for a period, which may end ahead', () => given(performanceReview, []).when(open()).then([opened]));
  it('has nothing to do when it is open', () => given(performanceReview, [opened]).when(open()).thenNothing());
  it('is refused under an id that is taken', () =>
    given(performanceReview, [opened])
      .when(open({ workerId: 'w-bo' }))
      .thenRefused('REVIEW_EXISTS'));
  it('is refused when the manager is the worker', () =>
    given(performanceReview, [])
      .when(open({ managerId: 'w-ada' }))
      .thenRefused('SELF_REVIEW'));
  it('opens it for a period of one day', () =>
    given(performanceReview, [])
      .when(open({ periodTo: '2026-01-01' }))
      .then([reviewOpened({ periodTo: '2026-01-01' })]));
  it('is refused for a period that ends before it begins', () =>
    given(performanceReview, [])
      .when(open({ periodTo: '2025-12-31' }))
      .thenRefused('PERIOD_OUT_OF_ORDER'));
  it('is refused in the future', () =>
    given(performanceReview, [])
      .when(open({ on: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE'));
});

describe('setting a target', () => {
  const set = (data: Partial<Of<'SetTarget'>['data']> = {}): Of<'SetTarget'> => ({
    type: 'SetTarget',
    data: { targetId: 't-1', dueOn: '2026-09-30', on: '2026-02-01', ...data },
  });

  it('is due ahead', () => given(performanceReview, [opened]).when(set()).then([targetSet()]));
  it('has nothing to do when it is set', () =>
    given(performanceReview, [opened, targetSet()]).when(set()).thenNothing());
  it('is refused under an id that is taken', () =>
    given(performanceReview, [opened, targetSet()])
      .when(set({ dueOn: '2026-10-31' }))
      .thenRefused('TARGET_EXISTS'));
  it('needs an open review', () => {
    given(performanceReview, []).when(set()).thenRefused('REVIEW_NOT_OPENED');
    given(performanceReview, [opened, completed]).when(set()).thenRefused('REVIEW_COMPLETED');
    given(performanceReview, [opened])
      .when(set({ on: '2026-01-04' }))
      .thenRefused('BEFORE_OPENING');
  });
});

describe('closing a target', () => {
  const close = (data: Partial<Of<'CloseTarget'>['data']> = {}): Of<'CloseTarget'> => ({
    type: 'CloseTarget',
    data: { targetId: 't-1', outcome: 'met', on: '2026-05-01', ...data },
  });

  it('says how it went', () => given(performanceReview, [opened, targetSet()]).when(close()).then([targetClosed()]));
  it('has nothing to do when it is closed in that way', () =>
    given(performanceReview, [opened, targetSet(), targetClosed()]).when(close()).thenNothing());
  it('is refused when it is closed in another way', () =>
    given(performanceReview, [opened, targetSet(), targetClosed()])
      .when(close({ outcome: 'missed' }))
      .thenRefused('TARGET_CLOSED'));
  it('needs a target', () => given(performanceReview, [opened]).when(close()).thenRefused('TARGET_UNKNOWN'));
  it('needs an open review', () =>
    given(performanceReview, [opened, targetSet(), completed]).when(close()).thenRefused('REVIEW_COMPLETED'));
  it('is refused in the future', () =>
    given(performanceReview, [opened, targetSet()])
      .when(close({ on: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE'));
});

describe('completing a review', () => {
  const complete = (on = '2026-05-31'): PerformanceReviewCommand => ({ type: 'CompleteReview', data: { on } });

  it('completes it', () => given(performanceReview, [opened]).when(complete()).then([completed]));
  it('may be on the day it was opened', () =>
    given(performanceReview, [opened])
      .when(complete('2026-01-05'))
      .then([reviewCompleted({}, '2026-01-05')]));
  it('keeps the summary', () =>
    given(performanceReview, [opened])
      .when({ type: 'CompleteReview', data: { summary: 'A good year', on: '2026-05-31' } })
      .then([reviewCompleted({ summary: 'A good year' })]));
  it('happens once', () => given(performanceReview, [opened, completed]).when(complete()).thenNothing());
  it('on another day was dropped without a word, and its summary with it', () =>
    given(performanceReview, [opened, completed]).when(complete('2026-05-30')).thenRefused('REVIEW_COMPLETED'));
  it('needs an opened review', () => {
    given(performanceReview, []).when(complete()).thenRefused('REVIEW_NOT_OPENED');
    given(performanceReview, [opened]).when(complete('2026-01-04')).thenRefused('BEFORE_OPENING');
  });
  it('is refused in the future', () =>
    given(performanceReview, [opened]).when(complete('2026-07-01')).thenRefused('IN_THE_FUTURE'));
});

describe('appealing against a review', () => {
  const appeal = (on = '2026-06-10'): PerformanceReviewCommand => ({ type: 'AppealReview', data: { on } });

  it('is possible once it is completed', () =>
    given(performanceReview, [opened, completed]).when(appeal()).then([reviewAppealed()]));
  it('is possible on the day it was completed', () =>
    given(performanceReview, [opened, completed])
      .when(appeal('2026-05-31'))
      .then([reviewAppealed({}, '2026-05-31')]));
  it('is refused in the future', () =>
    given(performanceReview, [opened, completed]).when(appeal('2026-07-01')).thenRefused('IN_THE_FUTURE'));
  it('has nothing to do for the same appeal', () =>
    given(performanceReview, [opened, completed, reviewAppealed()]).when(appeal()).thenNothing());
  it('is possible once', () =>
    given(performanceReview, [opened, completed, reviewAppealed()])
      .when(appeal('2026-06-11'))
      .thenRefused('ALREADY_APPEALED'));
  it('is refused before it is completed', () => {
    given(performanceReview, [opened]).when(appeal()).thenRefused('REVIEW_NOT_COMPLETED');
    given(performanceReview, [opened, completed]).when(appeal('2026-05-30')).thenRefused('REVIEW_NOT_COMPLETED');
  });
  it('needs an opened review', () => given(performanceReview, []).when(appeal()).thenRefused('REVIEW_NOT_OPENED'));
});
