import type { SessionStatus } from '../../src/session/protocol.ts';

/** A session on some server, as its browser has it. */
export interface SignedIn {
  readonly cookie: string;
  readonly token: string;
}

export interface Asked {
  readonly status: number;
  readonly body: SessionStatus | { readonly active: false } | null;
}

const HEADERS = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };

/** @throws where the server can't be reached. */
export async function signIn(address: string, username = 'user1'): Promise<SignedIn> {
  const body = JSON.stringify({ username, password: `${username}_secret` });
  const response = await fetch(`${address}/login`, { method: 'POST', headers: HEADERS, body });
  const { csrf_token = '' } = (await response.json()) as { csrf_token?: string };
  return { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '', token: csrf_token };
}

/** @throws where the server can't be reached, or goes away before it has answered. */
export async function ask(address: string, method: 'GET' | 'POST' | 'DELETE', { cookie, token }: SignedIn): Promise<Asked> {
  const response = await fetch(`${address}/session`, { method, headers: { ...HEADERS, cookie, 'x-csrf-token': token } });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as Asked['body']) : null };
}
