import { ReactiveElement, type PropertyDeclarations } from '@lit/reactive-element';
import { attributeName, SETTINGS } from './settings.ts';

const TEXTS = ['expiredUrl', 'signedOutUrl', 'draftKeyUrl', 'heading', 'message', 'stayLabel', 'signOutLabel'];
const FLAGS = ['extendOnActivity', 'titleCountdown', 'headless', 'disabled', 'drafts'];

type Text = string | null | undefined;
type Duration = string | number | null | undefined;

/** What can be written on the tag, each as an attribute and as a property. */
export abstract class Attributes extends ReactiveElement {
  static override properties: PropertyDeclarations = Object.fromEntries(
    [...SETTINGS, ...TEXTS, ...FLAGS].map((name) => [name, { attribute: attributeName(name), type: FLAGS.includes(name) && Boolean }]),
  );

  /**
   * Idle timeout, countdown included. Where the server's is shorter or longer, the shorter holds.
   *
   * @attr timeout
   * @default the server's `idle_timeout`, else `15m`
   */
  declare timeout: Duration;
  /**
   * Length of the warning, the last part of the timeout. Under 20 s (WCAG 2.2.1) is obeyed, and reported once.
   *
   * @attr countdown
   * @default `2m`, at most half of `timeout`
   */
  declare countdown: Duration;
  /**
   * Protocol resource: GET peeks, POST slides, DELETE signs out.
   *
   * @attr session-url
   * @default none
   */
  declare sessionUrl: Text;
  /**
   * Any address that a request keeps the session alive by.
   *
   * @attr keepalive-url
   * @default `session-url`
   */
  declare keepaliveUrl: Text;
  /**
   * Method of that request.
   *
   * @attr keepalive-method
   * @default `POST`
   */
  declare keepaliveMethod: Text;
  /**
   * GET that answers with the protocol's status and does not slide. Empty: never asked.
   *
   * @attr status-url
   * @default `session-url`
   */
  declare statusUrl: Text;
  /**
   * Ends the server's session.
   *
   * @attr logout-url
   * @default `session-url`
   */
  declare logoutUrl: Text;
  /**
   * Method of that request.
   *
   * @attr logout-method
   * @default `DELETE`; `POST` for a `logout-url` of its own
   */
  declare logoutMethod: Text;
  /**
   * At most one keepalive in each, over all tabs; at most `timeout` − `countdown`.
   *
   * @attr keepalive-interval
   * @default half of `timeout` − `countdown`
   */
  declare keepaliveInterval: Duration;
  /**
   * Where the browser goes when time ran out: an http(s) address; `{next}` becomes the current path, query and fragment, encoded. Anything else is reported, and the page stays covered.
   *
   * @attr expired-url
   * @default none: the page is covered
   */
  declare expiredUrl: Text;
  /**
   * Where it goes when the user signs out.
   *
   * @attr signed-out-url
   * @default `expired-url`
   */
  declare signedOutUrl: Text;
  /**
   * Activity during the countdown ends it. Without, only an explicit choice does.
   *
   * @attr extend-on-activity
   * @default absent
   */
  declare extendOnActivity: boolean;
  /**
   * Names of events that count as activity, separated by spaces: trusted ones only, pointer moves only with movement.
   *
   * @attr activity-events
   * @default `pointermove pointerdown keydown wheel touchmove input visibilitychange`
   */
  declare activityEvents: Text;
  /**
   * Tabs with one channel share one session.
   *
   * @attr channel
   * @default derived from the addresses
   */
  declare channel: Text;
  /**
   * Heading of the idle countdown.
   *
   * @attr heading
   * @default the language's own
   */
  declare heading: Text;
  /**
   * Text of the idle countdown; `{remaining}` becomes the time left.
   *
   * @attr message
   * @default the language's own
   */
  declare message: Text;
  /**
   * Label of the button that stays.
   *
   * @attr stay-label
   * @default the language's own
   */
  declare stayLabel: Text;
  /**
   * Label of the button that signs out.
   *
   * @attr sign-out-label
   * @default the language's own
   */
  declare signOutLabel: Text;
  /**
   * Shows the time left in the page's title, too.
   *
   * @attr title-countdown
   * @default absent
   */
  declare titleCountdown: boolean;
  /**
   * Seals what is typed and not sent, and brings it back after the same user has signed in again.
   *
   * @attr drafts
   * @default absent
   */
  declare drafts: boolean;
  /**
   * GET that tells the user's key for drafts.
   *
   * @attr draft-key-url
   * @default `session-url` + `/draft-key`
   */
  declare draftKeyUrl: Text;
  /**
   * No dialog, cover, panel or notice; events, requests and navigation as ever.
   *
   * @attr headless
   * @default absent
   */
  declare headless: boolean;
  /**
   * Does nothing.
   *
   * @attr disabled
   * @default absent
   */
  declare disabled: boolean;

  constructor() {
    super();
    // Frameworks look at what a property holds to know what may be put there: Vue reads a bare attribute as a flag.
    for (const name of FLAGS) (this as Record<string, unknown>)[name] = false;
  }
}
