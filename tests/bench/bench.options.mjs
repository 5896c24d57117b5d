import { parseArgs } from 'node:util';

export const HELP = `npm run bench -- [options]

  --events N      events in the log that is replayed and reported on (1000000)
  --rounds N      rounds, each with every measurement in it once (5, and never fewer)
  --quick         100000 events and shorter rounds: a look, not a result
  --only PARTS    commands, replay, reports; several with commas. Reports need a replay: they get one round of it
  --seed N        seed of the generated log (1)
  --fresh         make the log again instead of taking the one kept under var/bench
  --strict        exit with 1 when a goal is missed
  --help
`;

export const PARTS = ['commands', 'replay', 'reports'];
export const FEWEST_ROUNDS = 5;

/** What the user got wrong; its message is for them. */
export class WrongOption extends Error {}

/** @throws {WrongOption} */
export function optionsOf(args) {
  const { values } = parsed(args);
  const quick = values.quick ?? false;
  const only = values.only?.split(',') ?? PARTS;
  const unknown = only.find((part) => !PARTS.includes(part));
  if (unknown !== undefined) throw new WrongOption(`--only takes ${PARTS.join(', ')}, not ${unknown}`);
  return {
    help: values.help ?? false,
    quick,
    only,
    fresh: values.fresh ?? false,
    strict: values.strict ?? false,
    seed: wholeNumber('--seed', values.seed ?? '1', 0),
    events: wholeNumber('--events', values.events ?? (quick ? '100000' : '1000000'), 10_000),
    rounds: wholeNumber('--rounds', values.rounds ?? String(FEWEST_ROUNDS), FEWEST_ROUNDS),
    /** Of one measurement of commands in one round. */
    commandMilliseconds: quick ? 300 : 1_000,
    /** Of one report in all rounds, its controls included; unless the fewest samples take longer. */
    reportMilliseconds: quick ? 1_500 : 10_000,
    reportSamples: quick ? 2 : 4,
  };
}

function parsed(args) {
  const text = { type: 'string' };
  const flag = { type: 'boolean' };
  const options = {
    events: text,
    rounds: text,
    seed: text,
    only: text,
    quick: flag,
    fresh: flag,
    strict: flag,
    help: flag,
  };
  try {
    return parseArgs({ args, options, allowPositionals: false });
  } catch (error) {
    throw new WrongOption(error.message);
  }
}

function wholeNumber(name, text, least) {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new WrongOption(`${name} takes a whole number from ${least}, not ${text}`);
}
