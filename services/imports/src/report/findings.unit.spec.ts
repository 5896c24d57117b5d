import { expect, it } from 'vitest';
import { heldUntilAnswered } from '../identity/held.rows.js';
import { Findings } from './findings.js';

const known = { about: 'worker', id: 'w-new', knownId: 'w-known' } as const;
const erased = { about: 'worker', id: 'w-new', knownId: 'w-erased', isErased: true } as const;

function holding(forSteward: boolean): Findings {
  const findings = new Findings(forSteward);
  for (const [row, questions] of [[known, erased], [erased], [known]].entries())
    findings.hold({ row, ...heldUntilAnswered('WORKER', questions) });
  return findings;
}

it('asks a data steward everything about held rows, each question once', () => {
  const { questions, heldCount, hiddenCount, held } = holding(true);
  expect(questions).toEqual([known, erased]);
  expect([heldCount, hiddenCount]).toEqual([3, 0]);
  expect(held.map(({ row }) => row)).toEqual([0, 1, 2]);
});

it('asked others about people who were erased, beside those who were not', () => {
  const findings = holding(false);
  expect(findings.questions).toEqual([known]);
  expect([findings.heldCount, findings.hiddenCount]).toEqual([3, 1]);
  expect(findings.held.map(({ row }) => row)).toEqual([0, 2]);
  expect(JSON.stringify(findings.held)).not.toContain('erased');
});
