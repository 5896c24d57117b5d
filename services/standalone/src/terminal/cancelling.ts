/** How long whoever stops waits for imports to come to whole rows, in milliseconds. */
export const ENDING_MS = 3_000;

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** Ctrl-C or SIGTERM, for work that can end at a good place: the first asks for that, the second ends it at once. */
export class CancelledBySignals implements Disposable {
  /** As shells expect it of what a signal ended; 0 while none has come. */
  exitCode = 0;
  readonly #controller = new AbortController();
  readonly #on = (name: NodeJS.Signals) => {
    const code = EXIT_CODES[name as keyof typeof EXIT_CODES];
    if (this.exitCode !== 0) process.exit(code);
    this.exitCode = code;
    this.say('Ending at whole rows … once more ends it at once.');
    this.#controller.abort();
  };

  constructor(private readonly say: (line: string) => void) {
    for (const name of Object.keys(EXIT_CODES)) process.on(name, this.#on);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  [Symbol.dispose](): void {
    for (const name of Object.keys(EXIT_CODES)) process.off(name, this.#on);
  }
}
