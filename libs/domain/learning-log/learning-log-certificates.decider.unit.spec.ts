import { given } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { learningLog } from './learning-log.aggregate.js';
import type { LearningLogCommand } from './learning-log.commands.js';
import {
  certificateCorrected,
  certificateRecorded,
  learningLogged,
  learningVoided,
} from './testing/learning-log.builders.js';

type Certificate = Extract<LearningLogCommand, { type: 'RecordCertificate' }>['data'];

const recorded = certificateRecorded();
const voided = learningVoided({ entryId: 'c-1' }, '2026-01-15');

describe('recording a certificate', () => {
  const record = (data: Partial<Certificate> = {}): LearningLogCommand => ({
    type: 'RecordCertificate',
    data: { ...recorded.data, ...data },
  });

  it('takes effect from the day of completion', () => given(learningLog, []).when(record()).then([recorded]));
  it('takes effect from the day of recording when the source gives no day', () =>
    given(learningLog, [])
      .when(record({ completedOn: null }))
      .then([certificateRecorded({ completedOn: null }, '2026-06-30')]));
  it('has nothing to do when it says the same', () => given(learningLog, [recorded]).when(record()).thenNothing());
  it('has nothing to do on a later day when the source still gives no day', () =>
    given(learningLog, [certificateRecorded({ completedOn: null }, '2026-05-01')])
      .when(record({ completedOn: null }))
      .thenNothing());
  it('has nothing to do when only sealed texts might differ', () =>
    given(learningLog, [certificateRecorded({ title: 'First aid', notes: 'Passed' })])
      .when(record({ title: 'First aid at work' }))
      .thenNothing());
  it('is refused when the certificate of that id says something else', () =>
    given(learningLog, [recorded])
      .when(record({ validMonths: 24 }))
      .thenRefused('ENTRY_EXISTS'));
  it('is refused under the id of learning', () =>
    given(learningLog, [learningLogged()])
      .when(record({ entryId: 'l-1' }))
      .thenRefused('ENTRY_EXISTS'));
  it('is refused under the id of a voided one', () =>
    given(learningLog, [recorded, voided]).when(record()).thenRefused('ENTRY_VOIDED'));
  it('is not completed in the future', () =>
    given(learningLog, [])
      .when(record({ completedOn: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE'));
  it('expires after it was completed', () => {
    given(learningLog, [])
      .when(record({ expiresOn: '2026-01-16' }))
      .then([certificateRecorded({ expiresOn: '2026-01-16' })]);
    given(learningLog, [])
      .when(record({ expiresOn: '2026-01-15' }))
      .thenRefused('EXPIRES_BEFORE_COMPLETION');
  });
  it('may not expire at all', () =>
    given(learningLog, [])
      .when(record({ doesNotExpire: true, validMonths: null }))
      .then([certificateRecorded({ doesNotExpire: true, validMonths: null })]));
  it('cannot both not expire and be valid for some months', () =>
    given(learningLog, [])
      .when(record({ doesNotExpire: true }))
      .thenRefused('EXPIRY_CONTRADICTED'));
  it('cannot both not expire and expire on a day', () =>
    given(learningLog, [])
      .when(record({ doesNotExpire: true, validMonths: null, expiresOn: '2027-01-15' }))
      .thenRefused('EXPIRY_CONTRADICTED'));
});

describe('correcting a certificate', () => {
  const correct = (data: Partial<Certificate> = {}): LearningLogCommand => ({
    type: 'CorrectCertificate',
    data: { ...certificateCorrected().data, ...data },
  });

  it('replaces what it said', () => given(learningLog, [recorded]).when(correct()).then([certificateCorrected()]));
  it('takes effect from the corrected day of completion', () =>
    given(learningLog, [recorded])
      .when(correct({ completedOn: '2026-01-10' }))
      .then([certificateCorrected({ completedOn: '2026-01-10' }, '2026-01-10')]));
  it('takes effect from the day of the certificate when there is no day of completion', () =>
    given(learningLog, [recorded])
      .when(correct({ completedOn: null }))
      .then([certificateCorrected({ completedOn: null }, '2026-01-15')]));
  it('has nothing to do when it says so', () =>
    given(learningLog, [recorded, certificateCorrected()]).when(correct()).thenNothing());
  describe('with another title or other notes, which were dropped without a word', () => {
    const texts = { title: 'First aid', notes: 'Passed' };

    it.each([[texts], [{ title: 'First aid' }], [{ notes: 'Passed' }]])('replaces %o', (before) =>
      given(learningLog, [certificateRecorded(before)])
        .when(correct({ ...recorded.data, title: 'First aid at work' }))
        .then([certificateCorrected({ ...recorded.data, title: 'First aid at work' })]),
    );
    it('adds notes where there were none', () =>
      given(learningLog, [recorded])
        .when(correct({ ...recorded.data, notes: 'Passed' }))
        .then([certificateCorrected({ ...recorded.data, notes: 'Passed' })]));
    it.each([[texts], [{ title: 'First aid' }], [{ notes: 'Passed' }]])('takes %o away once', async (before) => {
      const without = correct(recorded.data);
      const bare = certificateCorrected(recorded.data);
      await given(learningLog, [certificateRecorded(before)])
        .when(without)
        .then([bare]);
      await given(learningLog, [certificateRecorded(before), bare])
        .when(without)
        .thenNothing();
    });
  });
  it('needs a certificate', () => given(learningLog, []).when(correct()).thenRefused('ENTRY_UNKNOWN'));
  it('needs a certificate that was not voided', () =>
    given(learningLog, [recorded, voided]).when(correct()).thenRefused('ENTRY_VOIDED'));
  it('is not for other learning', () =>
    given(learningLog, [learningLogged()])
      .when(correct({ entryId: 'l-1' }))
      .thenRefused('NOT_A_CERTIFICATE'));
  it('is as sound as a new one', () => {
    given(learningLog, [recorded])
      .when(correct({ completedOn: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE');
    given(learningLog, [recorded])
      .when(correct({ expiresOn: '2026-01-15' }))
      .thenRefused('EXPIRES_BEFORE_COMPLETION');
  });
});
