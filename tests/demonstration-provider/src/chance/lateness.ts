import type { Random } from './random.js';

/** Days between a fact and its record: most within a fortnight, a tail up to five months. */
export function recordingLag(random: Random): number {
  return random.weighted([
    [random.int(0, 4), 68],
    [random.int(5, 14), 22],
    [random.int(15, 45), 8],
    [random.int(46, 150), 2],
  ]);
}

/** For what is typed in by an office rather than by a busy team. */
export function officeLag(random: Random): number {
  return random.weighted([
    [random.int(0, 3), 80],
    [random.int(4, 14), 20],
  ]);
}
