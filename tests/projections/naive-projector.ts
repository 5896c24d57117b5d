import { insertFacts, type AnalyticsStore } from '@praxis/analytics-store';
import type { EventStore } from '@praxis/event-sourcing';
import type { Projection } from '@praxis/projections';
import { randomUUID } from 'node:crypto';
import { codec } from './sample-log.js';

/**
 * How this is often done: the checkpoint is a number kept beside the data. Here as a control: the faults that the real
 * runner survives have to break this one, or the tests would show nothing.
 */
export class NaiveProjector {
  checkpoint = 0n;

  constructor(
    private readonly store: EventStore,
    private readonly analytics: AnalyticsStore,
    private readonly projection: Projection,
    private readonly order: 'checkpoint-first' | 'insert-first',
  ) {}

  /** Until the end of the log, or until something fails, as a crash would end it. Called again, it is the restart. */
  async run(): Promise<void> {
    for (;;) {
      const from = this.checkpoint;
      const events = await this.store.readAll({ after: from, maxCount: 100 });
      const to = events.at(-1)?.position;
      if (to === undefined) return;
      const facts = events.flatMap((stored) =>
        this.projection
          .project(codec.decode(stored))
          .map((values, ordinal) => ({ position: stored.position, ordinal, values })),
      );
      const options = { deduplicationToken: randomUUID(), queryId: randomUUID() };
      if (this.order === 'checkpoint-first') this.checkpoint = to;
      await insertFacts(this.analytics, this.projection.table, { from, to, facts }, options);
      this.checkpoint = to;
    }
  }
}
