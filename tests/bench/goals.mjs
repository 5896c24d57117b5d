import { percentile, ratios, spread } from './statistics.mjs';

export const GOALS = {
  commands: 0.5,
  replay: 0.8,
  reportFactor: 1.15,
  reportMilliseconds: 3,
  projectorBytes: 1_000_000_000,
};

/**
 * What was asked for and what came out.
 *
 * @returns a list of `{ goal, wanted, measured, met }`, texts but for the last
 */
export function goalsOf({ commands, replay, reports }) {
  return [...commandGoals(commands), ...replayGoals(replay), ...reportGoals(reports)];
}

/** What both sides of a comparison of commands did, round by round. */
export const COMMAND_PAIRS = [
  { title: 'append, one after another', ours: 'appendOne', raw: 'rawOne', isGoal: true },
  { title: 'append, 64 in flight', ours: 'append64', raw: 'raw64', isGoal: true },
  { title: 'handleCommands, one after another', ours: 'handleOne', raw: 'rawOne', isGoal: false },
  { title: 'handleCommands, 64 in flight', ours: 'handle64', raw: 'raw64', isGoal: false },
];

export function commandRatios({ rounds }, { ours, raw }) {
  return ratios(
    rounds.map((round) => round[ours].perSecond),
    rounds.map((round) => round[raw].perSecond),
  );
}

function commandGoals(commands) {
  if (commands === undefined) return [];
  return COMMAND_PAIRS.filter(({ isGoal }) => isGoal).map((pair) => {
    const ratio = spread(commandRatios(commands, pair));
    return {
      goal: `Commands: ${pair.title}`,
      wanted: `≥ ${GOALS.commands} × raw SQLite`,
      measured: ratioText(ratio),
      met: ratio.median >= GOALS.commands,
    };
  });
}

export const STAGES = ['read', 'project', 'insert'];

/** The stage that takes longest by itself, by its median. */
export function slowestStage(rounds) {
  const median = (stage) => spread(rounds.map((round) => round[stage].milliseconds)).median;
  return STAGES.reduce((slowest, stage) => (median(stage) > median(slowest) ? stage : slowest));
}

/** Events a second of the whole against those of a part of it: the events are the same, so only the times differ. */
export function replayRatios(rounds, part) {
  return ratios(
    rounds.map((round) => round[part].milliseconds),
    rounds.map((round) => round.replay.milliseconds),
  );
}

function replayGoals(replay) {
  if (replay === undefined) return [];
  const slowest = slowestStage(replay.rounds);
  const ratio = spread(replayRatios(replay.rounds, slowest));
  const peak = spread(replay.rounds.map((round) => round.replay.peakBytes));
  return [
    {
      goal: 'Replay',
      wanted: `≥ ${GOALS.replay} × its slowest stage alone (${slowest})`,
      measured: ratioText(ratio),
      met: ratio.median >= GOALS.replay,
    },
    {
      goal: 'Memory of the projector at its peak',
      wanted: `≤ ${megabytes(GOALS.projectorBytes)} in every round`,
      measured: `${megabytes(peak.high)} at most`,
      met: peak.high <= GOALS.projectorBytes,
    },
  ];
}

export function reportFigures({ rounds }) {
  const all = (arm) => rounds.flatMap((round) => round[arm]);
  const figures = (arm) => ({
    p50: percentile(all(arm), 0.5),
    p95: percentile(all(arm), 0.95),
    samples: all(arm).length,
  });
  return { report: figures('report'), sql: figures('sql'), http: figures('http') };
}

function reportGoals(reports) {
  return (reports?.reports ?? []).map((report) => {
    const { report: ours, sql } = reportFigures(report);
    const limit = GOALS.reportFactor * sql.p95 + GOALS.reportMilliseconds;
    return {
      goal: `Report: ${report.title}`,
      wanted: `p95 ≤ ${GOALS.reportFactor} × SQL + ${GOALS.reportMilliseconds} ms = ${limit.toFixed(1)} ms`,
      measured: `${ours.p95.toFixed(1)} ms`,
      met: ours.p95 <= limit,
    };
  });
}

export function ratioText({ median, low, high }) {
  return `${median.toFixed(2)} × (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

export function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}
