/** How long whoever stops waits for imports to come to whole rows, in milliseconds. */
export const ENDING_MS = 3_000;

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
type EndingSignal = keyof typeof EXIT_CODES;
const NAMES = Object.keys(EXIT_CODES) as readonly EndingSignal[];

/**
 * npm passes a signal on to its command, which a terminal's Ctrl-C has reached already, as would a signal to the whole
 * group: what comes within so many milliseconds of another is that one again, and not a second.
 */
const SAME_ONE_MS = 500;

/**
 * @param end is told at the first signal; the second ends the process at once
 * @returns to be disposed of when there is nothing more to be ended
 */
export function onEndingSignals(end: (exitCode: number) => void): Disposable {
  let firstAt: number | undefined;
  const on = (name: NodeJS.Signals): void => {
    const exitCode = EXIT_CODES[name as EndingSignal];
    if (firstAt === undefined) {
      firstAt = performance.now();
      end(exitCode);
    } else if (performance.now() - firstAt >= SAME_ONE_MS) process.exit(exitCode);
  };
  for (const name of NAMES) process.on(name, on);
  return {
    [Symbol.dispose]: () => {
      for (const name of NAMES) process.off(name, on);
    },
  };
}

/** Ctrl-C or SIGTERM, for work that can end at a good place: the first asks for that, the second ends it at once. */
export class CancelledBySignals implements Disposable {
  /** As shells expect it of what a signal ended; 0 while none has come. */
  exitCode = 0;
  readonly #controller = new AbortController();
  readonly #signals: Disposable;

  constructor(say: (line: string) => void) {
    this.#signals = onEndingSignals((exitCode) => {
      this.exitCode = exitCode;
      say('Ending at whole rows … once more ends it at once.');
      this.#controller.abort();
    });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  [Symbol.dispose](): void {
    this.#signals[Symbol.dispose]();
  }
}
