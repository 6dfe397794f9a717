import type { Ask, Notice } from '../../src/session/state.ts';
import type { Tab } from './tab.ts';
import type { World } from './world.ts';

/** Within this (ms) all tabs that are awake know. */
const TOGETHER = 1200;
/** Clocks' grain and the wait for a lock, in ms. */
const GRAIN = 300;

/** A bystander who sees all tabs at once, and judges what they do together: rules T8 and T9. */
export class Chorus {
  readonly #world: World;
  /** Since when one tab counts down while another does not. */
  #apartSince = Infinity;
  /** By session, when the last keepalive left that was confirmed, which activity the server knew of then, and whether a peek crossed it. */
  readonly #slides = new Map<number, { readonly at: number; readonly told: number; readonly crossed: boolean }>();
  /** When anybody last peeked. */
  #peekedAt = -Infinity;
  /** Sessions for whose end the server was asked, and those that a user signed out of. */
  readonly #ended = new Set<number>();
  readonly #left = new Set<number>();

  constructor(world: World) {
    this.#world = world;
  }

  /** What is known of the session by tabs that are awake and visible, and have been for a while. */
  #attentive(): Tab[] {
    const { tabs, server, setting } = this.#world;
    return tabs.filter((tab) => tab.awake && !tab.hidden && tab.steadyFor(3000) && (setting.kind !== 'protocol' || tab.session === server.id));
  }

  get #fine(): boolean {
    const { now, badUntil, shakenAt, setBackAt, setting, weather } = this.#world;
    // Where the server can't be asked, what was lost on the way is learnt from what others tell later, and a clock set back never.
    const alone = setting.kind !== 'protocol';
    return weather === 'fine' && now - badUntil > (alone ? setting.idle * 1000 : 0) && now - shakenAt > 60_000 && !(alone && setBackAt > 0);
  }

  /** T8: the countdown opens and closes in all tabs together. */
  audit(): void {
    const { now, tabs } = this.#world;
    if (tabs.length < 2) return;
    const names = new Set(this.#attentive().filter((tab) => tab.live).map((tab) => tab.phase.name));
    const crossed = this.#slides.get(this.#world.server.id)?.crossed;
    if (names.size < 2 || crossed || !this.#fine) this.#apartSince = Infinity;
    else this.#apartSince = Math.min(this.#apartSince, now);
    if (now - this.#apartSince > TOGETHER) this.#world.violate('T8', 'one tab counts down while another does not');
  }

  heard(tab: Tab, notice: Notice): void {
    const { server, setting, moments, now } = this.#world;
    if (notice.type === 'signout') {
      if (notice.source === 'user') this.#left.add(tab.session ?? server.id);
      else if (tab.session !== null && !this.#left.has(tab.session)) this.#world.violate('T9', 'was signed out though nobody signed out of this session');
      // Where the server names no session, this may have been another one's end.
      if (notice.source === 'user' || tab.session !== null) this.#expectAllToEnd(tab);
    }
    if (notice.type === 'expire' && notice.reason !== 'replaced') {
      const lives = tab.session === server.id && server.alive(now - GRAIN);
      if (notice.reason === 'ended' && lives) this.#world.violate('T9', 'was said to have ended though it goes on');
      // Who learns that it was ended elsewhere at the end of its own time takes it for that.
      const alone = server.ended && notice.reason !== 'ended';
      // Whatever was done in this very moment is still on its way to this tab.
      const photoFinish = Math.max(moments.at(-1) ?? 0, server.toldAt) > now - GRAIN;
      const known = setting.kind === 'protocol' ? tab.session !== null && !alone : notice.reason !== 'ended';
      // Where there is no server to tell, tabs keep activity to themselves until they are asked: too late for one that just woke.
      const unasked = setting.kind === 'none' && !tab.steadyFor(3000);
      if (known && !photoFinish && !unasked) this.#expectAllToEnd(tab);
    }
  }

  /** T8: sign-out and expiry reach all. */
  #expectAllToEnd(by: Tab): void {
    // It crashes before it can tell anybody.
    if (by.doom === 'before') return;
    const those = this.#fine ? this.#attentive().filter((tab) => tab.session === by.session) : [];
    this.#world.later(TOGETHER, () => {
      const still = this.#fine ? this.#attentive() : [];
      if (still.some((tab) => tab.live && those.includes(tab))) this.#world.violate('T8', 'goes on though the session has ended in another tab');
    });
  }

  /** T9: tabs of a session that was replaced notice as soon as a tab knows of the new one. */
  learned(session: number): void {
    const those = this.#fine ? this.#world.tabs.filter((tab) => tab.session !== null && tab.session < session) : [];
    this.#world.later(TOGETHER, () => {
      if (this.#fine && those.some((tab) => tab.live && tab.awake && tab.steadyFor(3000))) this.#world.violate('T9', 'goes on though its session was replaced');
    });
  }

  /** T8: one keepalive an interval and one sign-out a session. T9: none in another's name. */
  sent(tab: Tab, ask: Ask, wished: boolean): void {
    const { now, server, setting, shakenAt, badUntil } = this.#world;
    const id = tab.session ?? server.id;
    const { phase } = tab;
    if (phase.name === 'over' && phase.outcome.reason === 'replaced') this.#world.violate('T9', 'sends in the name of another session');
    if (ask.kind === 'peek') this.#peekedAt = now;
    // Whoever does not know the session yet can't know what others did in it.
    if ((setting.kind === 'protocol' && tab.session === null) || this.#world.misled) return;
    if (ask.kind === 'signout' && ask.reason !== 'user' && setting.kind === 'protocol') {
      if (this.#ended.has(id)) this.#world.violate('T8', 'asked for the end of the session once more');
      this.#ended.add(id);
    }
    const slide = this.#slides.get(id);
    if (ask.kind !== 'keepalive' || wished || !slide || slide.crossed) return;
    const timeout = Math.min(setting.timeout ?? setting.idle, setting.idle) * 1000;
    const countdown = Math.min(setting.countdown * 1000, timeout / 2);
    // On a bad road one tries again, and misses what others tell; who sets the clock forward makes time pass.
    const early = slide.at > Math.max(shakenAt, badUntil) && now - slide.at < (timeout - countdown) / 2 - GRAIN;
    // Before the countdown activity is told in any case (T5).
    const needless = now < slide.told + timeout - countdown - TOGETHER;
    if (early && needless) this.#world.violate('T8', 'two keepalives in one interval');
  }

  confirmed(tab: Tab, sentAt: number): void {
    const { server } = this.#world;
    const id = tab.session ?? server.id;
    // It lives: whatever asked for its end was not heard.
    this.#ended.delete(id);
    this.#slides.set(id, { at: sentAt, told: server.lastActive, crossed: this.#peekedAt > sentAt - GRAIN });
  }

  /** The server kept the session: it may be asked again. */
  spared(id: number): void {
    this.#ended.delete(id);
  }
}
