import { given } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { performanceReview } from './performance-review.aggregate.js';
import type { PerformanceReviewCommand } from './performance-review.commands.js';
import {
  elementRated,
  ratingCorrected,
  ratingVoided,
  reviewCompleted,
  reviewOpened,
  standardsAgreed,
} from './testing/performance-review.builders.js';

type Of<Type extends PerformanceReviewCommand['type']> = Extract<PerformanceReviewCommand, { type: Type }>;

const opened = reviewOpened();
const agreed = [opened, standardsAgreed()];
const rated = [...agreed, elementRated()];

describe('agreeing standards', () => {
  const agree = (data: Partial<Of<'AgreeStandards'>['data']> = {}): Of<'AgreeStandards'> => ({
    type: 'AgreeStandards',
    data: { applicable: ['1.1', '1.2'], notApplicable: ['6.1'], on: '2026-01-10', ...data },
  });

  it('says what applies and what does not', () =>
    given(performanceReview, [opened]).when(agree()).then([standardsAgreed()]));
  it('has nothing to do when the same was agreed, in whatever order', () =>
    given(performanceReview, agreed)
      .when(agree({ applicable: ['1.2', '1.1'], on: '2026-01-11' }))
      .thenNothing());
  it('can be agreed anew', () =>
    given(performanceReview, rated)
      .when(agree({ applicable: ['1.1'], notApplicable: ['1.2', '6.1'], on: '2026-03-02' }))
      .then([standardsAgreed({ applicable: ['1.1'], notApplicable: ['1.2', '6.1'] }, '2026-03-02')]));
  it('is refused when an element is in both', () =>
    given(performanceReview, [opened])
      .when(agree({ notApplicable: ['1.2'] }))
      .thenRefused('STANDARD_BOTH_WAYS'));
  it('is refused when an element that is rated would no longer apply', () =>
    given(performanceReview, rated)
      .when(agree({ applicable: ['1.2'] }))
      .thenRefused('ELEMENT_RATED'));
  it('needs an open review', () => {
    given(performanceReview, []).when(agree()).thenRefused('REVIEW_NOT_OPENED');
    given(performanceReview, [opened, reviewCompleted()]).when(agree()).thenRefused('REVIEW_COMPLETED');
  });
  it('is refused in the future', () =>
    given(performanceReview, [opened])
      .when(agree({ on: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE'));
});

describe('rating an element', () => {
  const rate = (data: Partial<Of<'RateElement'>['data']> = {}): Of<'RateElement'> => ({
    type: 'RateElement',
    data: { element: '1.1', source: 'manager', rating: 2, evidence: [], on: '2026-03-01', ...data },
  });

  it('is recorded at the level of the worker', () =>
    given(performanceReview, agreed).when(rate()).then([elementRated()]));
  it('is recorded beside the rating of another source', () =>
    given(performanceReview, rated)
      .when(rate({ source: 'self', rating: 3 }))
      .then([elementRated({ source: 'self', rating: 3 })]));
  it('may follow an earlier one: progress', () =>
    given(performanceReview, rated)
      .when(rate({ rating: 3, on: '2026-05-01' }))
      .then([elementRated({ rating: 3 }, '2026-05-01')]));
  it('may confirm an earlier one', () =>
    given(performanceReview, rated)
      .when(rate({ on: '2026-05-01' }))
      .then([elementRated({}, '2026-05-01')]));
  it('has nothing to do when it is recorded', () => given(performanceReview, rated).when(rate()).thenNothing());
  it('is refused when another rating was made that day', () =>
    given(performanceReview, rated)
      .when(rate({ rating: 3 }))
      .thenRefused('RATING_EXISTS'));
  it('is refused before the last one', () =>
    given(performanceReview, rated)
      .when(rate({ on: '2026-02-01' }))
      .thenRefused('RATING_OUT_OF_ORDER'));
  it('is possible again once it was voided', () =>
    given(performanceReview, [...rated, ratingVoided()])
      .when(rate({ rating: 4 }))
      .then([elementRated({ rating: 4 })]));
  it('needs agreed standards', () =>
    given(performanceReview, [opened]).when(rate()).thenRefused('STANDARDS_NOT_AGREED'));
  it('is refused for an element that does not apply', () =>
    given(performanceReview, agreed)
      .when(rate({ element: '6.1' }))
      .thenRefused('ELEMENT_NOT_APPLICABLE'));
  it('needs an open review', () => {
    given(performanceReview, []).when(rate()).thenRefused('REVIEW_NOT_OPENED');
    given(performanceReview, [...agreed, reviewCompleted()])
      .when(rate())
      .thenRefused('REVIEW_COMPLETED');
  });
  it('is refused in the future', () =>
    given(performanceReview, agreed)
      .when(rate({ on: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE'));
});

describe('correcting a rating', () => {
  const correct = { type: 'CorrectRating', data: { element: '1.1', source: 'manager', rating: 3 } } as const;

  it('takes effect from the day of the rating', () =>
    given(performanceReview, rated).when(correct).then([ratingCorrected()]));
  it('is possible after the review was completed', () =>
    given(performanceReview, [...rated, reviewCompleted()])
      .when(correct)
      .then([ratingCorrected()]));
  it('concerns the last one', () =>
    given(performanceReview, [...rated, elementRated({ rating: 4 }, '2026-05-01')])
      .when(correct)
      .then([ratingCorrected({}, '2026-05-01')]));
  it('has nothing to do when the rating is that', () =>
    given(performanceReview, [...rated, ratingCorrected()])
      .when(correct)
      .thenNothing());
  it('needs a rating', () => {
    given(performanceReview, agreed).when(correct).thenRefused('RATING_UNKNOWN');
    given(performanceReview, [...rated, ratingVoided()])
      .when(correct)
      .thenRefused('RATING_UNKNOWN');
  });
});

describe('voiding a rating', () => {
  const voidIt = { type: 'VoidRating', data: { element: '1.1', source: 'manager' } } as const;

  it('takes effect from the day of the rating', () =>
    given(performanceReview, rated).when(voidIt).then([ratingVoided()]));
  it('is possible after the review was completed', () =>
    given(performanceReview, [...rated, reviewCompleted()])
      .when(voidIt)
      .then([ratingVoided()]));
  it('happens once', () =>
    given(performanceReview, [...rated, ratingVoided()])
      .when(voidIt)
      .thenNothing());
  it('needs a rating', () => given(performanceReview, agreed).when(voidIt).thenRefused('RATING_UNKNOWN'));
});
