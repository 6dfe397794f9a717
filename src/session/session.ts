import { systemClock, type Clock } from './clock.ts';
import { isLive } from './draft.ts';
import { createDriver, type SessionHost } from './driver.ts';
import { resolveEndpoints, type Addresses } from './endpoints.ts';
import type { SessionStatus } from './protocol.ts';
import { remaining } from './rules.ts';
import { ACTIVITY_EVENTS, watchActivity } from './signals/activity.ts';
import { watchLifecycle } from './signals/lifecycle.ts';
import type { Config, Input } from './state.ts';
import { publicState, viewOf, type PublicState, type View } from './view.ts';

/** All durations in seconds, above 0 and taken as they are: `parseDuration` reads what people write. */
export interface SessionSettings extends Addresses {
  /** Seconds of the idle timeout, countdown included. Default: the server's, else 900. The shorter of this and the server's holds. */
  readonly timeout?: number | undefined;
  /** Seconds of the warning. Default: 120; at most half of the timeout. Under 20 (WCAG 2.2.1) is obeyed, and reported. */
  readonly countdown?: number | undefined;
  /** Seconds: at most one keepalive in each, over all tabs. Default: half of timeout − countdown, at most all of it. */
  readonly keepaliveInterval?: number | undefined;
  /** Activity during the countdown ends it. Default: only an explicit choice does. */
  readonly extendOnActivity?: boolean | undefined;
  /** Names of the events that count as activity, separated by spaces. Default: {@link ACTIVITY_EVENTS}. */
  readonly activityEvents?: string | undefined;
  /** Tabs of one channel share one session. Default: derived from the addresses. */
  readonly channel?: string | undefined;
}

/** What a test may replace. */
export interface SessionMeans {
  /** Tells the time and runs timers. Default: {@link systemClock}. */
  readonly clock?: Clock;
  /** 0 to 1, for the jitter of retries. Default: `Math.random`. */
  readonly random?: () => number;
}

/** A session without a face: watches the user, talks to the server, tells its host. */
export interface IdleSession {
  /** What it is in; never `disabled`, which is the element's own. */
  readonly state: PublicState;
  /** What of it is to be seen now. */
  readonly view: View;
  /** Seconds until the session ends as far as the server has confirmed; 0 when it is over. */
  readonly remaining: number;
  /** When the session ends by the wall clock, `null` when it is over. */
  readonly expiresAt: Date | null;
  /** Seconds on the session's own time line: the later of wall and monotonic clock. */
  readonly time: number;
  /** The last status of the server; `null` before there is one, where it speaks another protocol, and once it said that the session is gone. */
  readonly status: SessionStatus | null;
  /**
   * Begins to watch, or goes on after {@link stop}: then the deadline is checked first.
   *
   * @throws TypeError where no channel is given, and the address that it is derived from can't be read.
   */
  start(): void;
  /** Leaves nothing behind: no timer, listener or request. */
  stop(): void;
  /**
   * Takes on new settings: all of them, what is absent has its default.
   *
   * @throws TypeError as {@link start}, while it watches.
   */
  configure(settings: SessionSettings): void;
  /** Notes that the user is active. Cheap enough for every event: a time stamp is stored, seldom more. */
  activity(): void;
  /** "Stay signed in": whether the server agreed. Never rejects; `false` also while it can't be reached. */
  extend(): Promise<boolean>;
  /** "Continue for now": an absolute timeout was taken note of. */
  dismiss(): void;
  /** The user's wish to leave (`user`, the default), or (`absolute`) to sign in anew before the absolute timeout. Resolves when all is done. */
  signOut(reason?: 'user' | 'absolute'): Promise<void>;
  /** Ends the session as if it had been idle too long. Resolves when all is done. */
  expire(): Promise<void>;
  /** Counts as active until the returned function is called. */
  hold(): () => void;
  /** Reads clock and server anew. Resolves when the server has answered or could not. */
  check(): Promise<void>;
}

/** Watches nothing before it is started. All rules are in the state machine. */
export function createSession(
  settings: SessionSettings,
  host: SessionHost,
  { clock = systemClock, random = Math.random }: SessionMeans = {},
): IdleSession {
  const driver = createDriver(configOf(settings), host, clock, random);
  const { dispatch, activity, until } = driver;
  let holds = 0;
  let unwatchActivity: (() => void) | undefined;
  let unwatchLifecycle: (() => void) | undefined;

  const wake = () => {
    driver.open(channelOf(settings));
    dispatch({ type: 'wake' });
  };

  const suspend = () => {
    dispatch({ type: 'suspend' });
    driver.close();
  };

  const watch = () => {
    unwatchActivity?.();
    unwatchActivity = watchActivity(settings.activityEvents ?? ACTIVITY_EVENTS, activity);
  };

  /** What is held or released while nothing is watched waits for the start. */
  const tellHeld = (held = holds > 0) => {
    if (unwatchActivity && held !== driver.state.held) dispatch({ type: 'hold', held });
  };

  const end = async (input: Input) => {
    await until(input, ({ phase }) => (phase.name === 'over' && phase.until < Infinity ? undefined : true));
  };

  const session: IdleSession = {
    get state() {
      return publicState(driver.state);
    },
    get view() {
      return viewOf(driver.current());
    },
    get remaining() {
      return remaining(driver.current());
    },
    get expiresAt() {
      const { remaining } = session;
      return remaining ? new Date(clock.wall() + remaining * 1000) : null;
    },
    get time() {
      return driver.current().now / 1000;
    },
    get status() {
      return driver.state.confirmed.status;
    },
    start() {
      if (unwatchActivity) return;
      watch();
      unwatchLifecycle = watchLifecycle({ wake, online: () => dispatch({ type: 'online' }), suspend });
      wake();
      tellHeld();
    },
    stop() {
      tellHeld(false);
      unwatchActivity?.();
      unwatchLifecycle?.();
      unwatchActivity = undefined;
      suspend();
    },
    configure(given) {
      const watchAnew = unwatchActivity && given.activityEvents !== settings.activityEvents;
      settings = given;
      if (watchAnew) watch();
      if (unwatchActivity) driver.open(channelOf(given));
      dispatch({ type: 'configure', config: configOf(given) });
    },
    activity,
    extend() {
      let wished = Infinity;
      return until({ type: 'extend' }, ({ phase, config, wish, retry, confirmed }) => {
        if (wish && !retry) {
          wished = wish.at;
          return undefined;
        }
        if (!config.keepalive) return phase.name === 'active';
        return isLive(phase) && !wish && confirmed.at >= wished;
      });
    },
    dismiss: () => dispatch({ type: 'dismiss' }),
    signOut: (reason = 'user') => end({ type: 'signout', reason }),
    expire: () => end({ type: 'expire' }),
    hold() {
      let held = true;
      holds += 1;
      tellHeld();
      return () => {
        if (!held) return;
        held = false;
        holds -= 1;
        tellHeld();
      };
    },
    async check() {
      await until({ type: 'check' }, ({ call }) => (call ? undefined : true));
    },
  };
  return session;
}

/** Apps on one origin are told apart by what they ask. */
function channelOf({ channel, sessionUrl, keepaliveUrl }: SessionSettings): string {
  return `idle-timeout:${channel ?? new URL(sessionUrl || keepaliveUrl || '/', document.baseURI).href}`;
}

function configOf(settings: SessionSettings): Config {
  return { ...settings, ...resolveEndpoints(settings) };
}
