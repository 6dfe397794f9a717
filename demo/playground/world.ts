import { createFakeClock, createFakeSession, type FakeSession } from '../../src/testing/index.ts';
import type { IdleTimeoutElement } from '../../src/index.ts';
import { meaning } from './addresses.ts';
import type { Values } from './attributes.ts';

/** What happened, for the picture. */
export type Mark = { readonly kind: 'activity'; readonly tab: number } | { readonly kind: 'request'; readonly method: string; readonly failed: boolean };

/** What a tag said, at so many seconds. */
export type Hear = (at: number, tab: number, text: string) => void;

/** How the session is, as the picture shows it. */
export type Phase = 'alive' | 'warned' | 'over' | 'asleep';

export interface Moment<T> {
  /** Seconds on the picture's own axis: a sleep takes as much as can be seen, however long it was. */
  readonly at: number;
  readonly what: T;
}

/** A tab of the picture, once its page has loaded. */
export interface Tab {
  readonly number: number;
  readonly view: Window & typeof globalThis;
  readonly element: IdleTimeoutElement;
}

export type World = ReturnType<typeof createWorld>;

/** Width of a sleep on the axis, and how long it takes to look at it, in seconds. */
const SLEEP_SHOWN = 3;
/** Milliseconds between two looks at the real clock. */
const BEAT = 40;
/** Seconds that pass at once, at most: where the machine is busy or nobody looks, time goes slower instead of leaping. */
const LEAP = 1.5;
/** Milliseconds: long enough to see what a page does until it is answered. */
const ROUND_TRIP = 400;
/** How many moments the picture can still show. */
const KEPT = 2000;
const EVENTS = ['warn', 'extend', 'keepalive', 'keepaliveerror', 'expire', 'signout', 'restore'] as const;

/**
 * A clock, a server and a machine with some tabs, for the tags in them to live in.
 *
 * @param warn Hears what they say in their consoles.
 */
export function createWorld(hear: Hear, warn: (text: string) => void) {
  const clock = createFakeClock();
  const marks: Moment<Mark>[] = [];
  const phases: Moment<Phase>[] = [];
  const tabs = new Map<Window, Tab>();
  let server: FakeSession = createFakeSession({ clock, idleTimeout: 20 });
  let values: Values = new Map();
  let seen = 0;
  let speed = 1;
  let shift = 0;
  let wakesAt = 0;
  let beatAt = performance.now();

  const axis = () => clock.elapsed + shift;
  const note = (what: Mark) => {
    marks.push({ at: axis(), what });
    if (marks.length > KEPT) marks.shift();
  };

  const phase = (): Phase => {
    if (wakesAt) return 'asleep';
    if (!server.active) return 'over';
    const { status } = server;
    // While the server is told of the end, it is as near as it was.
    const isEnding = ({ element: { state, session } }: Tab) => /expired|signed-out/.test(state) && 'id' in status && session?.id === status.id;
    return [...tabs.values()].some((tab) => tab.element.state === 'warning' || isEnding(tab)) ? 'warned' : 'alive';
  };

  const wake = (now: number) => {
    wakesAt = 0;
    beatAt = now;
    for (const { view } of tabs.values()) view.dispatchEvent(new Event('focus'));
  };

  const beat = async () => {
    const now = performance.now();
    if (wakesAt && now >= wakesAt) wake(now);
    const passed = Math.min(((now - beatAt) / 1000) * speed, LEAP);
    beatAt = now;
    if (wakesAt) shift += passed;
    // A tag waits for its locks in real time, and would give its request up before it had one.
    else await clock.tickAsync(passed);
    const current = phase();
    if (phases.at(-1)?.what !== current) phases.push({ at: axis(), what: current });
    for (; seen < server.requests.length; seen += 1) {
      note({ kind: 'request', method: server.requests[seen]?.method ?? '', failed: server.fault !== null });
    }
  };

  return {
    marks,
    phases,
    get now() {
      return axis();
    },
    get phase() {
      return phase();
    },
    get server() {
      return server;
    },
    get tabs(): readonly Tab[] {
      return [...tabs.values()];
    },
    /** The attributes of the tags, with the addresses that they ask at. */
    set values(given: Values) {
      values = given;
    },
    /** How many seconds pass in one. */
    set speed(factor: number) {
      speed = factor;
    },
    start() {
      const go = () => void beat().finally(() => setTimeout(go, BEAT));
      go();
    },
    /** A page takes its time and its network from here, before any of its scripts looks at either. */
    enter(view: Window & typeof globalThis) {
      clock.install(view);
      view.fetch = async (input, init) => {
        const { baseURI } = view.document;
        const meant = meaning(values, init?.method ?? 'GET', new URL(String(input), baseURI), baseURI);
        await new Promise<void>((resolve) => clock.setTimeout(resolve, ROUND_TRIP));
        if (!meant) return server.fetch(input, init);
        const headers = new Headers(init?.headers);
        // Other servers than those that speak the protocol know of no token.
        if (!meant.strict && 'csrf_token' in server.status) headers.set('x-csrf-token', server.status.csrf_token ?? '');
        return server.fetch(meant.path, { ...init, headers, method: meant.method });
      };
    },
    /** A page has its tag. */
    join(tab: Tab) {
      tabs.set(tab.view, tab);
      const heard = ({ isTrusted }: Event) => isTrusted && note({ kind: 'activity', tab: tab.number });
      for (const type of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove']) tab.view.addEventListener(type, heard, { capture: true, passive: true });
      const { console } = tab.view;
      const say = console.warn;
      console.warn = (text: string) => {
        say(text);
        warn(text);
      };
      for (const type of EVENTS) tab.element.addEventListener(type, (event) => hear(axis(), tab.number, describe(event)));
      tab.view.addEventListener('pagehide', () => tabs.delete(tab.view));
    },
    /** The lid is closed for so many seconds; the page looks on for a few. */
    sleep(seconds: number) {
      clock.sleep(seconds);
      wakesAt = performance.now() + SLEEP_SHOWN * 1000;
    },
    set online(online: boolean) {
      server.fault = online ? null : 'unreachable';
      if (online) for (const { view } of tabs.values()) view.dispatchEvent(new Event('online'));
    },
    /** For so many seconds every request is answered 503; sessions outlive it. */
    restart(seconds: number) {
      server.fault = 503;
      clock.setTimeout(() => {
        if (server.fault === 503) server.fault = null;
      }, seconds * 1000);
    },
    /** Another server, or one with other limits. */
    serve(idleTimeout: number, absoluteTimeout: number | null) {
      const { fault } = server;
      server = createFakeSession({ clock, idleTimeout, absoluteTimeout });
      server.fault = fault;
      seen = 0;
    },
  };
}

function describe(event: Event): string {
  const { remaining, reason, source, status, retryIn } = event as unknown as Record<string, string | number | null | undefined>;
  const words = [
    event.type,
    reason,
    source && `by ${source}`,
    status !== undefined && `status ${status}`,
    typeof retryIn === 'number' && `next try in ${retryIn.toFixed(1)} s`,
    typeof remaining === 'number' && `${remaining.toFixed(1)} s left`,
  ];
  return words.filter(Boolean).join(', ').replace(', ', ': ');
}
