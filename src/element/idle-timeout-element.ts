import type { PropertyValues } from '@lit/reactive-element';
import type { Look } from '../drafts/index.ts';
import { createSession, NOTHING, type IdleSession, type Notice, type Outcome, type PublicState, type SessionStatus, type Verdict } from '../session/index.ts';
import { createDialog } from './dialog.ts';
import { eventOf } from './events.ts';
import { languageOf } from './language.ts';
import type { Request } from './messages.ts';
import { Attributes } from './attributes.ts';
import { readSettings } from './settings.ts';
import { createTitlePrefix } from './title.ts';
import { inDigits, wordsFor } from './words.ts';

/**
 * Keeps the server's session alive while the user is active, warns before it ends, and signs out when time runs out.
 *
 * Durations are seconds, or texts such as `900s`, `15m`, `1h30m`, `500ms` or `7d`: more than none, 400 days at most. One that
 * can't be read never counts as zero: its default holds, and one warning in the console names attribute and value.
 * Attributes and properties may change at any time.
 *
 * @tag idle-timeout
 *
 * @fires {WarnEvent} warn - The countdown begins. `remaining` in seconds; `reason`: `idle` or `absolute`. Cancelled: the built-in dialog stays closed.
 * @fires {TickEvent} tick - Each second of the countdown. `remaining` in seconds.
 * @fires {ExtendEvent} extend - The countdown is called off. `source`: `user`, `activity`, `tab` or `server`.
 * @fires {KeepaliveEvent} keepalive - The server confirmed a slide. `remaining` in seconds.
 * @fires {KeepaliveErrorEvent} keepaliveerror - It did not. `status` as received, 0 where the server is unreachable; `retryIn` in seconds, `null` where there is no next try.
 * @fires {ExpireEvent} expire - Time ran out, before anything is done about it. `reason`: `idle` (also where the last peek, 3 s before, finds no session), `absolute`, `ended` (on the server, before that) or `replaced` (by another session). `waitUntil(promise)` holds what follows, 5 s at most. Cancelled: no request, no cover, no navigation.
 * @fires {SignOutEvent} signout - The user signs out. `source`: `user` or `tab`; `reason`: `user`, or `absolute` to sign in anew before the absolute timeout. `waitUntil(promise)` and cancelling as for `expire`.
 * @fires {RestoreEvent} restore - A draft came back, before it is filled in. `form`; `fields`: by name, the text, or a list where a name has none or many. Cancelled: nothing is filled in.
 *
 * @slot heading - Heading of the idle countdown.
 * @slot message - Text of the idle countdown.
 * @slot extra - Below the time that is left, empty: for what an app has to add.
 *
 * @csspart dialog - The countdown.
 * @csspart cover - What hides the page: while the server is asked, and when the session is over.
 * @csspart panel - What a cover says.
 * @csspart heading - Heading of dialog and panel.
 * @csspart message - Text of dialog and panel.
 * @csspart countdown - The time that is left, in digits.
 * @csspart progress - The time that is left, as a bar.
 * @csspart actions - The row of buttons.
 * @csspart stay - The button "Stay signed in".
 * @csspart sign-out - The button "Sign out".
 * @csspart sign-in - The button "Sign in again".
 * @csspart dismiss - The button "Continue for now", before the absolute timeout.
 * @csspart reload - The button "Reload", where somebody else has signed in.
 * @csspart notice - What is said about a draft that came back.
 * @csspart restore - The notice's button that fills a draft in.
 * @csspart discard - The notice's button that deletes it.
 * @csspart close - The notice's button that closes it.
 *
 * @cssproperty [--idle-timeout-background=light-dark(#fff, #1b1e25)] - Of dialog, cover and notice.
 * @cssproperty [--idle-timeout-color=light-dark(#191c22, #eceef3)] - Of their texts.
 * @cssproperty [--idle-timeout-accent=light-dark(#14c, #acf)] - Of the bar, of the first button and of the focus.
 * @cssproperty [--idle-timeout-on-accent=light-dark(#fff, #101319)] - Of the text on the first button.
 * @cssproperty [--idle-timeout-radius=1em] - Of the corners; buttons have half of it.
 * @cssproperty [--idle-timeout-backdrop=#000a] - Of the page behind the countdown.
 *
 * @cssstate active - The session goes on.
 * @cssstate warning - The countdown runs.
 * @cssstate checking - The page is covered, and the server is asked.
 * @cssstate expired - Time ran out.
 * @cssstate signed-out - The user signed out, or the page opened without a session.
 * @cssstate disabled - Nothing is watched.
 */
export class IdleTimeoutElement extends Attributes {
  readonly #reported = new Set<string>();
  readonly #prefixTitle = createTitlePrefix();
  #internals: ElementInternals | undefined;
  #session: IdleSession | undefined;
  readonly #holds = new Set<object>();
  #release: (() => void) | undefined;
  #show: ReturnType<typeof createDialog> | undefined;
  #drafts: Look | undefined;
  /** Between the two callbacks: a moved element is connected already when it hears of its removal. */
  #attached = false;
  /** The page author shows the countdown. */
  #warnPrevented = false;

  /** What the session is in: `active`, `warning`, `checking` (covered, the server is asked), `expired`, `signed-out` or `disabled`; in CSS `:state(warning)`. */
  get state(): PublicState {
    return this.disabled ? 'disabled' : (this.#session?.state ?? 'active');
  }

  /** Seconds until the session ends, as far as the server has confirmed; 0 when it is over, `Infinity` while nothing is watched. */
  get remaining(): number {
    return this.#session?.remaining ?? Infinity;
  }

  /** When the session ends by this machine's wall clock; `null` when it is over or nothing is watched. */
  get expiresAt(): Date | null {
    return this.#session?.expiresAt ?? null;
  }

  /** The last status that the server answered with; `null` before, and where it speaks another protocol. */
  get session(): SessionStatus | null {
    return this.#session?.status ?? null;
  }

  /** "Stay signed in". Resolves with whether the server agreed; never rejects. `false` also while nothing is watched. */
  async extend(): Promise<boolean> {
    return this.#started()?.extend() ?? false;
  }

  /** Signs out by the user's wish, in all tabs. Resolves when all is done; never rejects. */
  async signOut(): Promise<void> {
    await this.#started()?.signOut();
  }

  /** Ends the session as if time had run out, in all tabs. Resolves when all is done; never rejects. */
  async expire(): Promise<void> {
    await this.#started()?.expire();
  }

  /** Reports activity that the element can't see: a game pad, a frame of another origin. Cheap enough for every event. */
  activity(): void {
    this.#started()?.activity();
  }

  /** Counts as active until the returned function is called: a video, a call, an upload. It does not end a countdown that already runs. */
  hold(): () => void {
    const held = {};
    this.#holds.add(held);
    this.#hold();
    return () => {
      this.#holds.delete(held);
      this.#hold();
    };
  }

  /** Reads clock and server anew. Resolves when the server has answered or could not; never rejects. */
  async check(): Promise<void> {
    await this.#started()?.check();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#attached = true;
    this.#internals ??= this.attachInternals();
    // What was changed while the element was away counts now.
    this.requestUpdate('timeout', NaN);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#attached = false;
    this.#session?.stop();
    this.updated();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.disabled || changed.has('sessionUrl')) {
      this.#session?.stop();
      this.#session = undefined;
    }
    if (!this.#attached) return;
    if (document.prerendering) document.addEventListener('prerenderingchange', () => this.requestUpdate(), { once: true });
    else if (!this.disabled) this.#watch(changed.size > 0);
    this.#showState();
  }

  protected override updated(): void {
    const view = (this.#attached && this.#session?.view) || NOTHING;
    const remaining = 'remaining' in view ? view.remaining : 0;
    const hidden = this.headless || ('remaining' in view && (view.dismissed || this.#warnPrevented));
    this.#show ??= createDialog(this.renderRoot as ShadowRoot, this.#answer, () => this.#session?.time ?? 0, () => this.requestUpdate());
    const words = wordsFor(languageOf(this), this, remaining);
    this.#show(hidden ? NOTHING : view, words, this.#drafts?.(words.drafts, words.language, words.rtl));
    this.#prefixTitle(remaining && this.titleCountdown ? inDigits(remaining) : '');
  }

  /** The page's holds outlive every session object: they are one hold to it. */
  #hold(): void {
    this.#release?.();
    this.#release = this.#holds.size ? this.#started()?.hold() : undefined;
  }

  /** The session, even when asked before the first update. */
  #started(): IdleSession | undefined {
    if (!this.#session && this.#attached && this.isUpdatePending) this.performUpdate();
    return this.#attached ? this.#session : undefined;
  }

  async #loadDrafts(): Promise<void> {
    this.#drafts = () => '';
    try {
      const { createDrafts } = await import('../drafts/drafts.ts');
      this.#drafts = createDrafts(this);
      this.requestUpdate();
    } catch (error) {
      this.#report(`drafts: ${error as string}`);
    }
  }

  #watch(changed: boolean): void {
    if (this.drafts && !this.#drafts) void this.#loadDrafts();
    if (this.#session && changed) this.#session.configure(readSettings(this, this.#report));
    if (!this.#session) {
      this.#session = createSession(readSettings(this, this.#report), {
        notice: (notice) => this.#notify(notice),
        leave: (outcome) => this.#leave(outcome),
        change: () => this.#change(),
        report: this.#report,
      });
      this.#hold();
    }
    this.#session.start();
  }

  #change(): void {
    this.#showState();
    const updating = this.isUpdatePending;
    this.requestUpdate();
    // A page past its deadline must not be seen even once more: no waiting for the next microtask.
    if (!updating && this.#attached && this.state !== 'active') this.performUpdate();
  }

  #showState(): void {
    const states = this.#internals?.states;
    states?.clear();
    states?.add(this.state);
  }

  #answer = (request: Request): void => {
    const session = this.#session;
    switch (request) {
      case 'stay':
        return void session?.extend();
      case 'sign-out':
        return void session?.signOut();
      case 'dismiss':
        return session?.dismiss();
      case 'reload':
        return location.reload();
      case 'sign-in':
        if (this.state === 'warning') return void session?.signOut('absolute');
        return this.expiredUrl ? this.#go(this.expiredUrl) : location.reload();
    }
  };

  #notify(notice: Notice): Verdict | undefined {
    const event = eventOf(notice);
    this.dispatchEvent(event);
    if (notice.type === 'warn') this.#warnPrevented = event.defaultPrevented;
    return 'awaited' in event ? { prevented: event.defaultPrevented, until: event.awaited } : undefined;
  }

  #leave(outcome: Outcome): void {
    if (outcome.type === 'expire' && outcome.reason === 'replaced') return;
    const signedOut = outcome.type === 'signout' && outcome.reason === 'user';
    const url = (signedOut && this.signedOutUrl) || this.expiredUrl;
    if (url) this.#go(url);
  }

  #go(template: string): void {
    const { pathname, search, hash } = location;
    const next = encodeURIComponent(pathname + search + hash);
    const url = URL.parse(template.replaceAll('{next}', next), document.baseURI);
    if (url && /^https?:$/.test(url.protocol)) location.assign(url);
    else this.#report(`"${template}" is no address`);
  }

  #report = (message: string): void => {
    if (this.#reported.has(message)) return;
    this.#reported.add(message);
    console.warn(`<idle-timeout> ${message}`);
  };
}

declare global {
  interface Document {
    /** Chromium alone prerenders so far. */
    readonly prerendering?: boolean;
  }
  interface HTMLElementTagNameMap {
    'idle-timeout': IdleTimeoutElement;
  }
}
