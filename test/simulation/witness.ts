import type { Notice, Phase } from '../../src/session/state.ts';
import type { World } from './world.ts';

/** Milliseconds that the road and the clocks' grain may take. */
const GRAIN = 1200;
/** The longest way there. */
export const SLOW_ROAD = 6000;

/** What can be seen of a page from outside. */
export interface Page {
  readonly phase: Phase;
  readonly live: boolean;
  readonly awake: boolean;
  readonly hidden: boolean;
  /** How much longer it believes to be signed in, in ms. */
  believes(): number;
}

/** A bystander who knows the true time, what the user did and what the server knows, and judges a page by the rules. */
export class Witness {
  readonly #world: World;
  readonly #page: Page;
  #pressedAt = -Infinity;
  #warnedAt = Infinity;
  #calledOffAt = -Infinity;
  #coveredAt = -Infinity;
  #coveredWarned = false;
  #lastPhase: Phase['name'] = 'active';
  /** When the page was last not simply awake and visible. */
  disturbedAt: number;
  #cutOffAt = -Infinity;
  /** The session that the page is in, as far as it was told. */
  knownId: number | null = null;

  constructor(world: World, page: Page) {
    this.#world = world;
    this.#page = page;
    this.disturbedAt = world.now;
  }

  sawActivity(): void {
    const { moments, now } = this.#world;
    moments.push(now);
    if (moments.length > 2000) moments.splice(0, 1000);
  }

  sawStay(): void {
    this.#pressedAt = this.#world.now;
    this.sawActivity();
  }

  sawDisturbance(): void {
    this.disturbedAt = this.#world.now;
  }

  sawCutOff(): void {
    this.#cutOffAt = this.#world.now;
  }

  sawSession(id: number): void {
    // Only now does it know how long a session lasts here.
    if (this.knownId !== null) return;
    this.sawDisturbance();
    this.knownId = id;
    this.#world.chorus.learned(id);
  }

  heard(notice: Notice): void {
    const { now } = this.#world;
    // One warning may pass into another, as from idle to absolute.
    if (notice.type === 'warn') this.#checkReason(notice.reason);
    // Nor does a cover of a moment, just as it ended, interrupt it.
    if (notice.type === 'warn' && this.#calledOffAt !== now && !this.#coveredWarned) this.#warnedAt = now;
    if (notice.type === 'extend') {
      this.#calledOffAt = now;
      this.#checkAgreed(notice.source);
    }
    if (notice.type === 'expire') this.#checkExpiry(notice.reason);
  }

  /** T1, T2, T4: an awake page never believes in more time than the server has confirmed. */
  audit(): void {
    const { now, server, setting } = this.#world;
    const { phase, live, awake, hidden } = this.#page;
    if (phase.name === 'checking') {
      this.#coveredAt = now;
      this.#coveredWarned ||= this.#lastPhase === 'warning';
    } else if (now - this.#coveredAt > 1000) this.#coveredWarned = false;
    this.#lastPhase = phase.name;
    if (!live || !awake || hidden) return;
    const { kind, timeout, idle } = setting;
    const own = (this.#world.moments.at(-1) ?? 0) + Math.min(timeout ?? idle, idle) * 1000;
    const end = kind === 'none' ? own : server.end;
    const known = kind !== 'protocol' || this.knownId !== null;
    const another = this.knownId !== null && this.knownId !== server.id;
    // What was written before the clock was set back looks younger, until the server can be asked.
    const misdated = this.#world.misled || (kind !== 'protocol' && now - this.#world.setBackAt < 2000 * idle);
    if (!known || another || misdated) return;
    const believed = now + this.#page.believes();
    if (believed > end + GRAIN) this.#world.violate('T4', `believes in ${Math.round((believed - end) / 1000)} s too many`);
    if (now > end + GRAIN) this.#world.violate('T1', `is ${phase.name} ${Math.round((now - end) / 1000)} s after the end`);
  }

  /** T5: a keepalive tells of something that the user did. */
  checkHonesty(idleFor: number): void {
    const { now, server, shakenAt } = this.#world;
    const claimed = now - idleFor * 1000;
    const shaken = now - shakenAt < idleFor * 1000 + GRAIN;
    const heard = Math.abs(claimed - server.lastActive) < GRAIN;
    if (shaken || heard || this.#world.moments.some((moment) => Math.abs(moment - claimed) < GRAIN)) return;
    this.#world.violate('T5', `told the server of activity ${idleFor.toFixed(1)} s ago that nobody saw`);
  }

  /** T4: what an idle page claims can't end a session in use elsewhere. */
  checkSparing(idleFor: number): void {
    const claimed = this.#world.now - idleFor * 1000;
    const known = Math.max(this.#world.moments.at(-1) ?? 0, this.#world.server.lastActive);
    // A clock set back, then a sleep in which all clocks stand still: nobody can tell the two from neither.
    if (claimed > known + GRAIN && !this.#world.misled) this.#world.violate('T4', `claimed activity ${((claimed - known) / 1000).toFixed(1)} s after the last`);
  }

  /** T7: a countdown is called off only by what the server knows, or (maybe at the same time) what was done in another tab within what it confirmed. */
  #checkAgreed(source: string): void {
    const { server, setting, now, moments } = this.#world;
    const active = source === 'tab' || source === 'server' ? Math.max(server.lastActive, moments.at(-1) ?? 0) : server.lastActive;
    const end = Math.min(setting.kind === 'protocol' ? server.end : Infinity, active + Math.min(setting.timeout ?? setting.idle, setting.idle) * 1000);
    const tooMuch = now + this.#page.believes() > end + GRAIN;
    if (setting.kind !== 'none' && tooMuch) this.#world.violate('T7', 'the countdown closed though the server had not agreed');
  }

  /** T10: where the absolute timeout is what ends the session, nobody is offered to stay. */
  #checkReason(reason: string): void {
    const { server, now, shakenAt } = this.#world;
    const same = this.knownId === server.id && now - shakenAt > 60_000;
    const absolute = Math.abs(now + this.#page.believes() - server.absoluteAt) < 500;
    if (same && reason === 'idle' && absolute) this.#world.violate('T10', 'offers to stay beyond the absolute timeout');
  }

  #checkExpiry(reason: string): void {
    const world = this.#world;
    const { now, server, setting } = world;
    if (reason !== 'idle' && reason !== 'absolute') return;
    const timeout = Math.min(setting.timeout ?? setting.idle, setting.idle) * 1000;
    const countdown = Math.min(setting.countdown * 1000, timeout / 2);
    // That a clock was set is noticed when it is next looked at.
    const steady = now - Math.max(this.disturbedAt, world.shakenAt + timeout - countdown) > countdown + 15_000;
    const fine = now > world.badUntil && world.weather === 'fine';
    const { hidden } = this.#page;
    // T6: an awake, visible page has warned for the whole countdown; a last peek may have ended it 3 s early.
    if (steady && !hidden && server.alive(now - 4000)) {
      const warned = Math.max(0, now - this.#warnedAt);
      // What the server confirms counts from the sending (T4): on a slow road the end itself draws nearer.
      const lead = Math.min(3000, countdown / 2) + GRAIN + (fine ? 0 : SLOW_ROAD);
      if (warned < countdown - lead) world.violate('T6', `expired after ${(warned / 1000).toFixed(1)} s of warning`);
    }
    // T2, T4: where the server can be asked, nobody is signed out while it says that somebody is active.
    const end = Math.min(server.lastActive + timeout, server.absoluteAt);
    const same = this.knownId === server.id;
    // It may have been asked in vain: just before it was told that somebody was active.
    const askedLate = server.toldAt > now - 4500 || this.#cutOffAt === now;
    if (setting.kind === 'protocol' && fine && same && !server.ended && end > now + 4500 && !askedLate) {
      world.violate('T2', `expired ${Math.round((end - now) / 1000)} s early, though the server could have been asked`);
    }
    // T7: whoever chose to stay, and could be heard, stays.
    const inVain = this.#pressedAt > Math.max(now - timeout + 5000, world.badUntil, world.shakenAt) && this.#pressedAt < now - 2000;
    if (reason === 'idle' && inVain && steady && !hidden && !server.ended) world.violate('T7', '"stay" was pressed in vain');
    // T10: absolute is absolute.
    if (reason === 'absolute' && fine && same && !server.ended && server.absoluteAt > now + 4500) world.violate('T10', 'expired as absolute before that was due');
  }
}
