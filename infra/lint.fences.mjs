// Who may import whom. Every folder with a rule of its own is a room; a room inside another keeps the outer one's rules.
// ESLint lets the last entry that matches a file replace an earlier one's `no-restricted-imports` instead of adding to
// it, so each room gets one entry with everything that holds in it, and no file is matched by two.
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** By the Nx tag in each package.json: what it may import, and the sentence that a violation prints. */
export const RULES = {
  'type:kernel': { may: [], reason: 'The kernel knows nothing of ours: it is what everything else stands on.' },
  'type:data': { may: [], reason: 'Reference data is data: it needs no code of ours.' },
  'type:contracts': { may: [], reason: 'Contracts are shared with the browser, so they carry nothing with them.' },
  'type:http': {
    may: ['type:kernel'],
    reason: 'Problem documents know the kernel’s errors and nothing of the domain.',
  },
  'type:domain': {
    may: ['type:kernel', 'type:data'],
    reason: 'The domain knows no framework, store or clock, so that a decision can be read and tested alone.',
  },
  'type:adapter': { may: ['type:kernel'], reason: 'An adapter implements a port of the kernel and knows no domain.' },
  'type:metrics': {
    may: ['type:contracts'],
    reason: 'Metrics are declarations and SQL; the client that runs them is passed in.',
  },
  'type:projection': {
    may: ['type:kernel', 'type:adapter', 'type:domain'],
    reason: 'A projection turns events into rows: it sees every event, and nothing that serves them.',
  },
  'type:service': {
    may: ['type:kernel', 'type:adapter', 'type:domain', 'type:data', 'type:metrics', 'type:contracts', 'type:http'],
    reason: 'A service composes libraries; only the standalone composes services.',
  },
  'type:composition': { may: ['*'], reason: 'The standalone is where everything is put together.' },
  'type:generator': { may: ['type:data'], reason: 'The generator writes files as an outside system would.' },
  'type:dashboard': {
    may: ['type:contracts'],
    reason: 'The dashboard knows the report API’s contracts and nothing else.',
  },
  'type:tests': { may: ['*'], reason: 'Tests see everything.' },
};

const NO_INPUT_OR_OUTPUT = { regex: '^node:', message: 'The domain does no input or output.' };
const NO_FRAMEWORK = { regex: '^@nestjs/', message: 'The domain knows no framework.' };
/** What holds in a package beside its tag's rule. */
const BESIDE = {
  'type:domain': [NO_INPUT_OR_OUTPUT, NO_FRAMEWORK],
  'type:dashboard': [
    { regex: '^echarts$', message: 'Import from echarts/core and its parts: the whole is 175 kB more.' },
    {
      regex: '^@tanstack/react-router$',
      importNames: ['Link'],
      message: 'Use PageLink: a link of the router alone is marked as the present page where it is not.',
    },
  ],
};

/** The kernel's command path has one caller: the entrance that checks everything before it. */
const COMMAND_PATH = {
  regex: '/command-handling(\\.js)?$',
  message:
    'Commands go through their entrance (CommandEntrance), which alone checks who may, references and conflicts.',
};
const MAY_HANDLE_COMMANDS = ['@praxis/event-sourcing', '@praxis/commands'];

const AGGREGATE_FENCE = 'An aggregate decides from its own events: what it needs of another comes in the command.';
const LEAVING = 'Import another package by its name: its exports say what it offers.';

/** Every package of the workspace, from its package.json. */
export function packagesOf(root) {
  return globSync(
    [
      'libs/*/package.json',
      'services/*/package.json',
      '{projections,dashboard,tests}/package.json',
      'tests/demonstration-provider/package.json',
    ],
    { cwd: root },
  ).map((file) => {
    const { name, nx } = JSON.parse(readFileSync(`${root}/${file}`, 'utf8'));
    return { name, directory: dirname(file), tag: nx?.tags?.[0] };
  });
}

/** Every folder of the domain that holds an aggregate: the folder itself says so, no list. */
export function aggregatesOf(root) {
  return globSync('libs/domain/*/*.aggregate.ts', { cwd: root }).map((file) => basename(dirname(file)));
}

/** One ESLint entry for each room, with everything that holds in it. */
export function fences(root) {
  const packages = packagesOf(root);
  const rooms = [...packages.flatMap((each) => roomOf(each, packages)), ...aggregateRooms(aggregatesOf(root))];
  return rooms.map(({ directory }) => {
    const around = rooms.filter((room) => isWithin(directory, room.directory));
    const inside = rooms.filter((room) => room.directory !== directory && isWithin(room.directory, directory));
    return {
      files: [`${directory}/**/*.{ts,tsx}`],
      ignores: ['**/*.spec.ts', '**/*.spec.tsx', '**/testing/**', ...inside.map((room) => `${room.directory}/**`)],
      rules: {
        'no-restricted-imports': ['error', { patterns: [...new Set(around.flatMap(({ patterns }) => patterns))] }],
      },
    };
  });
}

function isWithin(directory, outer) {
  return `${directory}/`.startsWith(`${outer}/`);
}

function roomOf({ name, directory, tag }, packages) {
  const rule = RULES[tag];
  if (!rule)
    throw new Error(`${name} has no known tag (${tag}): give its package.json one of ${Object.keys(RULES).join(', ')}`);
  const entrance = MAY_HANDLE_COMMANDS.includes(name) ? [] : [COMMAND_PATH];
  if (rule.may.includes('*')) return [{ directory, patterns: entrance }];
  const others = packages.filter((other) => other.name !== name);
  const forbidden = others.filter((other) => !rule.may.includes(other.tag));
  const patterns = [
    ...forbidden.map((other) => ({ regex: `^${other.name}(/|$)`, message: rule.reason })),
    { regex: `^(\\.\\./)+([^.]*/)?(${others.map((other) => basename(other.directory)).join('|')})/`, message: LEAVING },
    ...(BESIDE[tag] ?? []),
    ...entrance,
  ];
  return [{ directory, patterns }];
}

/** No aggregate imports another; only the registry sees them all. */
function aggregateRooms(aggregates) {
  return aggregates.map((aggregate) => {
    const others = aggregates.filter((other) => other !== aggregate).join('|');
    return {
      directory: `libs/domain/${aggregate}`,
      patterns: [{ regex: `^(\\.\\./)+(${others})/`, message: AGGREGATE_FENCE }],
    };
  });
}
