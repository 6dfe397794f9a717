import { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable, type SessionRow, type SessionStore } from '../store.ts';

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA busy_timeout = 250;
  CREATE TABLE IF NOT EXISTS sessions (
    key TEXT PRIMARY KEY,
    user TEXT NOT NULL,
    role TEXT,
    createdAt REAL NOT NULL,
    lastActive REAL NOT NULL,
    idle REAL NOT NULL,
    absoluteAt REAL,
    endsAt REAL AS (min(lastActive + idle, coalesce(absoluteAt, 9e999))) VIRTUAL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS sessions_by_end ON sessions (endsAt);
`;
const COLUMNS = 'key, user, role, createdAt, lastActive, idle, absoluteAt';

/**
 * Keeps sessions in a file, so that they outlive a restart.
 *
 * @param path A file, or `:memory:`.
 * @throws if the file can't be opened or is no database.
 */
export function openSqliteStore(path: string): SessionStore {
  const database = new DatabaseSync(path);
  database.exec(SCHEMA);
  const create = database.prepare(`INSERT INTO sessions (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const peek = database.prepare(`SELECT ${COLUMNS} FROM sessions WHERE key = ? AND endsAt > ?`);
  const slide = database.prepare(
    `UPDATE sessions SET lastActive = max(lastActive, ?) WHERE key = ? AND endsAt > ? RETURNING ${COLUMNS}`,
  );
  const end = database.prepare('DELETE FROM sessions WHERE key = ? AND lastActive <= ?');
  const exists = database.prepare('SELECT 1 FROM sessions WHERE key = ?');
  const sweep = database.prepare('DELETE FROM sessions WHERE endsAt <= ?');
  const row = (found: unknown) => (found ? ({ ...(found as SessionRow) } satisfies SessionRow) : null);
  return {
    create: (session) =>
      attempt(() => {
        sweep.run(session.createdAt);
        const { key, user, role, createdAt, lastActive, idle, absoluteAt } = session;
        create.run(key, user, role, createdAt, lastActive, idle, absoluteAt);
      }),
    peek: (key, now) => attempt(() => row(peek.get(key, now))),
    slide: (key, activeAt, now) => attempt(() => row(slide.get(activeAt, key, now))),
    end: (key, activeUntil) =>
      attempt(() => {
        end.run(key, activeUntil);
        return !exists.get(key);
      }),
    close: async () => database.close(),
  };
}

/** Locked by somebody else, the disk full, the file gone: whatever it is, the session is not known to be over. */
async function attempt<T>(query: () => T): Promise<T> {
  try {
    return query();
  } catch (cause) {
    throw new StoreUnavailable('the database can’t be used', { cause });
  }
}
