import { BEGINNING, type Day, END } from '../calendar.js';
import { Random } from '../chance/random.js';
import { Episodes } from './episodes.js';
import { type MeasurementEvent, worldOf } from './measurement-event.js';
import { startingPosition } from './starting-position.js';

/**
 * So many domain events of a synthetic provider, for appending in bulk: first its starting position, then four years of
 * everyday records in order of their days, in about the mix of the demonstration provider. The provider grows with
 * `count` (one worker for every 250 events, up to 40,000). The same options give the same events; memory does not
 * grow with `count`.
 *
 * @throws {RangeError} a seed or count that is not a whole number
 */
export function* generateMeasurements(options: {
  readonly seed: number;
  readonly count: number;
}): Generator<MeasurementEvent, void> {
  const { seed, count } = options;
  if (!Number.isSafeInteger(seed)) throw new RangeError('The seed is a whole number');
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError('The count is a whole number from 0');
  const world = worldOf(count);
  let made = 0;
  for (const event of startingPosition(world)) {
    if (made >= count) return;
    made += 1;
    yield event;
  }
  const first = made;
  const episodes = new Episodes(world, count, new Random(`measurements/${seed}`));
  while (made < count) {
    const today: Day = BEGINNING + Math.floor(((made - first) / (count - first)) * (END - BEGINNING));
    for (const event of episodes.next(today)) {
      if (made >= count) return;
      made += 1;
      yield event;
    }
  }
}
