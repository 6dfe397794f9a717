import { endsAt, lastUsedFirst, newRow, seenAt, type SessionRow, type SessionStore } from '../store.ts';
import { steadyClock } from './clock.ts';
import { sweepEvery } from './sweep.ts';

/** How sessions are kept in memory. */
export interface MemoryOptions {
  /** The time in ms since the epoch. Default: this machine's clock, and a monotonic one where that is set back. */
  readonly now?: () => number;
}

/** Keeps sessions in this process: for tests, and for what may be forgotten at a restart. */
export function openMemoryStore({ now: clock = steadyClock() }: MemoryOptions = {}): SessionStore {
  const rows = new Map<string, SessionRow>();
  const living = (key: string, now: number) => {
    const row = rows.get(key);
    return row && endsAt(row) > now ? row : undefined;
  };
  /** Changes a session that is there and alive. */
  const update = (key: string, change: (row: SessionRow, now: number) => Partial<SessionRow>) => {
    const now = clock();
    const row = living(key, now);
    if (!row) return null;
    const changed = { ...row, ...change(row, now) };
    rows.set(key, changed);
    return endsAt(changed) > now ? seenAt(now, changed) : null;
  };
  const ofUser = (user: string, now: number) => [...rows.values()].filter((row) => row.user === user && endsAt(row) > now);
  const stopSweeping = sweepEvery(60, () => {
    const now = clock();
    for (const [key, row] of rows) if (endsAt(row) <= now) rows.delete(key);
    return false;
  });

  return {
    async create(session) {
      const now = clock();
      const row = newRow(session, now);
      rows.set(row.key, row);
      return seenAt(now, row);
    },
    async peek(key) {
      return update(key, () => ({}));
    },
    async slide(key, idleFor) {
      return update(key, ({ lastActive }, now) => ({ lastActive: Math.max(lastActive, now - idleFor) }));
    },
    async set(key, name, json) {
      return update(key, ({ data }) => ({ data: withValue(data, name, json) })) !== null;
    },
    async setLifetimes(key, { idle, absolute }) {
      return update(key, (row) => ({
        idle: idle ?? row.idle,
        ...(absolute !== undefined && { absoluteAt: absolute === null ? null : row.createdAt + absolute }),
      }));
    },
    async end(key, idleAtLeast = -Infinity) {
      const now = clock();
      const row = living(key, now);
      if (row && now - row.lastActive < idleAtLeast) return { kind: 'spared', session: seenAt(now, row) };
      rows.delete(key);
      return { kind: row ? 'ended' : 'gone' };
    },
    async list(user) {
      const now = clock();
      return ofUser(user, now).map((row) => seenAt(now, row)).sort(lastUsedFirst);
    },
    async endAll(user, exceptKey) {
      const ended = ofUser(user, clock()).filter(({ key }) => key !== exceptKey);
      for (const { key } of ended) rows.delete(key);
      return ended.length;
    },
    async count() {
      const now = clock();
      const alive = [...rows.values()].filter((row) => endsAt(row) > now).length;
      return { alive, expired: rows.size - alive };
    },
    async close() {
      stopSweeping();
    },
  };
}

function withValue(data: SessionRow['data'], name: string, json: string | null): SessionRow['data'] {
  const { [name]: _, ...others } = data;
  return json === null ? others : { ...others, [name]: json };
}
