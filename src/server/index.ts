export {
  clearSiteData,
  dropSessionId,
  formFields,
  hasToken,
  isBackground,
  keepSessionId,
  limitBody,
  noteRefusal,
  onServerError,
  refusalOf,
  refuse,
  requireSession,
  safeNext,
  sameOrigin,
  sessionId,
  type GuardOptions,
  type Refusal,
  type SessionEnv,
} from './http.ts';
export { limitsInMemory, limitsInRedis, type AttemptLimits } from './limits.ts';
export { loginRoutes, type LoginForm, type LoginOptions } from './login.ts';
export { hashPassword, verifyPassword } from './password.ts';
export { sessionResource } from './resource.ts';
export type { Lifetimes } from './lifetimes.ts';
export { Session } from './session.ts';
export { Sessions, type BeginOptions, type ListedSession, type SessionEvent, type SessionsOptions, type User } from './sessions.ts';
export {
  StoreUnavailable,
  type Census,
  type Ending,
  type NewLifetimes,
  type NewSession,
  type SessionStore,
  type StoredSession,
} from './store.ts';
export { openMemoryStore, type MemoryOptions } from './stores/memory.ts';
export { openRedisStore, type RedisOptions, type RedisStore } from './stores/redis.ts';
export { openSqliteStore, type SqliteOptions } from './stores/sqlite.ts';
