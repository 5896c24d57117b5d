import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from './engines/engine.js';

/** A statement that nobody wants the answer of any more. */
export interface Stoppable {
  /** Marks it in the engine's list of running queries. */
  readonly id: string;
  /** Its caller has been answered; the engine may be at it all the same. */
  readonly hasEnded: boolean;
}

const PAUSE_MS = 50;
const MOST_ATTEMPTS = 60;
/** The engine may not have begun with a statement when the first KILL comes. */
const FEWEST_ATTEMPTS = 3;

/**
 * Stops statements in the engine; aborting ends the waiting for them only. One KILL is for all that are to be stopped
 * at that moment: a hundred of them cost what one costs.
 */
export class EngineKills {
  readonly #attempts = new Map<Stoppable, number>();

  constructor(private readonly engine: Engine) {}

  add(statement: Stoppable): void {
    this.#attempts.set(statement, 0);
    if (this.#attempts.size === 1) void this.#untilAllAreStopped();
  }

  async #untilAllAreStopped(): Promise<void> {
    // The others that are stopped for the same reason come in the same turn of the event loop.
    await delay(0);
    while (this.#attempts.size > 0) {
      await kill(
        this.engine,
        [...this.#attempts.keys()].map(({ id }) => id),
      );
      for (const [statement, before] of this.#attempts) {
        const attempts = before + 1;
        const isStopped = statement.hasEnded && attempts >= FEWEST_ATTEMPTS;
        if (isStopped || attempts >= MOST_ATTEMPTS) this.#attempts.delete(statement);
        else this.#attempts.set(statement, attempts);
      }
      if (this.#attempts.size > 0) await delay(PAUSE_MS, undefined, { ref: false });
    }
  }
}

/**
 * ASYNC, because SYNC never returns on the embedded engine. The markers are put together by the engine, so that the KILL
 * does not find itself by its text. One that fails is tried again.
 */
async function kill(engine: Engine, ids: readonly string[]): Promise<void> {
  const isMarked = ids
    .map((id) => `concat('${id.slice(0, 8)}', '${id.slice(8)}')`)
    .map((marker) => `position(query, ${marker}) > 0 OR Settings['log_comment'] = ${marker}`)
    .join(' OR ');
  try {
    const answer = await engine.client.query({
      query: `KILL QUERY WHERE ${isMarked} ASYNC`,
      clickhouse_settings: { wait_end_of_query: 1 },
      format: 'JSONEachRow',
    });
    await answer.json();
  } catch {
    return;
  }
}
