import tseslint from 'typescript-eslint';

const edge = ['src/platform/**', 'scripts/**', 'benchmarks/**', 'test/**'];
const ambient = [
  ['MemberExpression[object.name="process"][property.name="env"]', 'the environment is read in platform/ only'],
  ['CallExpression[callee.object.name="Date"][callee.property.name="now"]', 'time comes from a Clock'],
  ['NewExpression[callee.name="Date"][arguments.length=0]', 'time comes from a Clock'],
  ['CallExpression[callee.object.name="Math"][callee.property.name="random"]', 'chance comes from a Clock'],
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.parts/', 'actions/', 'test/vectors/*/'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['*.js', 'bin/*.js', 'scripts/*.mjs'] } },
    },
    // no comment switches a rule off: a rule that is wrong is changed here, for all
    linterOptions: { noInlineConfig: true },
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      // a number in a message reads as it should
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // a leading underscore says that a name is there for its place only
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      // `() => void start()` says that nobody waits, in one line
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // the same `void`, where the compiler happens to know the type
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      // it asks for `!`, which is forbidden
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
    },
  },
  {
    files: ['src/**'],
    ignores: edge,
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...ambient.map(([selector, message]) => ({ selector, message }))],
    },
  },
  {
    // node:test's describe and it return promises that the runner awaits by itself
    files: ['test/**'],
    rules: { '@typescript-eslint/no-floating-promises': 'off', 'max-lines-per-function': 'off' },
  },
  { files: ['**/*.js', '**/*.mjs'], ...tseslint.configs.disableTypeChecked },
);
