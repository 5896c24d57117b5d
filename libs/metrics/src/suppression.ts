/** A count of people that may be too small to publish, among its siblings of one partition. */
export interface Protected {
  /** People behind the figure. */
  readonly people: number;
}

/**
 * Which figures of a partition to withhold: those with fewer people than the threshold (but not none: "nobody" says
 * nothing about anybody). When that leaves exactly one withheld, or all withheld together hold fewer people than the
 * threshold, the smallest of the others goes too, as total minus the rest would give the first away.
 *
 * @param threshold people; 0 or 1 withholds nothing. [policy: suppression-threshold-people]
 * @returns one flag per figure, in order
 */
export function withheld(figures: readonly Protected[], threshold: number): boolean[] {
  const flags = figures.map(({ people }) => people > 0 && people < threshold);
  const hidden = () => figures.filter((_figure, index) => flags[index]);
  while (hidden().length > 0 && needsCover(hidden(), threshold)) {
    const next = smallestShown(figures, flags);
    if (next === undefined) break;
    flags[next] = true;
  }
  return flags;
}

function needsCover(hidden: readonly Protected[], threshold: number): boolean {
  return hidden.length === 1 || hidden.reduce((sum, { people }) => sum + people, 0) < threshold;
}

function smallestShown(figures: readonly Protected[], flags: readonly boolean[]): number | undefined {
  let smallest: number | undefined;
  figures.forEach(({ people }, index) => {
    if (flags[index] || people === 0) return;
    if (smallest === undefined || people < (figures[smallest]?.people ?? 0)) smallest = index;
  });
  return smallest;
}
