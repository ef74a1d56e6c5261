import js from '@eslint/js';
import globals from 'globals';

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
    files: ['web/**/*.js', 'scripts/**/*.mjs'],
    rules: {
      'no-empty': ['error', {allowEmptyCatch: false}],
      'no-restricted-syntax': ['error', emptyCatch],
    },
  },
  {
    files: ['web/**/*.js'],
    languageOptions: {
      globals: {
        ...globals.browser,
        WORKER_FILE: 'readonly',
        STUDY_FILE: 'readonly',
        STUDY_MODULE_FILE: 'readonly',
        CORE_FILE: 'readonly',
        RELAXED_FILE: 'readonly',
        WORKLET_FILE: 'readonly',
        WORKER_TEXT: 'readonly',
        STUDY_TEXT: 'readonly',
        STUDY_MODULE_TEXT: 'readonly',
        CORE_TEXT: 'readonly',
        RELAXED_TEXT: 'readonly',
        FRAME_FILE: 'readonly',
        FILES: 'readonly',
        VERSION: 'readonly',
      },
    },
  },
  {
    files: ['web/figures/**/*.js', 'web/embed/**/*.js', 'web/article/**/*.js'],
    ignores: ['web/figures/keys.js'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/browser-host.js'],
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
  {
    files: ['web/figures/live/microphone-worklet.js'],
    languageOptions: {globals: globals.audioWorklet},
  },
  {files: ['web/engine/yielder.js'], languageOptions: {globals: {setImmediate: 'readonly'}}},
  {files: ['scripts/**', 'tests/**', '*.js'], languageOptions: {globals: globals.node}},
  {
    files: ['tests/e2e/**', 'tests/engines/**', 'tests/storage/**', 'scripts/benchmark/**'],
    languageOptions: {globals: {...globals.node, ...globals.browser}},
  },
];
