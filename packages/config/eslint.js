import tseslint from 'typescript-eslint';

const pure = ['diagnostics', 'model', 'resource', 'manifest', 'sql', 'compiler', 'plan', 'apply', 'report'];

/** The rules of the workspace; `eslint.config.js` at the root only re-exports them. */
export default tseslint.config(
  { ignores: ['**/dist/**', '**/generated/**', '**/node_modules/**', '.akili/**', 'test/cases/**'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-properties': [
        'error',
        { property: 'localeCompare', message: 'Same input, same bytes: compare with < and >.' },
        { object: 'process', property: 'exit', message: 'main returns the exit code.' },
      ],
    },
  },
  {
    files: pure.map((name) => `packages/${name}/src/**/*.ts`),
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(node:(?!crypto$)|fs$|path$|os$|child_process$|net$|http$|https$|url$|util$|stream$)',
              message: 'Pure packages import no node builtin but the hash of node:crypto.',
            },
          ],
        },
      ],
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval'],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time comes in through a parameter.',
        },
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Time comes in through a parameter.',
        },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'Randomness comes in through a parameter.',
        },
      ],
    },
  },
  {
    files: ['scripts/**', 'test/bench/**', 'packages/cli/bin/**', 'packages/cli/build.mjs'],
    rules: { 'no-console': 'off', 'no-restricted-properties': 'off' },
    languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
  },
);
