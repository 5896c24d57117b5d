import type { Session } from 'chdb';
import { AnalyticsQueryCancelled, AnalyticsUnavailable } from '../errors.js';

interface Waiting {
  /** @returns false when it has left meanwhile: the session is for somebody else */
  readonly take: (session: Session) => boolean;
  readonly fail: (error: unknown) => void;
}

export const closedError = (): AnalyticsUnavailable => new AnalyticsUnavailable('The analytics store is closed');
const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;
const stoppedError = (): AnalyticsQueryCancelled => new AnalyticsQueryCancelled('Stopped before it began');

/** Lends each session to one statement at a time, in the order of asking; opens them as they are needed. */
export class SessionPool {
  private readonly idle: Session[] = [];
  private readonly waiting: Waiting[] = [];
  private lent = 0;
  private closed = false;
  private whenQuiet: (() => void) | undefined;

  constructor(
    private readonly open: () => Promise<Session>,
    private readonly size: number,
  ) {}

  /** @throws {AnalyticsQueryCancelled} aborted while waiting; {AnalyticsUnavailable} closed */
  async borrow(signal?: AbortSignal): Promise<Session> {
    if (this.closed) throw closedError();
    if (isAborted(signal)) throw stoppedError();
    if (this.lent >= this.size) return this.wait(signal);
    this.lent++;
    const session = this.idle.pop() ?? (await this.openForSlot());
    if (!isAborted(signal)) return session;
    this.giveBack(session, true);
    throw stoppedError();
  }

  /**
   * Ends a loan. After a failure the session is closed and not lent again: chDB puts what the failed query had already
   * written of its answer in front of the session's next answer.
   */
  giveBack(session: Session, unscathed: boolean): void {
    if (unscathed) this.idle.push(session);
    else session.close();
    this.freeSlot();
  }

  /** Refuses new borrowers and those who wait, and resolves when the last lent session is back. */
  async close(): Promise<void> {
    this.closed = true;
    for (const entry of this.waiting.splice(0)) entry.fail(closedError());
    if (this.lent > 0) {
      await new Promise<void>((resolve) => {
        this.whenQuiet = resolve;
      });
    }
    for (const session of this.idle.splice(0)) session.close();
  }

  private async openForSlot(): Promise<Session> {
    try {
      return await this.open();
    } catch (error) {
      this.freeSlot();
      throw error;
    }
  }

  /** Hands the slot on to whoever waits longest. */
  private freeSlot(): void {
    const next = this.waiting.shift();
    if (next === undefined) {
      this.lent--;
      if (this.lent === 0) this.whenQuiet?.();
      return;
    }
    const session = this.idle.pop();
    if (session === undefined) this.openForSlot().then((opened) => this.lend(opened, next), next.fail);
    else this.lend(session, next);
  }

  /** While a session was being opened, who it was meant for may have left. */
  private lend(session: Session, to: Waiting): void {
    if (!to.take(session)) this.giveBack(session, true);
  }

  private wait(signal: AbortSignal | undefined): Promise<Session> {
    return new Promise<Session>((resolve, reject) => {
      let left = false;
      const onAbort = (): void => {
        left = true;
        const at = this.waiting.indexOf(entry);
        if (at >= 0) this.waiting.splice(at, 1);
        reject(stoppedError());
      };
      const entry: Waiting = {
        take: (session) => {
          signal?.removeEventListener('abort', onAbort);
          resolve(session);
          return !left;
        },
        fail: (error) => {
          signal?.removeEventListener('abort', onAbort);
          reject(error as Error);
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.waiting.push(entry);
    });
  }
}
