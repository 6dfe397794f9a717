export {
  clearSiteData,
  isBackground,
  onServerError,
  requireSession,
  safeNext,
  sameOrigin,
  sessionId,
  type GuardOptions,
  type SessionEnv,
} from './http.ts';
export { loginRoutes, type LoginForm, type LoginOptions } from './login.ts';
export { hashPassword, verifyPassword } from './password.ts';
export { sessionResource } from './resource.ts';
export { Sessions, type Lifetimes, type Session, type SessionsOptions, type User } from './sessions.ts';
export { StoreUnavailable, type SessionRow, type SessionStore } from './store.ts';
export { openSqliteStore } from './stores/sqlite.ts';
