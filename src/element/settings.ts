import { parseDuration, type SessionSettings } from '../session/index.ts';

const address = (value: string) => (URL.canParse(value, document.baseURI) ? value : undefined);
const method = (value: string) => /^(GET|HEAD|POST|PUT|PATCH|DELETE)$/.exec(value.toUpperCase())?.[0];
const words = (value: string) => value.trim() || undefined;

/** What of the markup the session goes by, and how it is read. `undefined`: it can't be. */
const READERS = {
  timeout: parseDuration,
  countdown: parseDuration,
  keepaliveInterval: parseDuration,
  sessionUrl: address,
  keepaliveUrl: address,
  keepaliveMethod: method,
  statusUrl: address,
  logoutUrl: address,
  logoutMethod: method,
  activityEvents: words,
  channel: words,
  extendOnActivity: Boolean,
};

export const SETTINGS = Object.keys(READERS) as (keyof typeof READERS)[];

/** A page author's markup, as properties. */
export type Markup = { readonly [K in keyof typeof READERS]?: Parameters<(typeof READERS)[K]>[0] | null | undefined };

/** Reads the markup. What can't be read falls back to its default, and is reported by attribute and value. */
export function readSettings(markup: Markup, report: (message: string) => void): SessionSettings {
  const read = SETTINGS.map((name) => {
    const value = markup[name] ?? undefined;
    const setting = value === undefined ? value : READERS[name](value as never);
    if (setting === undefined && value !== undefined) {
      report(`${attributeName(name)}="${value as string}" can’t be read`);
    }
    return [name, setting];
  });
  return Object.fromEntries(read) as SessionSettings;
}

export function attributeName(property: string): string {
  return property.replace(/[A-Z]/g, '-$&').toLowerCase();
}
