import { readSettings } from '../../src/element/settings.ts';
import { resolveEndpoints } from '../../src/session/endpoints.ts';
import type { Values } from './attributes.ts';

/** What a request comes to in the protocol. */
export interface Meant {
  readonly path: string;
  readonly method: string;
  /** Asked as the protocol has it, token included. */
  readonly strict: boolean;
}

/** Whatever addresses and methods the attributes name, the playground's server answers there: as if it were of that kind. */
export function meaning(values: Values, method: string, address: URL, base: string): Meant | undefined {
  const value = (name: string) => values.get(name);
  const [sessionUrl, keepaliveUrl, statusUrl, logoutUrl] = ['session-url', 'keepalive-url', 'status-url', 'logout-url'].map(value);
  // What the tag can't read, it falls back from.
  const settings = readSettings({ sessionUrl, keepaliveUrl, statusUrl, logoutUrl, keepaliveMethod: value('keepalive-method'), logoutMethod: value('logout-method') }, () => {});
  const { peek, keepalive, signout } = resolveEndpoints(settings);
  const isHere = (url: string | undefined) => {
    const there = url === undefined ? null : URL.parse(url, base);
    return there !== null && /^https?:$/.test(there.protocol) && there.href === address.href;
  };
  const isFor = (endpoint: typeof peek) => endpoint !== null && endpoint.method === method && isHere(endpoint.url);
  const strict = isHere(settings.sessionUrl);
  if (isHere(value('draft-key-url') ?? (sessionUrl && `${sessionUrl}/draft-key`))) return { path: '/session/draft-key', method, strict };
  if (isFor(peek)) return { path: '/session', method, strict };
  if (isFor(keepalive)) return { path: '/session', method: 'POST', strict };
  if (isFor(signout)) return { path: '/session', method: 'DELETE', strict };
  return undefined;
}
