import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DomainActor } from '@praxis/domain';
import { problemFor, type Problem } from '@praxis/http-problems';
import type { ImportProgress, ImportReport } from '@praxis/imports';
import { ENDING_MS } from '../terminal/cancelling.js';

/** Ended ones that can still be asked about. */
const KEPT_ENDED = 20;

/** An import as it is told: under way, or what became of it. */
export interface ImportRun {
  readonly id: string;
  /** Name of the file. */
  readonly name: string;
  /**
   * `cancelling`: told to end, and not yet at whole rows. `ended`: by itself or cancelled, as its report says; what was
   * past its last rows when it was told to end has ended by itself. `failed`: see the problem.
   */
  readonly state: 'running' | 'cancelling' | 'ended' | 'failed';
  /** ISO instants. */
  readonly begun: string;
  readonly ended: string | null;
  /** The step that it is at; null before the first. */
  readonly progress: (Pick<ImportProgress, 'file' | 'phase' | 'rows'> & { readonly of: number | null }) | null;
  /** With the rows that were dealt with, and those still open, where it was cancelled or failed half-way. */
  readonly report: ImportReport | null;
  readonly problem: Problem | null;
}

/** What an import is given so that it can be followed and ended. */
export interface Following {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
}

type Kept = { -readonly [Field in keyof Omit<ImportRun, 'id' | 'name' | 'begun'>]: ImportRun[Field] } & Pick<
  ImportRun,
  'id' | 'name' | 'begun'
>;

/** The imports of this server: those under way, and the last ones that ended. */
export class ImportRuns {
  readonly #runs = new Map<
    string,
    { readonly kept: Kept; readonly role: string; readonly cancelling: AbortController }
  >();
  readonly #underWay = new Set<Promise<unknown>>();
  #stopping = false;

  constructor(private readonly now: () => string) {}

  /** @returns its id, and what it comes to; whoever does not wait for that may leave it */
  begin(
    name: string,
    { role }: DomainActor,
    work: (following: Following) => Promise<ImportReport>,
  ): { readonly id: string; readonly report: Promise<ImportReport> } {
    const cancelling = new AbortController();
    if (this.#stopping) cancelling.abort();
    const id = randomUUID();
    const open = { progress: null, report: null, problem: null, ended: null };
    const kept: Kept = { id, name, state: 'running', begun: this.now(), ...open };
    this.#runs.set(id, { kept, role, cancelling });
    const report = work({
      signal: cancelling.signal,
      onProgress: ({ file, phase, rows, of }) => (kept.progress = { file, phase, rows, of: of ?? null }),
    });
    // At once with the rest: nobody may find it ended and not know since when.
    const settle = (outcome: Partial<Kept>) => Object.assign(kept, outcome, { ended: this.now() });
    const settled = report.then(
      (told) => settle({ state: 'ended', report: told }),
      (error: unknown) => {
        const { report: told, ...problem } = problemFor(error);
        settle({ state: 'failed', problem, report: (told as ImportReport | undefined) ?? null });
      },
    );
    const over = settled.then(() => {
      this.#underWay.delete(over);
      this.#forgetOldest();
    });
    this.#underWay.add(over);
    return { id, report };
  }

  /** Newest first. Only those that somebody in the same role began: a report tells each role what it may know. */
  list({ role }: DomainActor): readonly ImportRun[] {
    const own = [...this.#runs.values()].filter((run) => run.role === role);
    return own.map(({ kept }) => ({ ...kept, report: null })).reverse();
  }

  find(id: string, { role }: DomainActor): ImportRun | undefined {
    const run = this.#runs.get(id);
    return run?.role === role ? { ...run.kept } : undefined;
  }

  /** It ends at whole rows, within moments. One that has ended is given as it is. */
  cancel(id: string, actor: DomainActor): ImportRun | undefined {
    const run = this.find(id, actor) && this.#runs.get(id)!;
    if (run?.kept.state === 'running') {
      run.kept.state = 'cancelling';
      run.cancelling.abort();
    }
    return run && { ...run.kept };
  }

  /** Ends all of them at whole rows; returns when they have, or have had long enough. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#underWay.size === 0) return;
    for (const { cancelling } of this.#runs.values()) cancelling.abort();
    const ended = Promise.all(this.#underWay);
    await Promise.race([ended, pause(ENDING_MS, undefined, { ref: false })]);
    // So that those who wait for them are still told.
    await pause(100);
  }

  #forgetOldest(): void {
    const ended = [...this.#runs.values()].filter(({ kept }) => kept.ended !== null);
    for (const { kept } of ended.slice(0, Math.max(0, ended.length - KEPT_ENDED))) this.#runs.delete(kept.id);
  }
}
