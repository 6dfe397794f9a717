import js from '@eslint/js';
import globals from 'globals';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** A wall of the house: what files here may not import, and why. */
const wall = (files, ...forbidden) => ({
  files,
  ignores: ['**/*.test.ts'],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      { patterns: forbidden.map(([regex, message, allowTypeImports = false]) => ({ regex, message, allowTypeImports })) },
    ],
  },
});

const LIT = ['^(lit|lit-.*|@lit/.*)(/|$)', 'the session is headless: no Lit here'];
const ELEMENT = ['(^|/)element(/|$)', 'the element is built on the session and apart from the server'];
const SERVER = ['(^|/)server(/|$)', 'the server stays on the server'];
const NODE = ['^node:', 'this runs in browsers'];

export default defineConfig(
  globalIgnores(['dist/', 'bench/node_modules/', 'coverage/', '.cache/', '**/__pycache__/']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_$' }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unsafe-declaration-merging': 'off',
    },
  },
  { rules: { eqeqeq: 'error', 'max-lines': ['error', 320], 'no-console': ['error', { allow: ['warn'] }] } },
  { files: ['src/element/**/*.ts'], extends: [lit['flat/recommended'], wc['flat/recommended']] },
  wall(['src/session/**/*.ts'], LIT, ELEMENT, SERVER, NODE),
  wall(['src/element/**/*.ts'], SERVER, NODE, [
    '/session/(?!index\\.ts$)',
    'the session’s rooms are entered by its front door, session/index.ts',
  ]),
  wall(['src/drafts/**/*.ts'], LIT, ELEMENT, SERVER, NODE, [
    '/session/(?!protocol\\.ts$)',
    'drafts are loaded apart: they share only types with the rest',
  ], ['/session/protocol\\.ts$', 'types only', true]),
  wall(['src/testing/**/*.ts'], LIT, ELEMENT, SERVER, NODE, [
    '/session/(?!(protocol|clock)\\.ts$)',
    'fakes know the types of what they stand for, and nothing else',
  ], ['/session/(protocol|clock)\\.ts$', 'types only', true]),
  wall(['src/server/**/*.ts'], LIT, ELEMENT, [
    '/session/(?!protocol\\.ts$)',
    'the server shares only the protocol’s types with the rest',
  ], ['/session/protocol\\.ts$', 'types only', true]),
  wall(['src/verify/**/*.ts'], LIT, ELEMENT, SERVER, [
    '/session/(?!(protocol|duration)\\.ts$)',
    'the verifier knows the protocol, and looks at everything else from outside',
  ]),
  {
    files: ['src/element/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['Date', 'performance', 'fetch', 'XMLHttpRequest', 'setTimeout', 'setInterval', 'requestAnimationFrame'].map(
          (name) => ({ name, message: 'the element reads no clock and sends no request: the session does' }),
        ),
      ],
    },
  },
  { files: ['src/session/{machine,rules,state}.ts'], rules: { 'no-restricted-globals': ['error', 'Date', 'performance', 'document', 'window', 'setTimeout', 'fetch'] } },
  // How frameworks want to be told of a tag.
  { files: ['src/types/*.ts'], rules: { '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }] } },
  { files: ['demo/assets/**', 'demo/examples/**', 'test/browser/**', 'bench/contestants/**'], languageOptions: { globals: globals.browser } },
  { files: ['**/*.mjs', 'scripts/**', 'bench/*.ts', 'bench/servers/**', 'src/verify/cli.ts', 'demo/*.ts', 'test/**'], languageOptions: { globals: globals.node }, rules: { 'no-console': 'off' } },
);
