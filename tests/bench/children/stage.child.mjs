import { ensureTables, insertFacts, openAnalyticsStore, physicalName } from '@praxis/analytics-store';
import { defaultTuning, PROJECTIONS } from '@praxis/projections';
import { answer } from '../child-process.mjs';
import { rowsByTable } from '../fact-rows.mjs';
import { codec, openForReading, pagesOf } from '../measured-log.mjs';

/** Runs a piece of work and counts the time it takes, and no time between the pieces. */
class Stopwatch {
  milliseconds = 0;

  time(work) {
    const begun = performance.now();
    const result = work();
    this.milliseconds += performance.now() - begun;
    return result;
  }

  async timeAsync(work) {
    const begun = performance.now();
    const result = await work();
    this.milliseconds += performance.now() - begun;
    return result;
  }
}

/** Each stage as it would be if the others cost nothing: what comes before it is done, and not counted. */
const STAGES = { read, project, insert };

async function read({ log }) {
  const store = await openForReading(log);
  const stopwatch = new Stopwatch();
  let events = 0;
  await stopwatch.timeAsync(async () => {
    for await (const page of pagesOf(store)) events += page.length;
  });
  await store.close();
  return { milliseconds: stopwatch.milliseconds, events };
}

async function project({ log }) {
  const store = await openForReading(log);
  const stopwatch = new Stopwatch();
  const batches = new Batches();
  let rows = 0;
  for await (const page of pagesOf(store)) {
    for (let rest = page; rest.length > 0;) {
      rest = stopwatch.time(() => batches.take(rest));
      if (!batches.isFull) continue;
      rows += batches.rows;
      batches.next();
    }
  }
  await store.close();
  return { milliseconds: stopwatch.milliseconds, rows: rows + batches.rows };
}

async function insert({ log, directory }) {
  const store = await openForReading(log);
  const analytics = await openAnalyticsStore({ kind: 'embedded', path: `${directory}/facts` });
  await ensureTables(
    analytics,
    PROJECTIONS.map(({ table }) => table),
  );
  const stopwatch = new Stopwatch();
  const batches = new Batches();
  const write = () => stopwatch.timeAsync(() => batches.write(analytics));
  for await (const page of pagesOf(store)) {
    for (let rest = page; rest.length > 0;) {
      rest = batches.take(rest);
      if (!batches.isFull) continue;
      await write();
      batches.next();
    }
  }
  if (batches.events > 0) await write();
  const rows = await rowsByTable(analytics);
  await analytics.close();
  await store.close();
  return { milliseconds: stopwatch.milliseconds, rows };
}

/** The projection runner's batches, without its journal, its checks and its overlapping. */
class Batches {
  #from = 0n;
  #to = 0n;
  #number = 0;
  #facts;
  #concerned = new Map();
  events = 0;
  rows = 0;

  constructor() {
    this.next();
  }

  next() {
    this.#from = this.#to;
    this.#number += 1;
    this.#facts = PROJECTIONS.map(() => []);
    this.events = 0;
    this.rows = 0;
  }

  get isFull() {
    return this.events >= defaultTuning.batchEvents || this.rows >= defaultTuning.batchRows;
  }

  /** Decodes and projects until the batch is full. @returns the events that are left */
  take(page) {
    let index = 0;
    while (index < page.length && !this.isFull) {
      this.#project(page[index]);
      index += 1;
    }
    return page.slice(index);
  }

  /** As many tables at once as the runner writes, the largest first. */
  async write(analytics) {
    const [from, to] = [this.#from, this.#to];
    const work = PROJECTIONS.map(({ table }, index) => ({ table, facts: this.#facts[index] }))
      .toSorted((a, b) => b.facts.length - a.facts.length)
      .values();
    const lane = async () => {
      for (const { table, facts } of work) {
        const id = `${physicalName(table)}-stage-${this.#number}`;
        await insertFacts(analytics, table, { from, to, facts }, { deduplicationToken: id, queryId: id });
      }
    };
    await Promise.all(Array.from({ length: defaultTuning.insertsAtOnce }, lane));
  }

  #project(stored) {
    const recorded = codec.decode(stored);
    const { position } = stored;
    for (const index of this.#concernedBy(stored.type)) {
      const facts = this.#facts[index];
      const rows = PROJECTIONS[index].project(recorded);
      for (let ordinal = 0; ordinal < rows.length; ordinal += 1) {
        facts.push({ position, ordinal, values: rows[ordinal] });
      }
      this.rows += rows.length;
    }
    this.#to = position;
    this.events += 1;
  }

  #concernedBy(type) {
    let concerned = this.#concerned.get(type);
    if (concerned === undefined) {
      concerned = PROJECTIONS.flatMap(({ handles }, index) => (handles.has(type) ? [index] : []));
      this.#concerned.set(type, concerned);
    }
    return concerned;
  }
}

await answer((task) => STAGES[task.stage](task));
