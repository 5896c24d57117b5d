import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { fences } from './infra/lint.fences.mjs';

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
    files: ['libs/domain/**/*.ts', 'libs/event-sourcing/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/testing/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportExpression', message: 'Say every import at the top, where the fences see it.' },
      ],
    },
  },
  {
    files: ['dashboard/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  ...fences(import.meta.dirname),
);
