import './define.ts';

export { IdleTimeoutElement } from './element/idle-timeout-element.ts';
export {
  ExpireEvent,
  ExtendEvent,
  KeepaliveErrorEvent,
  KeepaliveEvent,
  SignOutEvent,
  TickEvent,
  WarnEvent,
} from './element/events.ts';
export { RestoreEvent } from './drafts/restore-event.ts';
