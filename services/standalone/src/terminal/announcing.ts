import { LogMismatch } from '@praxis/event-sourcing';
import { sentenceOf, type RunnerStatus } from '@praxis/projections';
import type { Progress } from './progress.js';

/** Below so many positions the tables are filled before it is worth a line. */
const WORTH_TELLING = 1_000n;

/**
 * How far the tables are filled while that goes on and takes a while: not while they stand still, or may not be filled,
 * nor before it is known whether they are whole.
 */
export function filling({
  state,
  isAppliedKnown,
  log,
  head,
  lag,
}: RunnerStatus): { readonly done: bigint; readonly of: bigint } | undefined {
  const goesOn = state === 'catching-up' && isAppliedKnown && log.standing?.kind === 'same';
  return goesOn && lag > WORTH_TELLING ? { done: head - lag, of: head } : undefined;
}

/** Tells it on the terminal. */
export function showFilling(progress: Progress, status: RunnerStatus): void {
  const { done, of } = filling(status) ?? {};
  if (done !== undefined) progress.show('Filling the tables', Number(done), Number(of));
}

/** Says on the terminal, once, what whoever keeps the server should know about log and tables. */
export class Announcing {
  readonly #said = new Set<string>();

  constructor(private readonly say: (line: string) => void) {}

  look({ log, problems }: RunnerStatus): void {
    for (const finding of log.findings) this.#once(`${sentenceOf(finding)}. See docs/how-to/verify-the-log.md.`);
    for (const warning of log.warnings) this.#once(warning);
    if (log.standing !== undefined && log.standing.kind !== 'same') {
      this.#once(
        `${log.standing.message}. Nothing is recorded and no figure is shown meanwhile. ${LogMismatch.remedy}`,
      );
      return;
    }
    for (const { projection, position, error, retrying } of problems) {
      const what = projection === '*' ? 'The tables' : projection;
      if (!retrying) this.#once(`${what} stands still before position ${position}: ${error}`);
    }
  }

  #once(line: string): void {
    if (this.#said.has(line)) return;
    this.#said.add(line);
    this.say(line);
  }
}
