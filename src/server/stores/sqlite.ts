import { DatabaseSync } from 'node:sqlite';
import { lastUsedFirst, newRow, seenAt, StoreUnavailable, type Ending, type SessionRow, type SessionStore } from '../store.ts';
import { steadyClock } from './clock.ts';
import { sweepEvery } from './sweep.ts';
import { WritesTogether } from './together.ts';

/** Each brings a file from the version before to its own. A file knows its version by `user_version`. */
const MIGRATIONS = [
  `CREATE TABLE IF NOT EXISTS sessions (
     key TEXT PRIMARY KEY,
     user TEXT NOT NULL,
     role TEXT,
     createdAt REAL NOT NULL,
     lastActive REAL NOT NULL,
     idle REAL NOT NULL,
     absoluteAt REAL,
     endsAt REAL AS (min(lastActive + idle, coalesce(absoluteAt, 9e999))) VIRTUAL
   ) STRICT, WITHOUT ROWID;`,
  `ALTER TABLE sessions ADD device TEXT;
   ALTER TABLE sessions ADD remembered INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE sessions ADD data TEXT NOT NULL DEFAULT '{}';
   CREATE INDEX sessions_by_user ON sessions (user);
   DROP INDEX IF EXISTS sessions_by_end;`,
];
const COLUMNS = 'key, user, role, device, remembered, idle, createdAt, lastActive, absoluteAt, data';
const NO_DATA = '{}';
/** Rows that are looked at in one step. */
const PAGE = 200;

/** How sessions are kept in a file. */
export interface SqliteOptions {
  /** The time in ms since the epoch. Default: this machine's clock, and a monotonic one where that is set back. */
  readonly now?: () => number;
  /** Seconds between two sweeps of what is over. Default: 60. */
  readonly sweepSeconds?: number;
}

/** As SQLite has it: no booleans, and the app's values in one text. An array, which costs half as much to make. */
type Columns = readonly [
  key: string,
  user: string,
  role: string | null,
  device: string | null,
  remembered: number,
  idle: number,
  createdAt: number,
  lastActive: number,
  absoluteAt: number | null,
  data: string,
];

/**
 * Keeps sessions in a file, so that they outlive a restart. Several processes of one machine may share it.
 *
 * @param path A file, or `:memory:`.
 * @throws Error if the file can't be opened, is no database, or was written by a later version.
 */
export function openSqliteStore(path: string, { now: clock = steadyClock(), sweepSeconds = 60 }: SqliteOptions = {}): SessionStore {
  const database = new DatabaseSync(path);
  // A power cut may cost the last moments of it, a crash nothing: https://sqlite.org/pragma.html#pragma_synchronous
  database.exec('PRAGMA busy_timeout = 250; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000');
  try {
    migrate(database);
  } catch (error) {
    database.close();
    throw error;
  }

  const living = 'key = ? AND endsAt > ?';
  const create = database.prepare(`INSERT INTO sessions (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '{}')`);
  const peek = database.prepare(`SELECT ${COLUMNS} FROM sessions WHERE ${living}`);
  const slide = database.prepare(`UPDATE sessions SET lastActive = max(lastActive, ?) WHERE ${living} RETURNING ${COLUMNS}`);
  const set = database.prepare(`UPDATE sessions SET data = json_set(data, ?, ?) WHERE ${living}`);
  const unset = database.prepare(`UPDATE sessions SET data = json_remove(data, ?) WHERE ${living}`);
  const setIdle = database.prepare(`UPDATE sessions SET idle = ? WHERE ${living}`);
  const setAbsolute = database.prepare(`UPDATE sessions SET absoluteAt = createdAt + ? WHERE ${living}`);
  const end = database.prepare('DELETE FROM sessions WHERE key = ? AND lastActive <= ? RETURNING endsAt');
  const list = database.prepare(`SELECT ${COLUMNS} FROM sessions WHERE user = ? AND endsAt > ?`);
  const endAll = database.prepare('DELETE FROM sessions WHERE user = ? AND endsAt > ? AND key <> ?');
  // By key: an index by end would have to be moved by every slide, and a slide is what there are most of.
  const page = database.prepare(`SELECT key, endsAt FROM sessions WHERE key > ? ORDER BY key LIMIT ${PAGE}`);
  const sweep = database.prepare('DELETE FROM sessions WHERE key = ? AND endsAt <= ?');
  for (const statement of [peek, slide, list]) statement.setReturnArrays(true);
  const seen = (found: unknown, now: number) => (found ? seenAt(now, toRow(found as Columns)) : null);

  /** Some rows after this key, in the order of keys, and how many of them are over. */
  const turnPage = (after: string, now: number) => {
    const rows = page.all(after) as unknown as readonly { readonly key: string; readonly endsAt: number }[];
    const over = rows.filter(({ endsAt }) => endsAt <= now).map(({ key }) => key);
    return { next: rows.length < PAGE ? null : (rows.at(-1)?.key ?? null), seen: rows.length, over };
  };
  const writes = new WritesTogether(database);
  const write = <T>(query: () => T): Promise<T> => writes.write(query).catch((cause: unknown) => Promise.reject(unavailable(cause)));
  const read = async <T>(query: () => T): Promise<T> => {
    try {
      return query();
    } catch (cause) {
      throw unavailable(cause);
    }
  };
  let swept = '';
  const stopSweeping = sweepEvery(sweepSeconds, () => {
    const now = clock();
    const { next, over } = turnPage(swept, now);
    for (const key of over) void writes.write(() => sweep.run(key, now)).catch(() => {});
    swept = next ?? '';
    return next !== null;
  });

  return {
    create: (session) =>
      write(() => {
        const row = newRow(session, clock());
        const { key, user, role, device, remembered, idle, createdAt, lastActive, absoluteAt } = row;
        create.run(key, user, role, device, Number(remembered), idle, createdAt, lastActive, absoluteAt);
        return seenAt(createdAt, row);
      }),
    peek: (key) =>
      read(() => {
        const now = clock();
        return seen(peek.get(key, now), now);
      }),
    slide: (key, idleFor) =>
      write(() => {
        const now = clock();
        return seen(slide.get(now - idleFor, key, now), now);
      }),
    set: (key, name, json) =>
      write(() => {
        const path = `$.${JSON.stringify(name)}`;
        const { changes } = json === null ? unset.run(path, key, clock()) : set.run(path, json, key, clock());
        return changes === 1;
      }),
    setLifetimes: (key, { idle, absolute }) =>
      write(() => {
        const now = clock();
        if (idle !== undefined) setIdle.run(idle, key, now);
        if (absolute !== undefined) setAbsolute.run(absolute, key, now);
        return seen(peek.get(key, now), now);
      }),
    end: (key, idleAtLeast = -Infinity) =>
      write<Ending>(() => {
        const now = clock();
        const ended = end.get(key, now - idleAtLeast) as { endsAt: number } | undefined;
        if (ended) return { kind: ended.endsAt > now ? 'ended' : 'gone' };
        const session = seen(peek.get(key, now), now);
        return session ? { kind: 'spared', session } : { kind: 'gone' };
      }),
    list: (user) =>
      read(() => {
        const now = clock();
        const rows = (list.all(user, now) as unknown as Columns[]).map(toRow);
        return rows.map((row) => seenAt(now, row)).sort(lastUsedFirst);
      }),
    endAll: (user, exceptKey = '') => write(() => Number(endAll.run(user, clock(), exceptKey).changes)),
    async count() {
      const census = { alive: 0, expired: 0 };
      for (let after: string | null = ''; after !== null; ) {
        const from: string = after;
        const { next, seen, over } = await read(() => turnPage(from, clock()));
        census.alive += seen - over.length;
        census.expired += over.length;
        after = next;
        // Requests come first.
        await new Promise(setImmediate);
      }
      return census;
    },
    async close() {
      stopSweeping();
      writes.flush();
      database.close();
    },
  };
}

function toRow(columns: Columns): SessionRow {
  const [key, user, role, device, remembered, idle, createdAt, lastActive, absoluteAt, json] = columns;
  const data = json === NO_DATA ? {} : (JSON.parse(json) as SessionRow['data']);
  return { key, user, role, device, remembered: remembered === 1, idle, createdAt, lastActive, absoluteAt, data };
}

function migrate(database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE');
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version > MIGRATIONS.length) throw new Error('a later version has written it');
  for (const migration of MIGRATIONS.slice(version)) database.exec(migration);
  database.exec(`PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`);
}

/** Locked by somebody else, the disk full, the file gone: whatever it is, the session is not known to be over. */
function unavailable(cause: unknown): StoreUnavailable {
  return new StoreUnavailable('the database can’t be used', { cause });
}
