import type { SessionStatus } from '../session/protocol.ts';
import type { Answer } from './visitor.ts';

export type Status = Required<SessionStatus>;

/** Seconds that a figure may be off beside the time that the request took. */
const SLOP = 0.3;
const LONGEST = 400 * 86_400;

type Field = readonly [name: keyof Status, is: (value: unknown) => boolean, what: string];

const FIGURES: readonly Field[] = [
  ['expires_in', isSpan, 'a number of seconds'],
  ['idle_for', isSpan, 'a number of seconds'],
  ['idle_timeout', (value) => isSpan(value) && value > 0, 'a number of seconds'],
  ['absolute_expires_in', (value) => value === null || isSpan(value), 'a number of seconds or null'],
];
const NAMES: readonly Field[] = [
  ['active', (value) => value === true, 'true'],
  ['id', isText, 'a text'],
  ['user', isText, 'a text'],
  ['csrf_token', isText, 'a text'],
];

/** What is wrong with the figures of a living session's status; while there is anything, nothing can be measured. */
export function unreadable(json: unknown): readonly string[] {
  return faults(json, FIGURES);
}

/** All that is wrong with the fields of a living session's status. */
export function faultsOf(json: unknown): readonly string[] {
  const found = faults(json, [...FIGURES, ...NAMES]);
  if (unreadable(json).length > 0) return found;
  const status = json as Status;
  const expected = Math.min(status.idle_timeout - status.idle_for, status.absolute_expires_in ?? Infinity);
  const agrees = Math.abs(status.expires_in - expected) <= slopOf(status);
  return agrees ? found : [...found, `expires_in: ${seconds(status.expires_in)} is not the smaller of idle_timeout − idle_for and absolute_expires_in, ${seconds(expected)}`];
}

function faults(json: unknown, fields: readonly Field[]): readonly string[] {
  if (!isRecord(json)) return ['no JSON object'];
  return fields.filter(([name, is]) => !is(json[name])).map(([name, , what]) => `${name}: ${JSON.stringify(json[name]) ?? 'absent'} is not ${what}`);
}

/**
 * How far two looks at one moment may be apart: the time on the way, and whole seconds where the server rounds.
 *
 * @param before The answer that the expectation comes from, where it comes from one: that was on the way, too.
 */
export function near(answer: Answer, actual: number, expected: number, before?: Answer): boolean {
  const slop = slopOf(answer.json as Status) + onTheWay(answer) + (before ? onTheWay(before) : 0);
  return Math.abs(actual - expected) <= slop;
}

function onTheWay({ sentAt, receivedAt }: Answer): number {
  return receivedAt - sentAt;
}

function slopOf({ expires_in, idle_for }: Status): number {
  return Number.isInteger(expires_in) && Number.isInteger(idle_for) ? 1 + SLOP : SLOP;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isSpan(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= LONGEST;
}

/** As people read it: `12.3 s`. */
export function seconds(value: number): string {
  return `${Math.round(value * 10) / 10} s`;
}
