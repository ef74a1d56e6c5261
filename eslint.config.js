import js from '@eslint/js';
import globals from 'globals';
import typescript from 'typescript-eslint';

/** A block's options for a rule take the place of those of the blocks above: this stands in each. */
const emptyCatch = {
  selector:
    "CallExpression[callee.property.name='catch'] > ArrowFunctionExpression[body.type='BlockStatement'][body.body.length=0]",
  message: 'Name what is expected: this hides every error.',
};

export default [
  {ignores: ['build/', 'dist/', 'bench/', 'node_modules/']},
  js.configs.recommended,
  {
    languageOptions: {ecmaVersion: 2023, sourceType: 'module'},
    linterOptions: {reportUnusedDisableDirectives: true},
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-implicit-globals': 'error',
      'no-param-reassign': ['error', {props: false}],
      curly: ['error', 'multi-line'],
    },
  },
  {
    files: ['**/*.ts'],
    languageOptions: {parser: typescript.parser},
    plugins: {typescript: typescript.plugin},
    rules: {
      // The compiler knows these better.
      'no-undef': 'off',
      'no-unused-vars': 'off',
      'no-redeclare': 'off',
      'typescript/no-explicit-any': 'error',
      'typescript/no-non-null-assertion': 'error',
      'typescript/consistent-type-imports': ['error', {disallowTypeAnnotations: false}],
    },
  },
  {
    files: ['web/**/*.ts', 'scripts/**'],
    rules: {
      'no-empty': ['error', {allowEmptyCatch: false}],
      'no-restricted-syntax': ['error', emptyCatch],
    },
  },
  {
    files: ['web/figures/**/*.ts', 'web/embed/**/*.ts', 'web/article/**/*.ts'],
    ignores: ['web/figures/keys.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/browser-host.ts'],
              message: 'Import #host or #study-host: frames have others.',
            },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        emptyCatch,
        {
          selector:
            "CallExpression[callee.property.name='addEventListener'] > Literal[value='keydown']",
          message: 'Use onKeys(): it leaves Alt, Ctrl and Meta to the browser.',
        },
      ],
    },
  },
  {files: ['scripts/**', 'tests/**', '*.js'], languageOptions: {globals: globals.node}},
  {files: ['web/examples/**'], languageOptions: {globals: globals.browser}},
];
