import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from '../bench/statistics.mjs';

const JOIN = JSON.stringify({ contract: 'permanent', weeklyMinutes: 2250, on: '2025-01-06' });

/**
 * Asks again and again, at fixed times whether or not the last answer has come: an answer that is late does not keep the
 * next question from being late too.
 */
export class Probes {
  #over = false;
  #asking = [];
  #times = new Map();
  #failures = [];

  constructor(url) {
    this.probe('status', 100, () => fetch(`${url}/api/status`));
    const headers = { 'Content-Type': 'application/json' };
    this.probe('command', 500, () => fetch(`${url}/api/workers/join-worker`, { method: 'POST', headers, body: JOIN }));
  }

  probe(what, everyMs, ask) {
    this.#times.set(what, []);
    this.#asking.push(this.#ask(what, everyMs, ask));
  }

  async #ask(what, everyMs, ask) {
    const asked = [];
    while (!this.#over) {
      asked.push(this.#once(what, ask));
      await pause(everyMs);
    }
    await Promise.all(asked);
  }

  async #once(what, ask) {
    const begun = performance.now();
    try {
      const response = await ask();
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`${what} was answered with ${response.status}`);
      this.#times.get(what).push(performance.now() - begun);
    } catch (error) {
      this.#failures.push(String(error.cause ?? error));
    }
  }

  /** @returns milliseconds by what was asked, and what was not answered */
  async end() {
    this.#over = true;
    await Promise.all(this.#asking);
    const figures = [...this.#times].map(([what, times]) => [
      what,
      { samples: times.length, p50: percentile(times, 0.5), p99: percentile(times, 0.99), most: Math.max(...times) },
    ]);
    return { ...Object.fromEntries(figures), failures: this.#failures };
  }
}
