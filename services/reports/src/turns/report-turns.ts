import { ProblemException, problemOf } from '@praxis/http-problems';

/** Reports that may be worked out side by side: each keeps several statements going, and the engine runs four at once. */
const AT_ONCE = 4;
/** Some ten seconds' worth. Whoever comes after that is better told to come back than left waiting. */
const MOST_WAITING = 40;

/**
 * A bounded queue in front of the engine, in the order of asking. Who gives up while waiting leaves it, and costs
 * nothing any more.
 */
export class ReportTurns {
  readonly #waiting = new Set<() => void>();
  #running = 0;

  constructor(
    private readonly atOnce = AT_ONCE,
    private readonly mostWaiting = MOST_WAITING,
  ) {}

  /**
   * Runs `work` as soon as it is its turn.
   *
   * @throws {ProblemException} TOO_MANY_REPORTS, when as many wait as may; and the signal's reason when it is aborted
   */
  async take<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    signal.throwIfAborted();
    if (this.#running < this.atOnce) this.#running += 1;
    else await this.#wait(signal);
    try {
      return await work();
    } finally {
      this.#next();
    }
  }

  /** Resolves with the turn of whoever is done. */
  #wait(signal: AbortSignal): Promise<void> {
    if (this.#waiting.size >= this.mostWaiting) throw tooMany();
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(begin);
        reject(signal.reason as Error);
      };
      const begin = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.add(begin);
    });
  }

  #next(): void {
    const [begin] = this.#waiting;
    if (begin === undefined) {
      this.#running -= 1;
      return;
    }
    this.#waiting.delete(begin);
    begin();
  }
}

function tooMany(): ProblemException {
  return new ProblemException(
    problemOf(
      503,
      'TOO_MANY_REPORTS',
      'Too many reports are being asked for',
      'Others are waiting for theirs already',
      {
        remedy: 'Ask again after the number of seconds that Retry-After gives.',
      },
    ),
  );
}
