/** What a server said, and when it was asked and answered (seconds, on one clock). */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** `undefined` where the text is not JSON. */
  readonly json: unknown;
  readonly sentAt: number;
  readonly receivedAt: number;
}

export interface Asking {
  /** What is empty is left out. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Seconds that any server has to answer in. */
const PATIENCE = 10;

/** Somebody's browser, as far as a server can tell: it keeps cookies and says that its requests come from the same origin. */
export class Visitor {
  readonly #cookies: Map<string, string>;

  constructor(cookies: Iterable<readonly [string, string]> = []) {
    this.#cookies = new Map(cookies);
  }

  /** @param header As in a request: `name=value; other=value`. */
  static withCookies(header: string): Visitor {
    return new Visitor(header.split(/;\s*/).filter(Boolean).map(pair));
  }

  /** The same cookies, in hands that the server does not know of. */
  copy(): Visitor {
    return new Visitor(this.#cookies);
  }

  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies;
  }

  /** @throws where the server can't be reached, or takes too long. */
  async ask(method: string, url: string, { headers = {}, body }: Asking = {}): Promise<Answer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const unsafe = method !== 'GET';
    const own = { accept: '*/*', 'sec-fetch-site': 'same-origin', ...(unsafe && { origin: new URL(url).origin, referer: url }), ...(cookie && { cookie }) };
    const sentAt = performance.now() / 1000;
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: Object.fromEntries(Object.entries({ ...own, ...headers }).filter(([, value]) => value !== '')),
      signal: AbortSignal.timeout(PATIENCE * 1000),
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return { status: response.status, headers: response.headers, text, json: parse(text), sentAt, receivedAt: performance.now() / 1000 };
  }

  #keep(line: string): void {
    const [first = '', ...attributes] = line.split(/;\s*/);
    const [name, value] = pair(first);
    const age = attributes.map(pair).find(([attribute]) => attribute.toLowerCase() === 'max-age')?.[1];
    const until = attributes.map(pair).find(([attribute]) => attribute.toLowerCase() === 'expires')?.[1];
    const over = age === undefined ? Date.parse(until ?? '') <= Date.now() : Number(age) <= 0;
    if (over) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

function pair(text: string): [string, string] {
  const [name = '', ...value] = text.split('=');
  return [name, value.join('=')];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
