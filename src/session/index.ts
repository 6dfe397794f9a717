export { systemClock, type Clock } from './clock.ts';
export { MAX_DURATION, parseDuration } from './duration.ts';
export type { Addresses } from './endpoints.ts';
export type { EndReason, EndRequest, NoSession, SessionStatus, SlideRequest } from './protocol.ts';
export type { SessionHost, Verdict } from './driver.ts';
export { createSession, type IdleSession, type SessionMeans, type SessionSettings } from './session.ts';
export { ACTIVITY_EVENTS } from './signals/activity.ts';
export type { ExpireReason, ExtendSource, Notice, Outcome, SignOutSource, WarnReason } from './state.ts';
export { NOTHING, type PublicState, type View } from './view.ts';
