/** Nearest rank: the smallest value that at least this share of the values does not exceed. */
export function percentile(values, share) {
  if (values.length === 0) throw new RangeError('There is no percentile of nothing');
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** The middle value, or the mean of the two in the middle; with the smallest and the largest. */
export function spread(values) {
  if (values.length === 0) throw new RangeError('There is no median of nothing');
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, low: sorted[0], high: sorted.at(-1) };
}

/** Ratios round by round: what one round did to both sides of it cancels out. */
export function ratios(ours, theirs) {
  if (ours.length !== theirs.length) throw new RangeError('Rounds are compared one with one');
  return ours.map((value, round) => value / theirs[round]);
}

export function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
