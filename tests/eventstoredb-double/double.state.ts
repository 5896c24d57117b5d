import { status as grpcStatus } from '@grpc/grpc-js';
import type { EventEmitter } from 'node:events';
import { noFaults, type Faults } from './double.faults.js';
import { DoubleLog } from './double.log.js';

const TOO_SLOW = 'Operation timed out: Consumer too slow to handle event while live. Client resubscription required.';

/** What outlives a restart of the double: its log, its switches, who leads, and the count of what it was asked. */
export class DoubleState {
  readonly log = new DoubleLog();
  readonly faults: Faults = noFaults();
  readonly calls = { appends: 0, reads: 0, eventsRead: 0, subscriptions: 0, probes: 0, gossip: 0, droppedAsTooSlow: 0 };
  /** Ports of the cluster's nodes; of its only node, mostly. */
  readonly ports: number[] = [];
  /** Which node leads; undefined while they elect one. */
  leader: number | undefined = 0;
  readonly #open = { appends: new Set<EventEmitter>(), subscriptions: new Set<EventEmitter>() };

  /** Notes a long-lived call, so that it can be counted and dropped; returns how to forget it. */
  enter(kind: 'appends' | 'subscriptions', call: EventEmitter): () => void {
    this.#open[kind].add(call);
    return () => this.#open[kind].delete(call);
  }

  openCalls(kind: 'appends' | 'subscriptions'): number {
    return this.#open[kind].size;
  }

  drop(kind: 'appends' | 'subscriptions'): void {
    for (const call of this.#open[kind]) {
      call.emit('error', { code: grpcStatus.UNAVAILABLE, details: 'the double dropped the stream' });
    }
    this.#open[kind].clear();
  }

  /** Ends a live subscription as a server of before 24.2 does whose subscriber does not keep up. */
  dropAsTooSlow(call: EventEmitter): void {
    this.calls.droppedAsTooSlow += 1;
    call.emit('error', { code: grpcStatus.ABORTED, details: TOO_SLOW });
  }

  dropAllAsTooSlow(): void {
    for (const call of [...this.#open.subscriptions]) this.dropAsTooSlow(call);
  }
}
