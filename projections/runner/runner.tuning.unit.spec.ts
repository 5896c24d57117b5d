import { expect, it } from 'vitest';
import { pauseAfter } from './runner.tuning.js';

it.each([
  [0, 50],
  [1, 51],
  [50, 100],
  [200, 250],
  [450, 500],
  [10_000, 500],
])('the batch after one of %i events begins %i ms after it', (events, milliseconds) => {
  expect(pauseAfter(events, { smallBatchMs: 50 })).toBe(milliseconds);
});

it('does not wait where batches are not to wait', () => {
  expect(pauseAfter(1_000, { smallBatchMs: 0 })).toBe(0);
});
