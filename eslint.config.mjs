import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Who may import whom, by the Nx tag in each package.json. The sentence is what a violation prints. */
const RULES = {
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
  'type:composition': {
    may: ['*'],
    reason: 'The standalone is where everything is put together.',
  },
  'type:generator': { may: ['type:data'], reason: 'The generator writes files as an outside system would.' },
  'type:dashboard': {
    may: ['type:contracts'],
    reason: 'The dashboard knows the report API’s contracts and nothing else.',
  },
  'type:tests': { may: ['*'], reason: 'Tests see everything.' },
};

const packages = globSync([
  'libs/*/package.json',
  'services/*/package.json',
  'projections/package.json',
  'dashboard/package.json',
  'tests/package.json',
  'tests/demonstration-provider/package.json',
])
  .map((file) => ({ ...JSON.parse(readFileSync(file, 'utf8')), directory: dirname(file) }))
  .map(({ name, nx, directory }) => ({ name, directory, tag: nx?.tags?.[0] }));

function boundary({ name, directory, tag }) {
  const rule = RULES[tag];
  if (!rule) throw new Error(`${name} has no known tag (${tag})`);
  if (rule.may.includes('*')) return [];
  const forbidden = packages.filter((other) => other.name !== name && !rule.may.includes(other.tag));
  return [
    {
      files: [`${directory}/**/*.{ts,tsx}`],
      ignores: ['**/*.spec.ts', '**/*.spec.tsx', '**/testing/**'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              ...forbidden.map((other) => ({ group: [other.name, `${other.name}/*`], message: rule.reason })),
              ...(tag === 'type:domain' ? DOMAIN_FENCE : []),
              ...(tag === 'type:dashboard' ? ECHARTS_FENCE : []),
            ],
          },
        ],
      },
    },
  ];
}

const AGGREGATES = [
  'organisation',
  'framework',
  'role-profile',
  'worker',
  'learning-log',
  'supervision',
  'performance-review',
  'checklist',
  'improvement',
  'indicator',
];
const DOMAIN_FENCE = [
  { group: ['node:*'], message: 'The domain does no input or output.' },
  { group: ['@nestjs/*'], message: 'The domain knows no framework.' },
];
const ECHARTS_FENCE = [
  { regex: '^echarts$', message: 'Import from echarts/core and its parts: the whole is 175 kB more.' },
];

/** No aggregate imports another; only the catalogue sees them all. */
const aggregateFences = AGGREGATES.map((aggregate) => ({
  files: [`libs/domain/${aggregate}/**/*.ts`],
  ignores: ['**/*.spec.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...AGGREGATES.filter((other) => other !== aggregate).map((other) => ({
            group: [`../${other}/*`, `../../${other}/*`],
            message: 'An aggregate decides from its own events: what it needs of another comes in the command.',
          })),
          ...DOMAIN_FENCE,
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', 'var/**', '**/vite.config.ts.timestamp*'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['libs/event-sourcing/src/aggregate.ts', 'services/*/src/**/*controllers.ts', '**/*.spec.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
  {
    files: ['infra/**', 'tests/**', '**/testing/**', '**/cli.ts', 'eslint.config.mjs'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['libs/domain/**/*.ts', 'projections/**/*.projection.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'Date', message: 'Time comes with the command or the event.' }],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'The same events give the same result.' },
      ],
    },
  },
  {
    files: ['dashboard/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  ...packages.flatMap(boundary),
  ...aggregateFences,
);
