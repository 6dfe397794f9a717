import { isIPv6 } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/**
 * Whom attempts to sign in are counted against. Anybody can write anything into `X-Forwarded-For`: only what the nearest
 * proxies added, at its end, is to be trusted.
 */
export function clientAddress(c: Context, trustedProxies: number): string {
  const said = (c.req.header('x-forwarded-for') ?? '').split(',').map((address) => address.trim());
  const forwarded = trustedProxies > 0 ? said.at(-trustedProxies) : undefined;
  return network(forwarded || getConnInfo(c).remote.address || '');
}

/** Who has one IPv6 address has a whole /64 of them. */
export function network(address: string): string {
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (v4 || !isIPv6(address)) return v4 ?? address;
  const [head = '', tail = ''] = address.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const zeros = Array<string>(8 - groups(head).length - groups(tail).length).fill('0');
  return `${[...groups(head), ...(address.includes('::') ? zeros : []), ...groups(tail)].slice(0, 4).join(':')}::/64`;
}
