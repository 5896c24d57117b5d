import { given } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { learningLog } from './learning-log.aggregate.js';
import type { LearningLogCommand } from './learning-log.commands.js';
import {
  certificateRecorded,
  learningCorrected,
  learningLogged,
  learningVoided,
  reflectionAdded,
} from './testing/learning-log.builders.js';

type Of<Type extends LearningLogCommand['type']> = Extract<LearningLogCommand, { type: Type }>;

const logged = learningLogged();
const certificate = certificateRecorded();

describe('logging learning', () => {
  const log = (data: Partial<Of<'LogLearning'>['data']> = {}): Of<'LogLearning'> => ({
    type: 'LogLearning',
    data: { ...logged.data, on: '2026-02-10', ...data },
  });

  it('is an entry', () => given(learningLog, []).when(log()).then([logged]));
  it('keeps what the source does not say unknown', () =>
    given(learningLog, [])
      .when(log({ minutes: null, participatoryMinutes: null }))
      .then([learningLogged({ minutes: null, participatoryMinutes: null })]));
  it('may know only how long it was participatory', () =>
    given(learningLog, [])
      .when(log({ minutes: null }))
      .then([learningLogged({ minutes: null })]));
  it('may be participatory throughout', () =>
    given(learningLog, [])
      .when(log({ participatoryMinutes: 180 }))
      .then([learningLogged({ participatoryMinutes: 180 })]));
  it('is not participatory for longer than it took', () =>
    given(learningLog, [])
      .when(log({ participatoryMinutes: 181 }))
      .thenRefused('PARTICIPATORY_EXCEEDS_MINUTES'));
  it('has nothing to do when the entry says the same', () => given(learningLog, [logged]).when(log()).thenNothing());
  it('has nothing to do when only the sealed title might differ', () =>
    given(learningLog, [learningLogged({ title: 'Moving safely' })])
      .when(log({ title: 'Moving people safely' }))
      .thenNothing());
  const others: readonly Partial<Of<'LogLearning'>['data']>[] = [
    { kind: 'course' },
    { planned: false },
    { minutes: 200 },
    { participatoryMinutes: 60 },
    { topics: ['8', '10'] },
    { topics: [] },
    { elements: [{ frameworkId: 'pqs', element: '1.1' }] },
    { programmeId: 'p-1' },
  ];
  it.each(others)('is refused when the entry says something else: %j', (other) =>
    given(learningLog, [logged]).when(log(other)).thenRefused('ENTRY_EXISTS'),
  );
  it('is refused when the entry was on another day', () =>
    given(learningLog, [logged])
      .when(log({ on: '2026-02-09' }))
      .thenRefused('ENTRY_EXISTS'));
  it('is refused under the id of a certificate', () =>
    given(learningLog, [certificate])
      .when(log({ entryId: 'c-1' }))
      .thenRefused('ENTRY_EXISTS'));
  it('is refused under the id of a voided entry', () =>
    given(learningLog, [logged, learningVoided()]).when(log()).thenRefused('ENTRY_VOIDED'));
  it('is refused in the future', () =>
    given(learningLog, [])
      .when(log({ on: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE'));
});

describe('a reflection', () => {
  const reflect = (data: Partial<Of<'AddReflection'>['data']> = {}): Of<'AddReflection'> => ({
    type: 'AddReflection',
    data: { entryId: 'l-1', impactRecorded: true, on: '2026-02-20', ...data },
  });
  const text = { reflection: 'I now ask before I help.' };

  it('is added to an entry', () => given(learningLog, [logged]).when(reflect()).then([reflectionAdded()]));
  it('is added to a certificate', () =>
    given(learningLog, [certificate])
      .when(reflect({ entryId: 'c-1' }))
      .then([reflectionAdded({ entryId: 'c-1' })]));
  it('has nothing to do when there is one that says as much', () =>
    given(learningLog, [logged, reflectionAdded()]).when(reflect()).thenNothing());
  it('is added again when it has a text', () =>
    given(learningLog, [logged, reflectionAdded()])
      .when(reflect(text))
      .then([reflectionAdded(text)]));
  it('needs an entry', () => given(learningLog, []).when(reflect()).thenRefused('ENTRY_UNKNOWN'));
  it('needs an entry that was not voided', () =>
    given(learningLog, [logged, learningVoided()]).when(reflect()).thenRefused('ENTRY_VOIDED'));
  it('is not made in the future', () =>
    given(learningLog, [logged])
      .when(reflect({ on: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE'));
});

describe('correcting learning', () => {
  const correct = (data: Partial<Of<'CorrectLearning'>['data']> = {}): Of<'CorrectLearning'> => ({
    type: 'CorrectLearning',
    data: { entryId: 'l-1', minutes: 150, participatoryMinutes: 120, on: '2026-02-11', ...data },
  });

  it('replaces day and time', () => given(learningLog, [logged]).when(correct()).then([learningCorrected()]));
  it('replaces the day alone, the time alone, or the time with others alone', () => {
    const time = { minutes: 180, participatoryMinutes: 120 };
    given(learningLog, [logged])
      .when(correct(time))
      .then([learningCorrected(time)]);
    given(learningLog, [logged])
      .when(correct({ on: '2026-02-10' }))
      .then([learningCorrected({}, '2026-02-10')]);
    const shared = { minutes: 180, participatoryMinutes: 60 };
    given(learningLog, [logged])
      .when(correct({ ...shared, on: '2026-02-10' }))
      .then([learningCorrected(shared, '2026-02-10')]);
  });
  it('has nothing to do when the entry says so', () => {
    given(learningLog, [logged])
      .when(correct({ minutes: 180, on: '2026-02-10' }))
      .thenNothing();
    given(learningLog, [logged, learningCorrected()]).when(correct()).thenNothing();
  });
  it('is not participatory for longer than it took', () =>
    given(learningLog, [logged])
      .when(correct({ minutes: 60 }))
      .thenRefused('PARTICIPATORY_EXCEEDS_MINUTES'));
  it('needs an entry', () => given(learningLog, []).when(correct()).thenRefused('ENTRY_UNKNOWN'));
  it('needs an entry that was not voided', () =>
    given(learningLog, [logged, learningVoided()]).when(correct()).thenRefused('ENTRY_VOIDED'));
  it('is not for certificates', () =>
    given(learningLog, [certificate])
      .when(correct({ entryId: 'c-1' }))
      .thenRefused('NOT_LEARNING'));
  it('is refused in the future', () =>
    given(learningLog, [logged])
      .when(correct({ on: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE'));
});

describe('voiding an entry', () => {
  const voidIt = (entryId: string): LearningLogCommand => ({
    type: 'VoidLearning',
    data: { entryId, reason: 'duplicate' },
  });

  it('takes effect from the day of the learning', () =>
    given(learningLog, [logged]).when(voidIt('l-1')).then([learningVoided()]));
  it('takes effect from the corrected day', () =>
    given(learningLog, [logged, learningCorrected()])
      .when(voidIt('l-1'))
      .then([learningVoided({}, '2026-02-11')]));
  it('takes effect from the day of the certificate', () =>
    given(learningLog, [certificate])
      .when(voidIt('c-1'))
      .then([learningVoided({ entryId: 'c-1' }, '2026-01-15')]));
  it('happens once', () => given(learningLog, [logged, learningVoided()]).when(voidIt('l-1')).thenNothing());
  it('needs an entry', () => given(learningLog, []).when(voidIt('l-1')).thenRefused('ENTRY_UNKNOWN'));
});
