import { describe, expect, it } from 'vitest';
import { remarkOnAnswer } from './identity-answer.remark.js';
import { identityAnswered, organisationRegistered } from './testing/organisation.builders.js';

const { data: SAME } = identityAnswered();
const DIFFERENT = { ...SAME, answer: 'different' } as const;
const answeredOn = (data: typeof SAME | typeof DIFFERENT, on: string) => ({
  ...identityAnswered(data),
  effectiveAt: on,
});

describe('an answer to whether two ids are one', () => {
  it('has no remark where it is the first', () => {
    const others = [
      identityAnswered({ knownId: 'w-sam' }),
      identityAnswered({ id: 'w-other' }),
      identityAnswered({ about: 'workplace' }),
    ];
    expect(remarkOnAnswer(SAME, [organisationRegistered(), ...others])).toBeUndefined();
  });

  it('replaced another one without a word: “different” after “same” says which, since when, and what stays', () => {
    const remark = remarkOnAnswer(DIFFERENT, [answeredOn(DIFFERENT, '2026-01-01'), answeredOn(SAME, '2026-02-02')]);
    expect(remark).toMatch(/“same” of 2026-02-02, no longer holds\. Rows that were taken on it stay with w-ada/);
    expect(remark).toMatch(/rows that name w-new are those of somebody else/);
  });

  it('replaced another one without a word: “same” after “different” says that no two people are merged', () => {
    const remark = remarkOnAnswer(SAME, [answeredOn(SAME, '2026-01-01'), answeredOn(DIFFERENT, '2026-02-02')]);
    expect(remark).toMatch(/“different” of 2026-02-02, no longer holds/);
    expect(remark).toMatch(/w-new is on record as somebody of their own, no two people are ever merged/);
  });

  it('speaks of workplaces as such', () => {
    const of = { ...SAME, about: 'workplace', knownId: 'home-a' } as const;
    const to = { ...of, answer: 'different' } as const;
    expect(remarkOnAnswer(to, [identityAnswered(of)])).toMatch(/are those of another workplace/);
    expect(remarkOnAnswer(of, [identityAnswered(to)])).toMatch(/as a unit of its own, no two units/);
  });

  it('says since when it is the answer already', () => {
    const earlier = [answeredOn(SAME, '2026-01-01')];
    expect(remarkOnAnswer(SAME, earlier)).toBe('This was the answer before, since 2026-01-01.');
  });
});
