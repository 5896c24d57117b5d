import 'reflect-metadata';
import { openAnalyticsStore, physicalName } from '@praxis/analytics-store';
import { PROJECTIONS } from '@praxis/projections';
import { LogLabels, REPORTS, ReportsModule } from '@praxis/reports';
import { NestFactory } from '@nestjs/core';
import { setTimeout as delay } from 'node:timers/promises';
import { answer, progress } from '../child-process.mjs';
import { rowsByTable } from '../fact-rows.mjs';
import { codec, openForReading, ORGANISATION } from '../measured-log.mjs';
import { planOf, RecordingReader, runPlan } from '../recording-reader.mjs';
import { sum } from '../statistics.mjs';

const RECORDINGS = 3;
const eventIndex = PROJECTIONS.find(({ table }) => table.name === 'event_index');
const MOST_SAMPLES = 40;
const MERGES_SETTLE_MS = 20_000;

/** Every report, as its function, over HTTP, and as its SQL alone, on the facts that a replay has just made. */
async function measureReports({ log, directory, rounds, milliseconds, fewest }) {
  const bench = await ReportBench.open(log, directory);
  try {
    const reports = [];
    for (const asked of await bench.questions()) {
      progress(`  report ${asked.title}`);
      reports.push(await bench.measure(asked, { rounds, milliseconds, fewest }));
    }
    const { rows } = bench;
    return { reports, rows, facts: sum(Object.values(rows)), today: bench.today };
  } finally {
    await bench.close();
  }
}

class ReportBench {
  static async open(log, directory) {
    const bench = new ReportBench();
    bench.store = await openForReading(log);
    bench.analytics = await openAnalyticsStore({ kind: 'embedded', path: `${directory}/facts` });
    bench.rows = await rowsByTable(bench.analytics);
    await bench.#mergesSettle();
    const [{ day }] = await bench.analytics.query(
      `SELECT toString(toDate(max(recorded_at))) AS day FROM ${physicalName(eventIndex.table)}`,
    );
    bench.today = day;
    bench.ports = bench.#portsOver(bench.analytics);
    bench.app = await NestFactory.create(ReportsModule.over(bench.ports), { logger: ['error'] });
    await bench.app.listen(0, '127.0.0.1');
    bench.url = await bench.app.getUrl();
    return bench;
  }

  async close() {
    await this.app?.close();
    await this.analytics.close();
    await this.store.close();
  }

  /** The whole organisation and one service of it, with what the reports themselves link to. */
  async questions() {
    const asked = (title, path, query = {}, id = '') => ({ title, path, query, id });
    const overview = asked('overview', 'overview');
    const capability = asked('workforce-capability', 'workforce-capability');
    const impact = asked('cpd-impact', 'cpd-impact');
    const reference = asked('reference', 'reference');
    const { units } = await this.#ask(reference, this.ports);
    const { improvements } = await this.#ask(impact, this.ports);
    const { now, byUnit } = await this.#ask(capability, this.ports);
    const service = units.find(({ kind }) => kind === 'service').id;
    const records = now.capability.records ?? byUnit.find((row) => row.capability.records).capability.records;
    const behind = Object.fromEntries(new URL(records, 'http://report').searchParams);
    return [
      overview,
      asked('overview, one service', 'overview', { unit: service }),
      capability,
      asked('workforce-capability, one service', 'workforce-capability', { unit: service }),
      impact,
      asked('cpd-impact, one service', 'cpd-impact', { unit: service }),
      asked('improvements/:id', 'improvements/:id', {}, improvements[0].id),
      asked('checklist', 'checklist'),
      asked('records, one service', 'records', { ...behind, unit: service }),
      reference,
    ];
  }

  async measure(asked, { rounds, milliseconds, fewest }) {
    const plan = await this.#planOf(asked);
    const path = `${this.url}/api/reports/${asked.path.replace(':id', asked.id)}?${new URLSearchParams(asked.query)}`;
    const arms = [
      { name: 'report', run: () => this.#ask(asked, this.ports) },
      { name: 'sql', run: () => runPlan(plan, this.analytics) },
      // There to be seen, without a goal: every second time is enough.
      { name: 'http', run: () => answered(path), every: 2 },
    ];
    const samples = Math.max(fewest, await samplesARound(arms, rounds, milliseconds));
    const measured = [];
    for (let round = 0; round < rounds; round += 1) measured.push(await interleaved(arms, samples));
    const statements = plan.map(({ tag }) => tag);
    const { title, path: report, query } = asked;
    return { title, report, query, statements, rounds: measured };
  }

  async #planOf(asked) {
    const recordings = [];
    for (let number = 0; number < RECORDINGS; number += 1) {
      const recording = new RecordingReader(this.analytics);
      await this.#ask(asked, { ...this.ports, analytics: recording });
      recordings.push(recording);
    }
    return planOf(recordings);
  }

  #ask({ path, query, id }, ports) {
    const declaration = REPORTS.find((report) => report.path === path);
    return declaration.answer(declaration.schema.parse(query), ports, id);
  }

  #portsOver(analytics) {
    return { analytics, labels: new LogLabels(this.store, codec, ORGANISATION), today: () => this.today };
  }

  async #mergesSettle() {
    const end = performance.now() + MERGES_SETTLE_MS;
    for (let quiet = 0; quiet < 5 && performance.now() < end;) {
      const [row] = await this.analytics.query('SELECT count() AS running FROM system.merges');
      quiet = Number(row.running) === 0 ? quiet + 1 : 0;
      await delay(100);
    }
  }
}

async function answered(url) {
  const response = await fetch(url);
  const body = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${body.slice(0, 500)}`);
}

/** As many as fit into the time, from one run of each that is not kept; even, so that each is first as often. */
async function samplesARound(arms, rounds, milliseconds) {
  const once = Object.values(await interleaved(arms, 1)).flat();
  const samples = Math.floor(milliseconds / rounds / sum(once));
  return Math.min(MOST_SAMPLES, samples - (samples % 2));
}

/** Each of them in turn; who is first changes, so that none always comes after the same other one. */
async function interleaved(arms, samples) {
  const taken = Object.fromEntries(arms.map(({ name }) => [name, []]));
  for (let sample = 0; sample < samples; sample += 1) {
    for (let turn = 0; turn < arms.length; turn += 1) {
      const { name, run, every = 1 } = arms[(sample + turn) % arms.length];
      if (sample % every !== 0) continue;
      const begun = performance.now();
      await run();
      taken[name].push(performance.now() - begun);
    }
  }
  return taken;
}

await answer(measureReports);
