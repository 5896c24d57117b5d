import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { settingsFrom } from './event-store-db.options.js';
import type { Reading } from './read.operation.js';
import type { SharedConnection } from './shared.connection.js';
import { WakeUp } from './wake-up.subscription.js';

/** Stands for the client, which the clock of these specs does not reach: what is asked of it, and when. */
class Server {
  readonly openedAt: number[] = [];
  discarded = 0;
  #subscription = new EventEmitter();
  readonly #retired = new AbortController().signal;
  readonly #client = {
    subscribeToAll: () => {
      this.openedAt.push(performance.now());
      this.#subscription = Object.assign(new EventEmitter(), { unsubscribe: () => Promise.resolve() });
      return this.#subscription;
    },
  };

  readonly connection = {
    session: () => Promise.resolve({ client: this.#client, retired: this.#retired }),
    discard: () => void (this.discarded += 1),
  } as unknown as SharedConnection;

  dropAsTooSlow(): void {
    this.#subscription.emit('error', Object.assign(new Error('Consumer too slow'), { code: 10, type: 'timeout' }));
  }

  push(position: bigint): void {
    const event = { type: 'Placed', streamId: 'order-1', metadata: { format: 'praxis/1' } };
    this.#subscription.emit('data', { event, commitPosition: position });
  }

  /** Between one opening and the next, in milliseconds. */
  get pauses(): readonly number[] {
    return this.openedAt.slice(1).map((at, n) => at - this.openedAt[n]!);
  }
}

let server: Server;
let wakeUp: WakeUp;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  server = new Server();
  const settings = settingsFrom({ connectionString: 'esdb://127.0.0.1:9', resubscribeDelayMs: 20 });
  wakeUp = new WakeUp(server.connection, settings, { beyondQuiet: (after: bigint) => after } as unknown as Reading);
});

afterEach(() => {
  wakeUp.close();
  vi.useRealTimers();
});

/** Drops a subscription the moment it is opened, until that was opened so often. */
async function dropUntilOpened(times: number): Promise<void> {
  while (server.openedAt.length < times) {
    server.dropAsTooSlow();
    const before = server.openedAt.length;
    while (server.openedAt.length === before) await vi.advanceTimersByTimeAsync(1);
  }
}

it('a subscription that the server dropped at once again and again was opened as often: it waits twice as long each time', async () => {
  const woken = wakeUp.wait(7n, 60_000, undefined);
  await vi.advanceTimersByTimeAsync(0);
  await dropUntilOpened(9);
  expect(server.pauses).toEqual([20, 40, 80, 160, 320, 400, 400, 400]);
  expect(server.discarded).toBe(0);
  server.push(8n);
  expect(await woken).toBe(true);
});

it('begins with the shortest pause again once a subscription held', async () => {
  const woken = wakeUp.wait(7n, 60_000, undefined);
  await vi.advanceTimersByTimeAsync(0);
  await dropUntilOpened(4);
  await vi.advanceTimersByTimeAsync(4_999);
  server.push(6n);
  await dropUntilOpened(5);
  expect(server.pauses.at(-1)).toBe(4_999 + 160);
  await vi.advanceTimersByTimeAsync(5_001);
  server.push(6n);
  await dropUntilOpened(6);
  expect(server.pauses.at(-1)).toBe(5_001 + 20);
  server.push(8n);
  expect(await woken).toBe(true);
});

it('opens none for nobody: whoever waited has gone', async () => {
  const gone = new AbortController();
  const woken = wakeUp.wait(7n, 60_000, gone.signal);
  await vi.advanceTimersByTimeAsync(0);
  server.dropAsTooSlow();
  gone.abort();
  expect(await woken).toBe(false);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(server.openedAt).toHaveLength(1);
});
