import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { programOf, publicNames, type PublicName } from '../support/public-names.ts';
import { errorsIn } from '../support/thrown.ts';

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

/** The sources of what `package.json` exports with types. */
const ENTRIES = Object.values(exports)
  .flatMap((target) => (typeof target === 'string' ? [] : target.types.replace(/^\.\/dist\/(.*)\.d\.ts$/, 'src/$1.ts')))
  .flatMap((pattern) => globSync(pattern))
  .filter((file, i, all) => !file.endsWith('.test.ts') && all.indexOf(file) === i);

/** What a careless author would write, and what is to be said of it. */
const CARELESS = [
  ['export const answer = () => "";', 'answer lacks a comment'],
  ['/** Options. */ export interface Options { limits: object }', 'Options.limits lacks a comment'],
  ['/** Options. */ export type Options = { on: "load" } | { on: "key"; keys: object };', 'Options.keys lacks a comment'],
  ['interface Base { limits: object } /** Options. */ export interface Options extends Base {}', 'Options.limits lacks a comment'],
  ['/** How long. */ export const span = 7;', 'span lacks a unit'],
  ['/** Options. */ export interface Options { /** How long. */ span: number | null }', 'Options.span lacks a unit'],
  ['/** Waits. */ export function wait(time: number): void { void time }', 'wait(time) lacks a unit'],
  ['/** The time. */ export async function now(): Promise<number> { return 0 }', 'now lacks a unit'],
  ['/** Options. */ export interface Options { /** In red. */ red?: boolean }', 'Options.red lacks a default'],
  ['/** Paints. */ export function paint(color = "red"): void { void color }', 'paint(color) lacks a default'],
  ['/** `red`: warm. */ export type Color = "red" | "blue";', 'Color lacks a word on blue'],
  ['/** Yes or no. */ export type Answer = { readonly kind: "yes" } | { readonly kind: "no" };', 'Answer lacks a word on no, yes'],
  ['/** A lid. */ export class Lid { /** Opens. */ open() { throw new TypeError() } }', 'Lid.open lacks @throws TypeError'],
  ['/** A lid. */ export class Lid { constructor() { throw new RangeError() } }', 'Lid lacks @throws RangeError'],
  ['function check() { throw new RangeError() } /** Runs. */ export function run() { check() }', 'run lacks @throws RangeError'],
  ['/** @throws SyntaxError */ declare function check(): void; /** Runs. */ export function run() { check() }', 'run lacks @throws SyntaxError'],
  [
    '/** A lid. */ export interface Lid { /** Opens. */ open(): void } export const lid = (): Lid => ({ open() { throw new Error() } });',
    'Lid.open lacks @throws Error',
  ],
] as const;

/** Rules that somebody else has made, and where: people look them up. */
const SOURCES = [
  ['src/index.ts', 'IdleTimeoutElement.countdown', 'WCAG 2.2.1'],
  ['src/index.ts', 'KeepaliveErrorEvent.retryIn', 'RFC 9110'],
  ['src/session/index.ts', 'SessionSettings.countdown', 'WCAG 2.2.1'],
  ['src/session/index.ts', 'Notice.retryIn', 'RFC 9110'],
  ['src/session/index.ts', 'MAX_DURATION', 'RFC 6265bis'],
  ['src/drafts/index.ts', 'createDrafts', 'WCAG 2.2.6'],
  ['src/server/index.ts', 'onServerError', 'RFC 9110'],
  ['src/server/index.ts', 'loginRoutes', 'RFC 9110'],
  ['src/server/index.ts', 'hashPassword', 'OWASP'],
  ['src/server/index.ts', 'keepSessionId', 'ASVS 3.3.1'],
  ['src/server/index.ts', 'sameOrigin', 'ASVS 3.5.1'],
  ['src/server/index.ts', 'hasToken', 'ASVS 3.5.1'],
  ['src/server/index.ts', 'safeNext', 'ASVS 3.7.2'],
  ['src/server/index.ts', 'AttemptLimits', 'ASVS 6.3.1'],
  ['src/server/index.ts', 'LoginOptions.authenticate', 'ASVS 6.3.8'],
  ['src/server/index.ts', 'verifyPassword', 'ASVS 6.3.8'],
  ['src/server/index.ts', 'Sessions.begin', 'ASVS 7.2.3'],
  ['src/server/index.ts', 'loginRoutes', 'ASVS 7.2.4'],
  ['src/server/index.ts', 'Lifetimes.idle', 'ASVS 7.3.1'],
  ['src/server/index.ts', 'Lifetimes.absolute', 'ASVS 7.3.2'],
  ['src/server/index.ts', 'Sessions.endAll', 'ASVS 7.4.3'],
  ['src/server/index.ts', 'Sessions.list', 'ASVS 7.5.2'],
  ['src/server/index.ts', 'Sessions.endListed', 'ASVS 7.5.2'],
  ['src/server/index.ts', 'Sessions.draftKeys', 'RFC 5869'],
  ['src/server/index.ts', 'clearSiteData', 'ASVS 14.3.1'],
  ['src/server/index.ts', 'requireSession', 'ASVS 14.3.2'],
] as const;

const UNITS = /second|\bms\b|\bbytes\b|\bhow many\b|\bHTTP status\b|\b0 to 1\b/i;

const fileOf = (row: number) => `src/careless-${row}.ts`;
const program = programOf(ENTRIES, new Map(CARELESS.map(([code], row) => [fileOf(row), code])));
const errorsOf = errorsIn(program);

/** What a reader would miss. */
function lacks({ path, kind, says, declaration, isNumber, isOptional, isLiteral, words }: PublicName): readonly string[] {
  const [, parameter = ''] = /\((.*)\)/.exec(path) ?? [];
  const unsaid = words.filter((word) => !says.includes(`\`${word}\``)).sort();
  const { thrown, told } = kind === 'parameter' ? { thrown: [], told: [] } : errorsOf(declaration);
  const untold = thrown.filter((error) => !told.some((text) => text.includes(error)));
  const missing = [
    kind !== 'parameter' && !isLiteral && !says && 'a comment',
    isNumber && !UNITS.test(`${parameter} ${says}`) && 'a unit',
    isOptional && !/\b(default|absent)\b/i.test(says) && 'a default',
    unsaid.length > 0 && `a word on ${unsaid.join(', ')}`,
    ...untold.map((error) => `@throws ${error}`),
  ];
  return missing.filter((what) => what !== false).map((what) => `${path} lacks ${what}`);
}

function complaints(entry: string): readonly string[] {
  return [...new Set(publicNames(program, entry).flatMap(lacks))];
}

describe('every public name says what it is, its unit, its default and its errors', () => {
  const shown = ENTRIES.map((entry) => ({ entry, count: publicNames(program, entry).length })).filter(({ count }) => count > 0);

  for (const { entry, count } of shown) it(`${entry}, ${count} of them`, () => assert.deepEqual(complaints(entry), []));

  it('and there are hundreds', () => assert.ok(shown.reduce((sum, { count }) => sum + count, 0) > 400));
});

describe('whose rule it is, is said', () => {
  for (const [entry, path, source] of SOURCES) {
    it(`${path}: ${source}`, () => {
      const told = publicNames(program, entry).find((name) => name.path === path)?.says ?? 'nothing';
      assert.ok(told.includes(source), told);
    });
  }
});

describe('a careless author is told', () => {
  CARELESS.forEach(([, complaint], row) => {
    it(complaint, () => assert.ok(complaints(fileOf(row)).includes(complaint), complaints(fileOf(row)).join('\n')));
  });
});
