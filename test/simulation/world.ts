import { Chorus } from './chorus.ts';
import type { Engine } from './engine.ts';
import { Server, type Setting } from './server.ts';
import type { Channel } from '../../src/session/tabs/channel.ts';
import { Tab } from './tab.ts';
import { SLOW_ROAD } from './witness.ts';

/** Draws numbers from 0 to 1, the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Weather = 'fine' | 'outage' | 'lossy' | 'slow' | 'errors' | 'busy';

export interface Violation {
  readonly rule: string;
  readonly what: string;
}

interface Message {
  readonly at: number;
  readonly deliver: () => void;
}

/** One browser on one machine, its server, and the true time, in ms. */
export class World {
  readonly engine: Engine;
  readonly setting: Setting;
  readonly server: Server;
  readonly chorus = new Chorus(this);
  readonly random: () => number;
  readonly violations: Violation[] = [];
  readonly counts = {
    events: 0,
    requests: 0,
    ...{ slept: 0, clockSet: 0, frozen: 0, throttled: 0, cached: 0, crashed: 0 },
    /** Requests that the network or the server treated badly. */
    ...{ outage: 0, lossy: 0, slow: 0, errors: 0, busy: 0 },
  };
  now = 0;
  tabs: Tab[] = [];
  weather: Weather = 'fine';
  /** When the network last did anything but deliver. */
  badUntil = -Infinity;
  /** When the machine last slept or its clock was set. */
  shakenAt = -Infinity;
  asleep = false;
  /** When the clock was last set back. */
  setBackAt = -Infinity;
  /** It was set back while a page was not looking: if the machine slept then too, nobody can tell for how long. */
  misled = false;
  /** When the user was active, in whatever tab. */
  moments: number[] = [];
  #wallAhead = 0;
  #monotonicBehind = 0;
  #messages: Message[] = [];
  /** What came while the machine slept. */
  #kept: (() => void)[] = [];
  #snapshot: unknown = null;
  readonly #listeners = new Set<(value: unknown) => void>();
  /** By whom a name is locked. */
  readonly locks = new Map<string, Tab>();

  constructor(engine: Engine, setting: Setting, seed: number) {
    this.engine = engine;
    this.setting = setting;
    this.server = new Server(setting);
    this.random = createRandom(seed);
  }

  wall = (): number => 1_700_000_000_000 + Math.floor(this.now + this.#wallAhead);
  monotonic = (): number => 1000 + this.now - this.#monotonicBehind;

  violate(rule: string, what: string): void {
    if (this.violations.length < 3) this.violations.push({ rule, what: `${(this.now / 1000).toFixed(1)} s: ${what}` });
  }

  open(): Tab {
    if (this.server.alive(this.now)) this.chorus.spared(this.server.id);
    this.server.visit(this.now);
    this.moments.push(this.now);
    const tab = new Tab(this);
    this.tabs.push(tab);
    tab.start();
    return tab;
  }

  /** Lets true time pass; what is due in it happens in order. */
  pass(seconds: number): void {
    const end = this.now + seconds * 1000;
    for (;;) {
      const next = this.#next(end);
      if (!next) break;
      this.now = Math.max(this.now, next.at);
      next.deliver();
      this.counts.events += 1;
      this.#audit();
      // A page has a tick a second at most, and a keepalive now and then.
      if (this.counts.events > 10_000 + (this.now / 1000) * (20 + 5 * this.tabs.length)) {
        this.violate('T1', 'a timer spins');
        break;
      }
    }
    this.now = end;
    this.#audit();
  }

  #audit(): void {
    for (const tab of this.tabs) tab.audit();
    this.chorus.audit();
  }

  #next(end: number): Message | undefined {
    let next: Message | undefined;
    for (const message of this.#messages) if (message.at <= end && (!next || message.at < next.at)) next = message;
    if (!this.asleep) {
      for (const tab of this.tabs) {
        const timer = tab.timer(end);
        if (timer && (!next || timer.at < next.at)) next = timer;
      }
    }
    const index = next ? this.#messages.indexOf(next) : -1;
    if (index >= 0) this.#messages.splice(index, 1);
    return next;
  }

  later(delay: number, deliver: () => void): void {
    this.#messages.push({ at: this.now + delay, deliver });
  }

  /** As {@link later}, on this machine: whatever comes while it sleeps waits for it to wake. */
  local(delay: number, deliver: () => void): void {
    this.later(delay, () => {
      if (this.asleep) this.#kept.push(deliver);
      else deliver();
    });
  }

  forget(tab: Tab): void {
    this.tabs = this.tabs.filter((other) => other !== tab);
  }

  /** The machine sleeps; whatever its pages had under way is cut off. */
  sleep(seconds: number, monotonicGoesOn: boolean): void {
    this.counts.slept += 1;
    this.shakenAt = this.now + seconds * 1000;
    this.asleep = true;
    for (const tab of this.tabs) tab.cutOff();
    this.pass(seconds);
    if (!monotonicGoesOn) this.#monotonicBehind += seconds * 1000;
    this.asleep = false;
    for (const tab of this.tabs) tab.cutOff();
    this.#kept.splice(0).forEach((deliver) => deliver());
    // Somebody unlocks the screen: what was visible is so again.
    for (const tab of this.tabs) tab.wake();
  }

  /** Somebody sets the clock, and comes back to the page or goes on typing. */
  setClock(seconds: number): void {
    this.counts.clockSet += 1;
    // Nobody does so within the moment that a message takes.
    this.pass(1.1);
    if (seconds < 0 && this.tabs.some((tab) => !tab.awake || tab.hidden)) this.misled = true;
    this.#wallAhead += seconds * 1000;
    this.shakenAt = this.now;
    if (seconds < 0) this.setBackAt = this.now;
    const typing = this.random() < 0.5;
    for (const tab of this.tabs) {
      if (typing) tab.work();
      else tab.wake();
    }
  }

  /** Between tabs: out of order always, and in bad weather late or never. */
  connect = (_: string, hear: (value: unknown) => void): Channel => {
    this.#listeners.add(hear);
    return {
      post: (value) => {
        this.#snapshot = value;
        const bad = this.weather !== 'fine';
        if (bad) this.badUntil = Math.max(this.badUntil, this.now + 30_000);
        for (const other of this.#listeners) {
          if (other === hear || (bad && this.random() < 0.1)) continue;
          this.local(this.random() * (bad ? 1000 : 30), () => this.#listeners.has(other) && other(value));
        }
      },
      read: () => this.#snapshot,
      close: () => this.#listeners.delete(hear),
    };
  };

  /** The way there and back, and what becomes of a request on it. */
  travel(): { readonly there: number; readonly back: number; readonly fate: 'arrives' | 'refused' | 'lost' | 'answer lost' | 503 | 429 } {
    const { random, weather } = this;
    this.counts.requests += 1;
    const there = 10 + random() * 150;
    const back = 10 + random() * 150;
    if (weather === 'fine') return { there, back, fate: 'arrives' };
    this.badUntil = this.now + 30_000;
    this.counts[weather] += 1;
    if (weather === 'outage') return { there, back, fate: random() < 0.5 ? 'refused' : 'lost' };
    if (weather === 'errors') return { there, back, fate: random() < 0.7 ? 503 : 'arrives' };
    if (weather === 'busy') return { there, back, fate: random() < 0.7 ? 429 : 'arrives' };
    if (weather === 'slow') return { there: random() * SLOW_ROAD, back: random() * SLOW_ROAD, fate: 'arrives' };
    return { there, back, fate: (['lost', 'answer lost', 'arrives'] as const)[Math.floor(random() * 3)] ?? 'lost' };
  }
}
