import { availableParallelism } from 'node:os';
import {
  COMMAND_PAIRS,
  commandRatios,
  goalsOf,
  megabytes,
  ratioText,
  replayRatios,
  reportFigures,
  STAGES,
} from './goals.mjs';
import { spread, sum } from './statistics.mjs';

/** The whole result as text. Figures are medians, with the lowest and the highest round in brackets. */
export function resultText({ environment, settings, commands, replay, reports }) {
  const { events, rounds, seed } = settings;
  const parts = [
    heading('Environment') + environmentText(environment),
    `${rounds} rounds, each with every measurement in it once; median (lowest to highest round). ` +
      `Log: ${whole(events)} generated events, seed ${seed}.\n`,
  ];
  if (commands) parts.push(heading('Commands: durable appends against raw SQLite inserts') + commandsText(commands));
  if (replay) parts.push(heading(`Replay of ${whole(events)} events into every table`) + replayText(replay, events));
  if (reports) parts.push(heading(`Reports on ${whole(reports.facts)} facts`) + reportsText(reports));
  const goals = goalsOf({ commands, replay, reports });
  const missed = goals.filter(({ met }) => !met).length;
  parts.push(heading('Goals') + goalsText(goals));
  parts.push(missed === 0 ? 'All goals met.\n' : `MISSED: ${missed} of ${goals.length} goals.\n`);
  return parts.join('\n');
}

function environmentText(environment) {
  return table(
    Object.entries(environment).map(([name, value]) => [name, value]),
    ['left', 'left'],
  );
}

function commandsText(commands) {
  const { rounds, streamsARound } = commands;
  const rate = (arm) => spreadText(spread(rounds.map((round) => round[arm].perSecond)), whole);
  const latency = (arm, which) => `${spread(rounds.map((round) => round[arm][which])).median.toFixed(2)} ms`;
  const rows = COMMAND_PAIRS.map((pair) => [
    pair.title,
    rate(pair.ours),
    rate(pair.raw),
    ratioText(spread(commandRatios(commands, pair))),
    latency(pair.ours, 'p50'),
    latency(pair.ours, 'p99'),
    pair.isGoal ? '≥ 0.5' : 'none',
  ]);
  const header = ['', 'ours a second', 'raw a second', 'ours ÷ raw', 'p50', 'p99', 'goal'];
  return (
    table([header, ...rows], ['left', 'right', 'right', 'right', 'right', 'right', 'right']) +
    `Raw: node:sqlite, WAL, synchronous=FULL, one table without an index, texts made beforehand. Against one after\n` +
    `another it inserts one event per transaction; against 64 in flight, 64 events per transaction, which is what 64\n` +
    `callers could share at best. handleCommands loads the stream, decides and appends: a learning log of up to some\n` +
    `twenty entries, ${whole(streamsARound)} of them in turn.\n`
  );
}

function replayText({ rounds }, events) {
  const perSecond = (part) => spread(rounds.map((round) => (events * 1_000) / round[part].milliseconds));
  const row = (title, part) => [
    title,
    spreadText(perSecond(part), whole),
    ratioText(spread(replayRatios(rounds, part))),
  ];
  const titles = { read: 'read the log alone', project: 'decode and project alone', insert: 'encode and insert alone' };
  const header = ['', 'events a second', 'replay ÷ this'];
  const rows = [
    ['replay, projection runner', spreadText(perSecond('replay'), whole), ''],
    ...STAGES.map((stage) => row(titles[stage], stage)),
    row('the stages one after the other', 'stages'),
    row("the engine's own INSERT SELECT", 'insertSelect'),
  ];
  const peak = spread(rounds.map((round) => round.replay.peakBytes));
  return (
    table([header, ...rows], ['left', 'right', 'right']) +
    processorText(rounds) +
    `Peak memory of the projector's process: ${spreadText(peak, megabytes)}\n\n` +
    engineText(rounds)
  );
}

/** Less than all cores, where nobody else took them: work that waited for other work. */
function processorText(rounds) {
  const busy = spread(rounds.map(({ replay }) => replay.processorMilliseconds / replay.milliseconds));
  const seconds = spread(rounds.map(({ replay }) => replay.processorMilliseconds / 1_000));
  return (
    `Processor time of a replay: ${spreadText(seconds, (number) => number.toFixed(1))} s, ` +
    `on ${spreadText(busy, (number) => number.toFixed(2))} of ${availableParallelism()} cores.\n`
  );
}

/** What the engine takes to copy each table, and how large the table is. */
function engineText(rounds) {
  const { rows } = rounds[0].replay;
  const facts = sum(Object.values(rows));
  const lines = Object.entries(rows).map(([name, count]) => [
    name,
    whole(count),
    spreadText(spread(rounds.map((round) => round.insertSelect.tables[name])), (milliseconds) =>
      milliseconds.toFixed(0),
    ),
  ]);
  const header = ['table', 'facts', 'INSERT SELECT, ms'];
  return table([header, ...lines, ['all', whole(facts), '']], ['left', 'right', 'right']);
}

function reportsText({ reports }) {
  const header = ['', 'report p50', 'p95', 'SQL p50', 'p95', 'HTTP p50', 'p95', 'statements', 'samples'];
  const rows = reports.map((report) => {
    const { report: ours, sql, http } = reportFigures(report);
    const pair = ({ p50, p95 }) => [p50.toFixed(1), p95.toFixed(1)];
    const counts = [String(report.statements.length), `${ours.samples} (${http.samples})`];
    return [report.title, ...pair(ours), ...pair(sql), ...pair(http), ...counts];
  });
  return (
    table([header, ...rows], ['left', ...header.slice(1).map(() => 'right')]) +
    `Milliseconds, all rounds together; in brackets the samples over HTTP. SQL: the same statements with the same\n` +
    `parameters through the same store, side by side where the report runs them side by side. No more than one request\n` +
    `at a time. Every report covers the latest 24 months.\n`
  );
}

function goalsText(goals) {
  const rows = goals.map(({ goal, wanted, measured, met }) => [met ? 'met' : 'MISSED', goal, wanted, measured]);
  return table([['', 'goal', 'wanted', 'measured'], ...rows], ['left', 'left', 'left', 'left']);
}

function heading(text) {
  return `${text}\n${'─'.repeat(text.length)}\n`;
}

function table(rows, alignments) {
  const widths = alignments.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const pad = (cell, column) =>
    alignments[column] === 'right' ? cell.padStart(widths[column]) : cell.padEnd(widths[column]);
  return rows.map((row) => `${row.map(pad).join('  ').trimEnd()}\n`).join('');
}

function spreadText({ median, low, high }, text) {
  return `${text(median)} (${text(low)} to ${text(high)})`;
}

function whole(number) {
  return Math.round(number).toLocaleString('en-GB');
}
