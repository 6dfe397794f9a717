import { hash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** Ways to get the protocol wrong, most of which have been seen in servers of this world. */
export type Fault =
  | 'peeks slide' | 'slides don’t' | 'idle_for is ignored' | 'late keepalives shorten' | 'slides go past the absolute timeout'
  | 'the absolute timeout slides' | 'negative idle_for buys time' | 'bad JSON crashes it' | 'no token is needed' | 'any token will do'
  | 'other sites may' | 'the site next door may' | 'Origin is not looked at' | 'idle pages end sessions in use' | 'sign-out drops the cookie alone' | 'sign-out twice is an error'
  | 'strangers’ keepalives are redirected' | 'strangers get a page' | 'keepalives write back what they read' | 'keepalives send a new cookie'
  | 'sessions never end' | 'answers may be stored' | 'the cookie is the id' | 'there is no id' | 'durations are in milliseconds' | 'an answer is a time of day'
  | 'draft keys are short' | 'former draft keys are short' | 'each answer has another draft key' | 'each session has another draft key' | 'draft keys tell no session'
  | 'draft keys slide' | 'draft keys may be stored' | 'strangers are given a draft key' | 'draft keys outlive the session';

/** Not wrong: the protocol without what the tag's `drafts` need, or at a server's bad moments. */
export type Lack = 'there are no draft keys' | 'every fifth peek is late';

export const FAULTS: Readonly<Record<Fault, readonly string[]>> = {
  'peeks slide': ['peek'],
  'slides don’t': ['slide', 'idleFor', 'neverShorter'],
  'idle_for is ignored': ['idleFor', 'garbage'],
  'late keepalives shorten': ['neverShorter'],
  'slides go past the absolute timeout': ['fields', 'cap'],
  'the absolute timeout slides': ['cap'],
  'negative idle_for buys time': ['garbage'],
  'bad JSON crashes it': ['garbage'],
  'no token is needed': ['csrfToken'],
  'any token will do': ['csrfToken'],
  'other sites may': ['csrfOrigin'],
  'the site next door may': ['csrfOrigin'],
  'Origin is not looked at': ['csrfOrigin'],
  'idle pages end sessions in use': ['spare'],
  'sign-out drops the cookie alone': ['race', 'signOut'],
  'sign-out twice is an error': ['signOut'],
  'strangers’ keepalives are redirected': ['expiry', 'gone'],
  'strangers get a page': ['anonymous', 'expiry'],
  'keepalives write back what they read': ['race'],
  'keepalives send a new cookie': ['race'],
  'sessions never end': ['expiry'],
  'answers may be stored': ['noStore'],
  'the cookie is the id': ['id'],
  'there is no id': ['fields', 'id'],
  'durations are in milliseconds': ['fields'],
  'an answer is a time of day': ['fields'],
  'draft keys are short': ['draftKey'],
  'former draft keys are short': ['draftKey'],
  'each answer has another draft key': ['draftKey'],
  'each session has another draft key': ['draftKey'],
  'draft keys tell no session': ['draftKey'],
  'draft keys slide': ['draftKeyPeek'],
  'draft keys may be stored': ['noStore'],
  'strangers are given a draft key': ['draftKeyGone'],
  'draft keys outlive the session': ['draftKeyGone'],
};

interface Row {
  readonly id: string;
  readonly created: number;
  readonly lastActive: number;
}

const TOKEN = 'token-for-everybody';

/**
 * The protocol in as few lines as it takes, and wrong in one way, or in none.
 *
 * @param idle Seconds.
 * @param absolute Seconds.
 */
export async function startWrongServer(fault: Fault | Lack | null, idle: number, absolute: number | null) {
  const rows = new Map<string, Row>();
  const begun = new Set<string>();
  let peeks = 0;
  const is = (name: Fault | Lack) => fault === name;
  const now = () => performance.now() / 1000;
  const find = (sid: string) => {
    const row = rows.get(sid);
    if (!row || is('sessions never end')) return row;
    return now() < Math.min(row.lastActive + idle, row.created + (absolute ?? Infinity)) ? row : undefined;
  };
  const statusOf = (sid: string, row: Row) => {
    const left = absolute === null ? null : (is('the absolute timeout slides') ? row.lastActive : row.created) + absolute - now();
    const idleFor = now() - row.lastActive;
    const own = idle - idleFor;
    const status = {
      active: true,
      ...(!is('there is no id') && { id: is('the cookie is the id') ? sid : row.id }),
      user: 'user1',
      expires_in: is('slides go past the absolute timeout') ? own : Math.min(own, left ?? Infinity),
      idle_for: idleFor,
      idle_timeout: idle,
      absolute_expires_in: left,
      csrf_token: TOKEN,
    };
    if (is('durations are in milliseconds')) return { ...status, expires_in: status.expires_in * 1e3 * 1e6, idle_timeout: idle * 1e3 * 1e6 };
    return is('an answer is a time of day') ? { ...status, expires_in: new Date().toISOString() } : status;
  };
  const begin = () => {
    const sid = randomBytes(16).toString('hex');
    begun.add(sid);
    rows.set(sid, { id: randomBytes(8).toString('hex'), created: now(), lastActive: now() });
    return sid;
  };

  async function session(request: IncomingMessage, response: ServerResponse, sid: string): Promise<void> {
    const answer = (status: number, body?: object, headers: Record<string, string> = {}) => {
      response.writeHead(status, { ...(!is('answers may be stored') && { 'Cache-Control': 'no-store' }), ...headers });
      response.end(body && JSON.stringify(body));
    };
    const method = request.method ?? '';
    const body = await read(request);
    const row = find(sid);
    if (method === 'GET') {
      if (is('every fifth peek is late') && (peeks += 1) % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 500));
      if (!row) return is('strangers get a page') ? void response.writeHead(200, { 'Cache-Control': 'no-store' }).end('<h1>Sign in</h1>') : answer(200, { active: false });
      if (is('peeks slide')) rows.set(sid, { ...row, lastActive: now() });
      return answer(200, statusOf(sid, rows.get(sid) ?? row));
    }
    const site = request.headers['sec-fetch-site'];
    const foreign = site === undefined ? request.headers.origin !== `http://${request.headers.host}` && !is('Origin is not looked at') : site !== 'same-origin';
    const crossSite = foreign && !is('other sites may') && !(site === 'same-site' && is('the site next door may'));
    const token = request.headers['x-csrf-token'];
    const noToken = !is('no token is needed') && (is('any token will do') ? !token : token !== TOKEN);
    if (crossSite || (row && noToken)) return answer(403, { error: 'csrf' });
    if (method === 'DELETE') {
      if (!row) return answer(is('sign-out twice is an error') ? 404 : 204);
      const { reason, idle_for = 0 } = JSON.parse(body || '{}') as { reason?: string; idle_for?: number };
      const used = reason === 'idle' && row.lastActive > now() - idle_for + 2;
      if (used && !is('idle pages end sessions in use')) return answer(200, statusOf(sid, row));
      if (!is('sign-out drops the cookie alone')) rows.delete(sid);
      return answer(204, undefined, { 'Set-Cookie': 'sid=; Max-Age=0' });
    }
    if (!row) return is('strangers’ keepalives are redirected') ? answer(303, undefined, { Location: '/login' }) : answer(401, { active: false });
    let idleFor: unknown;
    try {
      const json: unknown = JSON.parse(body || '{}');
      if (Array.isArray(json)) throw new Error('a list');
      idleFor = (json as { idle_for?: unknown }).idle_for ?? 0;
    } catch {
      return answer(is('bad JSON crashes it') ? 500 : 400);
    }
    const lenient = is('negative idle_for buys time') && Number.isFinite(idleFor);
    if (!lenient && !is('idle_for is ignored') && !(typeof idleFor === 'number' && Number.isFinite(idleFor) && idleFor >= 0)) return answer(400);
    const activeAt = is('idle_for is ignored') ? now() : now() - Number(idleFor);
    const lastActive = is('late keepalives shorten') ? activeAt : Math.max(row.lastActive, activeAt);
    const slid = is('slides don’t') ? row : { ...row, lastActive };
    if (is('keepalives write back what they read')) await new Promise((resolve) => setTimeout(resolve, 20));
    if (is('keepalives write back what they read') || rows.has(sid)) rows.set(sid, slid);
    return answer(200, statusOf(sid, slid), is('keepalives send a new cookie') ? { 'Set-Cookie': `sid=${begin()}` } : {});
  }

  const keyOf = (text: string) => hash('sha256', text, 'base64url');
  function draftKey(response: ServerResponse, sid: string): void {
    const answer = (status: number, body: object) => {
      response.writeHead(status, is('draft keys may be stored') ? {} : { 'Cache-Control': 'no-store' });
      response.end(JSON.stringify(body));
    };
    const row = find(sid);
    const known = row !== undefined || is('strangers are given a draft key') || (is('draft keys outlive the session') && begun.has(sid));
    if (!known) return answer(401, { active: false });
    if (row && is('draft keys slide')) rows.set(sid, { ...row, lastActive: now() });
    const key = keyOf(is('each session has another draft key') ? sid : is('each answer has another draft key') ? String(now()) : 'user1');
    const previous = [is('former draft keys are short') ? 'short' : keyOf('before')];
    const id = row && !is('draft keys tell no session') && { id: statusOf(sid, row).id };
    answer(200, { key: is('draft keys are short') ? key.slice(0, 22) : key, previous, ...id });
  }

  const server = createServer((request, response) => {
    const sid = /sid=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    if (request.url === '/session/draft-key') return is('there are no draft keys') ? void response.writeHead(404).end() : draftKey(response, sid);
    if (request.url === '/session') return void session(request, response, sid);
    if (request.method === 'GET') {
      return void response.end(`<form action="/search"><input name="q"></form>
        <form method=post action='/login?a=1&amp;b=2'><input type="hidden" name="form_token" value="&quot;x&quot;">
        <input type=checkbox name=remember value=1><input name="email" type="email"><input type='password' name='pass' required></form>`);
    }
    void read(request).then((body) => {
      const right = body === 'form_token=%22x%22&email=user1&pass=user1_secret' && request.url === '/login?a=1&b=2';
      response.writeHead(right ? 303 : 401, right ? { Location: '/', 'Set-Cookie': `sid=${begin()}; HttpOnly` } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    /** Sessions that nobody ended. */
    left: () => [...rows.keys()].filter(find).length,
    address: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function read(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
