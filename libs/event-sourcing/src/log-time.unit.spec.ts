import { expect, it } from 'vitest';
import { ClockWarning } from './log-time.js';

const MINUTE = 60_000;

function warningsOf(...behind: readonly number[]): string[] {
  const warnings: string[] = [];
  const warning = new ClockWarning((message) => warnings.push(message));
  for (const milliseconds of behind) warning.saw('2026-06-30T12:00:00.000Z', milliseconds);
  return warnings;
}

it('says nothing of a clock that is right, or was corrected by less than a second', () => {
  expect(warningsOf(0, 0, 999)).toEqual([]);
});

it('says once that the clock is behind, how much, and again when it is so again', () => {
  expect(warningsOf(125 * MINUTE, 124 * MINUTE)).toEqual([expect.stringContaining('2 hours 5 minutes behind')]);
  expect(warningsOf(MINUTE, 0, 2 * MINUTE)).toHaveLength(2);
});

it.each([
  [1_000, '1 second '],
  [61_000, '1 minute 1 second '],
  [49 * 60 * MINUTE, '2 days 1 hour '],
  [24 * 60 * MINUTE, '1 day '],
  [24 * 60 * MINUTE + 5_000, '1 day '],
])('says %d milliseconds as %s', (milliseconds, words) => {
  expect(warningsOf(milliseconds)[0]).toContain(`The clock is ${words}behind`);
});
