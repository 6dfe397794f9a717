import { ReactiveElement, type PropertyDeclarations, type PropertyValues } from '@lit/reactive-element';
import type { Look } from '../drafts/index.ts';
import { createSession, NOTHING, type IdleSession, type Notice, type Outcome, type PublicState, type SessionStatus, type Verdict } from '../session/index.ts';
import { createDialog } from './dialog.ts';
import { eventOf, ExpireEvent, SignOutEvent } from './events.ts';
import { languageOf } from './language.ts';
import type { Request } from './messages.ts';
import { attributeName, readSettings, SETTINGS } from './settings.ts';
import { createTitlePrefix } from './title.ts';
import { inDigits, wordsFor } from './words.ts';

const TEXTS = ['expiredUrl', 'signedOutUrl', 'draftKeyUrl', 'heading', 'message', 'stayLabel', 'signOutLabel'];
const FLAGS = ['extendOnActivity', 'titleCountdown', 'headless', 'disabled', 'drafts'];

type Text = string | null | undefined;
type Duration = string | number | null | undefined;

/**
 * Keeps the server's session alive while the user is active, warns before it ends, and signs out when time runs out.
 * Durations are seconds, or texts such as `15m` or `1h30m`; one that can't be read falls back to its default.
 *
 * @tag idle-timeout
 */
export class IdleTimeoutElement extends ReactiveElement {
  static override properties: PropertyDeclarations = Object.fromEntries([
    ...[...SETTINGS, ...TEXTS].map((name) => [name, { attribute: attributeName(name) }]),
    ...FLAGS.map((name) => [name, { attribute: attributeName(name), type: Boolean }]),
  ]);

  /** Idle timeout, countdown included. Default: the server's, else `15m`; the shorter of both holds. */
  declare timeout: Duration;
  /** Length of the warning. Default `2m`, at most half of the timeout. WCAG 2.2.1 asks for 20 s at least. */
  declare countdown: Duration;
  /** Protocol resource: GET peeks, POST slides, DELETE signs out. */
  declare sessionUrl: Text;
  /** Any request that slides the session. Default: `session-url`. */
  declare keepaliveUrl: Text;
  /** Default `POST`. */
  declare keepaliveMethod: Text;
  /** GET that peeks. Default: `session-url`; empty: never peek. */
  declare statusUrl: Text;
  /** Ends the server's session. Default: `session-url`. */
  declare logoutUrl: Text;
  /** Default: `DELETE` for the `session-url`, `POST` for a `logout-url`. */
  declare logoutMethod: Text;
  /** At most one keepalive in each. Default: half of timeout − countdown, at most all of it. */
  declare keepaliveInterval: Duration;
  /** Where the browser goes when time ran out; `{next}` becomes the current address. Default: stay, covered. */
  declare expiredUrl: Text;
  /** Where the browser goes after a sign-out. Default: `expired-url`. */
  declare signedOutUrl: Text;
  /** Activity during the countdown ends it. Default: only an explicit choice does. */
  declare extendOnActivity: boolean;
  /** Names of the events that count as activity, separated by spaces. */
  declare activityEvents: Text;
  /** Tabs with one channel share one session. */
  declare channel: Text;
  /** Heading of the countdown. */
  declare heading: Text;
  /** Text of the countdown; `{remaining}` becomes the time left. */
  declare message: Text;
  /** Label of the button that stays. */
  declare stayLabel: Text;
  /** Label of the button that signs out. */
  declare signOutLabel: Text;
  /** Shows the remaining time in the page's title, too. */
  declare titleCountdown: boolean;
  /** No dialog, cover or panel; events, requests and navigation as ever. */
  declare headless: boolean;
  /** Does nothing. */
  declare disabled: boolean;
  /** Seals what is typed and not sent, and brings it back after the same user has signed in again. */
  declare drafts: boolean;
  /** GET that tells the user's key for drafts. Default: `session-url` and `/draft-key`. */
  declare draftKeyUrl: Text;

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

  /** What the session is in. Also to be styled as `:state(…)`. */
  get state(): PublicState {
    return this.disabled ? 'disabled' : (this.#session?.state ?? 'active');
  }

  /** Seconds until the session ends as far as the server has confirmed. `Infinity` while nothing is watched. */
  get remaining(): number {
    return this.#session?.remaining ?? Infinity;
  }

  /** When the session ends; `null` when it is over. */
  get expiresAt(): Date | null {
    return this.#session?.expiresAt ?? null;
  }

  /** The last answer of the server. */
  get session(): SessionStatus | null {
    return this.#session?.status ?? null;
  }

  /** "Stay signed in": resolves with whether the server agreed. */
  async extend(): Promise<boolean> {
    return this.#started()?.extend() ?? false;
  }

  /** Signs out by the user's wish; resolves when all is done. */
  async signOut(): Promise<void> {
    await this.#started()?.signOut();
  }

  /** Ends the session as if time had run out; resolves when all is done. */
  async expire(): Promise<void> {
    await this.#started()?.expire();
  }

  /** Reports activity that the element can't see. */
  activity(): void {
    this.#started()?.activity();
  }

  /** Counts as active until the returned function is called: a video, a call, an upload. */
  hold(): () => void {
    const held = {};
    this.#holds.add(held);
    this.#hold();
    return () => {
      this.#holds.delete(held);
      this.#hold();
    };
  }

  /** Reads clock and server anew. */
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
    this.#prefixTitle(remaining && this.titleCountdown ? inDigits(remaining) : null);
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
    if (!(event instanceof ExpireEvent || event instanceof SignOutEvent)) return undefined;
    return { prevented: event.defaultPrevented, until: event.awaited };
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
