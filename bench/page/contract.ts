/** How each contestant is mounted, as its own README says; `contestants/*.js` leave `mount` on the page. */
export interface Settings {
  /** Milliseconds. */
  readonly timeout: number;
  /** Milliseconds of it that are warned of, by those who warn. */
  readonly countdown: number;
  /** For those who speak with a server. */
  readonly sessionUrl?: string;
  readonly onIdle: () => void;
}

export interface Mounted {
  unmount(): void;
  /** Presses "stay" where one is asked, for those who hear no activity. */
  stay?(): void;
}

declare global {
  var mount: (settings: Settings) => Mounted | Promise<Mounted>;
  var mounted: Mounted;
  /** When time was up, in milliseconds; `undefined` before. */
  var idleAt: number | undefined;
}
