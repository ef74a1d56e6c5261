import js from '@eslint/js';
import imports from 'eslint-plugin-import-x';
import globals from 'globals';
import typescript from 'typescript-eslint';

/** A block's options for a rule take the place of those of the blocks above: this stands in each. */
const emptyCatch = {
  selector:
    "CallExpression[callee.property.name='catch'] > ArrowFunctionExpression[body.type='BlockStatement'][body.body.length=0]",
  message: 'Name what is expected: this hides every error.',
};

/** Folders of web/, and those that their files may import from. Others import down only, too. */
const below = {
  words: [],
  formats: [],
  settings: ['formats', 'models.ts', 'words'],
  kit: ['words'],
  panels: ['kit', 'settings', 'words'],
  storage: ['engine', 'formats', 'settings'],
  engine: ['built.ts', 'formats', 'models.ts', 'settings', 'storage', 'words'],
};

const zones = Object.entries(below).map(([folder, allowed]) => ({
  target: `./web/${folder}`,
  from: './web',
  except: [folder, ...allowed].map(each => `./${each}`),
  message: 'Imports run down only: see README, Development.',
}));

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
    files: ['web/**/*.ts'],
    ignores: ['web/kit/keys.ts', 'web/engine/**'],
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
  {
    files: ['web/**/*.ts', 'scripts/**/*.ts'],
    plugins: {imports},
    settings: {
      'import-x/extensions': ['.ts', '.js'],
      'import-x/parsers': {'@typescript-eslint/parser': ['.ts']},
    },
    rules: {
      'imports/no-cycle': 'error',
      'imports/no-restricted-paths': ['error', {zones}],
    },
  },
  {files: ['scripts/**', 'tests/**', '*.js'], languageOptions: {globals: globals.node}},
  // What Emscripten's linker reads.
  {
    files: ['cpp/**/*.js'],
    languageOptions: {globals: {LibraryManager: 'readonly', mergeInto: 'readonly'}},
  },
  {files: ['web/examples/**'], languageOptions: {globals: globals.browser}},
];
