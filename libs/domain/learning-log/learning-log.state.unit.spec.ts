import { given } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { learningLog } from './learning-log.aggregate.js';
import {
  certificateCorrected,
  certificateRecorded,
  learningLogged,
  learningVoided,
  reflectionAdded,
} from './testing/learning-log.builders.js';

const learning = learningLogged({ entryId: 'learning', minutes: null, participatoryMinutes: 0, programmeId: 'p-1' });
const elements = [{ frameworkId: 'pcf', element: 'D1' }];
const withElements = learningLogged({ entryId: 'with elements', elements });
const certificate = certificateRecorded({ entryId: 'certificate' });
const reflected = reflectionAdded({ entryId: 'learning', impactRecorded: false });
const voided = [learningLogged({ entryId: 'voided' }), learningVoided({ entryId: 'voided' })];

/** More than are kept as they are: see PersistentMap.packed. */
const many = Array.from({ length: 1_200 }, (_item, at) => learningLogged({ entryId: `e-${at}` }));

describe.each([
  ['a few entries', []],
  ['so many entries that they are packed', many],
])('with %s', (_how, more) => {
  const log = () => given(learningLog, [learning, withElements, certificate, reflected, ...voided, ...more]);
  const again = { ...learning.data, on: learning.effectiveAt };

  it.each([learning, withElements])('learning that is logged again is known as the same', ({ data, effectiveAt: on }) =>
    log()
      .when({ type: 'LogLearning', data: { ...data, on } })
      .thenNothing(),
  );

  it.each([
    [{ kind: 'reading' as const }],
    [{ planned: !again.planned }],
    [{ minutes: 0 }],
    [{ participatoryMinutes: null }],
    [{ topics: [...again.topics, '6'] }],
    [{ elements: [{ frameworkId: 'pcf', element: 'D1' }] }],
    [{ programmeId: null }],
    [{ on: '2020-02-02' }],
  ])('learning that differs in %o is known as another', (change) =>
    log()
      .when({ type: 'LogLearning', data: { ...again, ...change } })
      .thenRefused('ENTRY_EXISTS'),
  );

  it('a certificate that is recorded again is known as the same, and one that differs as another', async () => {
    await log().when({ type: 'RecordCertificate', data: certificate.data }).thenNothing();
    const accredited = 'no' as const;
    await log()
      .when({ type: 'RecordCertificate', data: { ...certificate.data, accredited } })
      .thenRefused('ENTRY_EXISTS');
  });

  it.each([{ title: 'First aid' }, {}])('a certificate with %o is known by whether it has a text', async (text) => {
    const recorded = certificateRecorded({ entryId: 'with-text', ...text });
    const bare = certificateCorrected({ ...certificate.data, entryId: 'with-text' });
    const corrected = given(learningLog, [recorded, ...more]).when({ type: 'CorrectCertificate', data: bare.data });
    await (text.title === undefined ? corrected.thenNothing() : corrected.then([bare]));
  });

  it('a reflection that says the same again is known, whatever it said of impact', async () => {
    const reflection = { entryId: 'learning', impactRecorded: false, on: '2026-02-21' };
    await log().when({ type: 'AddReflection', data: reflection }).thenNothing();
    const impact = { entryId: 'learning', impactRecorded: true };
    await log()
      .when({ type: 'AddReflection', data: { ...impact, on: '2026-02-21' } })
      .then([reflectionAdded(impact, '2026-02-21')]);
  });

  it('what was voided stays so', () =>
    log()
      .when({ type: 'LogLearning', data: { ...again, entryId: 'voided' } })
      .thenRefused('ENTRY_VOIDED'));

  it('an id of nothing is of nothing', () =>
    log()
      .when({ type: 'VoidLearning', data: { entryId: 'e-1200', reason: 'duplicate' } })
      .thenRefused('ENTRY_UNKNOWN'));
});
