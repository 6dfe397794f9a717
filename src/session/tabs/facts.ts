/**
 * What the tabs of one session know together: absolute facts, so that it does not matter in which order, how often or
 * how late they are heard. Times in ms on a tab's own time line; far away where there is none.
 */
export interface Facts {
  /** The session, where the server names it. */
  readonly id: string | null;
  /** The latest activity. */
  readonly activity: number;
  /** The latest activity that the server knows of. */
  readonly told: number;
  /** When the last keepalive left. */
  readonly slid: number;
  /** When the server was last asked, and when it said that the session ends. */
  readonly at: number;
  readonly end: number;
  readonly absolute: number;
  /** When the session was ended, and how. */
  readonly out: number;
  readonly how: Ending;
}

/** `user`: signed out by the user's wish; `absolute`: to sign in anew. `ended`: so the server said. `expire`: time ran out, as far as one tab knows. */
export type Ending = 'user' | 'absolute' | 'ended' | 'expire' | null;

/** As they travel: nameless, so that builds with other names understand each other. Times since the epoch. */
export type Message = readonly [version: number, ask: boolean, id: string | null, how: Ending, ...times: number[]];

const VERSION = 1;
/** Neither JSON nor sums know infinity. */
const FAR = 1e15;
/** The grain of two clocks, there and back, in ms. */
const GRAIN = 100;
/** Requests sent this close together (ms) may have been answered the other way round. */
const CROSSING = 2000;

const far = (time: number) => Math.max(-FAR, Math.min(FAR, time));
/** Those that happened, and so can't lie ahead. */
const past = ({ activity, told, slid, at, out }: Facts) => [activity, told, slid, at, out];

/** @param by From the time line to the epoch. */
export function write(facts: Facts, ask: boolean, by: number): Message {
  return [VERSION, ask, facts.id, facts.how, ...[...past(facts), facts.end, facts.absolute].map((time) => far(time + by))];
}

/** `undefined` for another version's, rubbish, and what a clock set back has put in the future. */
export function read(value: unknown, by: number, now: number): (Facts & { readonly ask: boolean }) | undefined {
  if (!Array.isArray(value)) return undefined;
  const [version, ask, id, how, ...times] = value as unknown as Message;
  if (version !== VERSION || times.length !== 7 || !times.every(Number.isFinite)) return undefined;
  const [activity, told, slid, at, out, end, absolute] = times.map((time) => (Math.abs(time) < FAR ? time - by : time * Infinity)) as [number, number, number, number, number, number, number];
  const facts = { ask, id, how, activity, told, slid, at, out, end, absolute };
  return past(facts).every((time) => !isLater(time, now)) ? facts : undefined;
}

export function isLater(time: number, than: number): boolean {
  return time > than + GRAIN;
}

/** Whether the first know what the second don't. */
export function adds(mine: Facts, theirs: Facts | undefined): boolean {
  return !theirs || past(mine).some((time, i) => isLater(time, past(theirs)[i] ?? 0));
}

/** Which of two answers on the session's end holds: the later one; the later end of two that crossed, for it never shortens. */
export function outranks(one: Pick<Facts, 'at' | 'end'>, other: Pick<Facts, 'at' | 'end'>): boolean {
  return Math.abs(one.at - other.at) < CROSSING ? one.end > other.end : one.at > other.at;
}

/** Order and repetition do not matter, and nothing is lost: the latest of each. */
export function merge(mine: Facts, theirs: Facts): Facts {
  const [activity, told, slid, at, out] = past(mine).map((time, i) => Math.max(time, past(theirs)[i] ?? 0)) as [number, number, number, number, number];
  const { end, absolute } = outranks(theirs, mine) ? theirs : mine;
  const { how } = out > mine.out ? theirs : mine;
  return { id: mine.id, activity, told, slid, at, end, absolute, out, how };
}
