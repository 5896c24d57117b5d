import { LogMismatch } from '@praxis/event-sourcing';
import { sentenceOf, type RunnerStatus } from '@praxis/projections';

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
