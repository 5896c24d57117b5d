import type { Count, Share } from '@praxis/contracts';

/** Why there is nothing to see, which is one of four different things to tell a reader. */
export type FigureState = 'data' | 'none' | 'filtered-out' | 'suppressed';

type Figure = Pick<Share | Count, 'status' | 'value'>;

/**
 * One figure that can be shown is data. Otherwise a withheld one is named before a missing one, since "there is
 * nothing" would be untrue.
 */
export function figureState(figures: readonly Figure[], filtered: boolean): FigureState {
  if (figures.some((figure) => figure.status === 'ok' && figure.value !== null)) return 'data';
  if (figures.some((figure) => figure.status === 'suppressed')) return 'suppressed';
  return filtered ? 'filtered-out' : 'none';
}

/** The same question where there are only rows, or none. */
export function listState(rows: readonly unknown[], filtered: boolean): FigureState {
  if (rows.length > 0) return 'data';
  return filtered ? 'filtered-out' : 'none';
}
