import { counted } from './counted.js';

/** A clock that is corrected by less says nothing to anybody. */
const WORTH_SAYING_MS = 1_000;

/** Says that the clock by which a log dates its events was found behind what it had dated before: once each time. */
export class ClockWarning {
  #isBehind = false;

  constructor(private readonly onWarning: (message: string) => void) {}

  /** @param loggedAt ISO instant that the event has now @param behind milliseconds that the clock was before it */
  saw(loggedAt: string, behind: number): void {
    if (behind < WORTH_SAYING_MS) {
      this.#isBehind = false;
      return;
    }
    if (this.#isBehind) return;
    this.#isBehind = true;
    this.onWarning(
      `The clock is ${inWords(behind)} behind the last event of the log: events count as recorded at ${loggedAt} ` +
        `until it has caught up. Check the clock of the machine that keeps the log.`,
    );
  }
}

/** The largest unit that is filled, and the next: `2 hours 5 minutes`. */
function inWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  const parts = [
    [Math.floor(seconds / 86_400), 'day'],
    [Math.floor(seconds / 3_600) % 24, 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => counted(count, unit))
    .join(' ');
}
