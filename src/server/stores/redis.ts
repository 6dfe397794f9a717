import { createHash } from 'node:crypto';
import type { CommandParser } from '@redis/client';
import { lastUsedFirst, seenAt, type NewSession, type SessionStore, type StoredSession } from '../store.ts';
import { linkRedis, type RedisClient, type RedisLink } from './redis-link.ts';
import { CREATE, END, PEEK, SET, SET_LIFETIMES, SLIDE } from './redis-scripts.ts';

/** How sessions are kept in Redis. */
export interface RedisOptions {
  /** What every key begins with. Default: `idle-timeout:`. */
  readonly prefix?: string;
  /** Hears when the connection is lost and found. Default: `console.warn`. */
  readonly report?: (message: string) => void;
}

/** A store that others may share the connection of: the limits on attempts to sign in. */
export interface RedisStore extends SessionStore {
  /** The connection. */
  readonly link: RedisLink<typeof SCRIPTS>;
  /** What every key begins with. */
  readonly prefix: string;
}

/** Of a user's sessions so many are asked for at a time: others have questions, too. */
const AT_ONCE = 200;
/** Of a user's sessions so many are looked at in each sign-in, whether they are over. */
const LOOKED_AT = 16;
/** Seconds. No browser keeps a cookie for longer; the list of who never comes back ends with it. */
const LIST_LASTS = 400 * 86_400;
/** How many keys are looked at to tell how many of all are sessions. */
const SAMPLE = 10_000;

type Seen = readonly [now: string, fields: readonly string[]];

/**
 * Keeps sessions in Redis or Valkey, for many machines. Its clock decides; each session is one key, which ends with it.
 * Needs `@redis/client`.
 *
 * @param url `redis://` or `rediss://`, with user, password and database where needed. One that can't be reached is
 *   tried again for ever.
 * @throws TypeError where the address can't be read.
 */
export async function openRedisStore(
  url: string,
  { prefix = 'idle-timeout:', report = console.warn }: RedisOptions = {},
): Promise<RedisStore> {
  const link = await linkRedis(url, SCRIPTS, report);
  const keyOf = (key: string) => `${prefix}session:${key}`;
  const listOf = (user: string) => `${prefix}user:${user}`;

  async function strikeOff(user: string, over: string[]): Promise<void> {
    if (over.length > 0) await link.ask((client) => client.sRem(listOf(user), over));
  }

  /** Those of a user's sessions that live; the others are struck off the list. */
  async function living(user: string, keys: string[]): Promise<StoredSession[]> {
    const answers = await link.ask((client) => Promise.all(keys.map((key) => client.peekSession(keyOf(key)))));
    await strikeOff(user, keys.filter((_, i) => !answers[i]));
    return keys.map((key, i) => read(key, answers[i] ?? null)).filter((session) => session !== null);
  }

  /** Each sign-in adds one and looks at some, so the list stays short. */
  async function shorten(user: string, some: string[]): Promise<void> {
    const there = await link.ask((client) => Promise.all(some.map((key) => client.exists(keyOf(key)))));
    await strikeOff(user, some.filter((_, i) => !there[i]));
  }

  return {
    link,
    prefix,
    async create(session) {
      const { key, user, absolute } = session;
      const seen = await link.ask((client) => client.createSession(keyOf(key), String(absolute ?? ''), ...fieldsOf(session)));
      // After it lives, or another list in between might strike it off. Nobody has its id before both are done.
      const some = await link.ask(async (client) => {
        await client.sAdd(listOf(user), key);
        await client.expire(listOf(user), LIST_LASTS);
        return client.sRandMemberCount(listOf(user), LOOKED_AT);
      });
      // If that can't be done now, it is no reason to let nobody in.
      await shorten(user, some).catch(() => {});
      return read(key, seen) as StoredSession;
    },
    peek: async (key) => read(key, await link.ask((client) => client.peekSession(keyOf(key)))),
    slide: async (key, idleFor) => read(key, await link.ask((client) => client.slideSession(keyOf(key), String(idleFor)))),
    set: (key, name, json) =>
      link.ask(async (client) => {
        const value = json === null ? [] : [json];
        return (await client.setValue(keyOf(key), `${DATA}${name}`, ...value)) !== null;
      }),
    async setLifetimes(key, { idle, absolute }) {
      const until = absolute === null ? 'none' : String(absolute ?? '');
      return read(key, await link.ask((client) => client.setLifetimes(keyOf(key), String(idle ?? ''), until)));
    },
    async end(key, idleAtLeast) {
      const reply = await link.ask((client) => client.endSession(keyOf(key), String(idleAtLeast ?? '')));
      if (reply === 'ended' || reply === 'gone') return { kind: reply };
      const session = read(key, reply);
      return session ? { kind: 'spared', session } : { kind: 'gone' };
    },
    async list(user) {
      const found: StoredSession[] = [];
      for (const keys of chunks(await link.ask((client) => client.sMembers(listOf(user))))) found.push(...(await living(user, keys)));
      return found.sort(lastUsedFirst);
    },
    async endAll(user, exceptKey) {
      const keys = await link.ask((client) => client.sMembers(listOf(user)));
      let ended = 0;
      for (const others of chunks(keys.filter((key) => key !== exceptKey))) {
        const replies = await link.ask((client) => Promise.all(others.map((key) => client.endSession(keyOf(key), ''))));
        await link.ask((client) => client.sRem(listOf(user), others));
        ended += replies.filter((reply) => reply === 'ended').length;
      }
      return ended;
    },
    count: () => link.ask(async (client) => ({ alive: await estimate(client, keyOf('*')), expired: 0 })),
    close: () => link.close(),
  };
}

const DATA = 'data.';

function* chunks(keys: readonly string[]): Generator<string[]> {
  for (let i = 0; i < keys.length; i += AT_ONCE) yield keys.slice(i, i + AT_ONCE);
}

function script<Reply>(source: string) {
  return {
    SCRIPT: source,
    SHA1: createHash('sha1').update(source).digest('hex'),
    NUMBER_OF_KEYS: 1,
    parseCommand(parser: CommandParser, key: string, ...args: string[]) {
      parser.pushKey(key);
      parser.push(...args);
    },
    transformReply: (reply: unknown) => reply as Reply,
  } as const;
}

const SCRIPTS = {
  createSession: script<Seen>(CREATE),
  peekSession: script<Seen | null>(PEEK),
  slideSession: script<Seen | null>(SLIDE),
  setValue: script<string | null>(SET),
  setLifetimes: script<Seen | null>(SET_LIFETIMES),
  endSession: script<Seen | 'ended' | 'gone'>(END),
};

function fieldsOf({ user, role, device, remembered, idle }: NewSession): string[] {
  const fields = { user, role, device, remembered: remembered ? '1' : null, idle: String(idle) };
  return Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [name, value]));
}

function read(key: string, seen: Seen | null): StoredSession | null {
  if (!seen) return null;
  const [now, flat] = seen;
  const fields: Record<string, string> = {};
  const data: Record<string, string> = {};
  for (let i = 0; i < flat.length; i += 2) {
    const [name = '', value = ''] = [flat[i], flat[i + 1]];
    if (name.startsWith(DATA)) data[name.slice(DATA.length)] = value;
    else fields[name] = value;
  }
  const { user = '', role = null, device = null, remembered, idle, createdAt, lastActive, absoluteAt } = fields;
  return seenAt(Number(now), {
    key,
    user,
    role,
    device,
    remembered: remembered === '1',
    idle: Number(idle),
    createdAt: Number(createdAt),
    lastActive: Number(lastActive),
    absoluteAt: absoluteAt === undefined ? null : Number(absoluteAt),
    data,
  });
}

/** Redis keeps no count of its own by kind. Its scan goes in the order of hashes, so a part tells of the whole. */
async function estimate(client: RedisClient<typeof SCRIPTS>, pattern: string): Promise<number> {
  let cursor = '0';
  let found = 0;
  let looked = 0;
  do {
    const page = await client.scan(cursor, { MATCH: pattern, COUNT: 1000 });
    ({ cursor } = page);
    found += page.keys.length;
    looked += 1000;
  } while (cursor !== '0' && looked < SAMPLE);
  return cursor === '0' ? found : Math.round((found / looked) * (await client.dbSize()));
}
