import type { EndRequest, SessionStatus, SlideRequest } from '../session/protocol.ts';
import { isRecord, near } from './figures.ts';
import type { Answer, Asking, Visitor } from './visitor.ts';

/** Sees every answer of the session's address, and of the key's below it. */
export type Watch = (method: string, answer: Answer) => void;

/** A session that somebody has in hand: its cookies, and the token that goes with it. */
export class Held {
  readonly visitor: Visitor;
  readonly token: string;
  readonly #url: string;
  readonly #watch: Watch;

  constructor(url: string, visitor: Visitor, token: string, watch: Watch) {
    this.#url = url;
    this.visitor = visitor;
    this.token = token;
    this.#watch = watch;
  }

  /** Takes the token from the status, where there is one. */
  static async of(url: string, visitor: Visitor, watch: Watch): Promise<{ held: Held; first: Answer }> {
    const first = await new Held(url, visitor, '', watch).peek();
    const token = isRecord(first.json) && typeof first.json.csrf_token === 'string' ? first.json.csrf_token : '';
    return { held: new Held(url, visitor, token, watch), first };
  }

  copy(): Held {
    return new Held(this.#url, this.visitor.copy(), this.token, this.#watch);
  }

  async ask(method: string, { headers = {}, body = '{}' }: Asking = {}): Promise<Answer> {
    const sent = method === 'GET' ? { headers } : { headers: { 'content-type': 'application/json', ...(this.token && { 'x-csrf-token': this.token }), ...headers }, body };
    const answer = await this.visitor.ask(method, this.#url, sent);
    this.#watch(method, answer);
    return answer;
  }

  withToken(token: string): Held {
    return new Held(this.#url, this.visitor, token, this.#watch);
  }

  peek(): Promise<Answer> {
    return this.ask('GET');
  }

  async draftKey(): Promise<Answer> {
    const answer = await this.visitor.ask('GET', `${this.#url}/draft-key`);
    // Where there is no such address, the answer is nobody's.
    if (answer.status !== 404) this.#watch('GET /draft-key', answer);
    return answer;
  }

  slide(body: SlideRequest = {}): Promise<Answer> {
    return this.ask('POST', { body: JSON.stringify(body) });
  }

  end(body: EndRequest = {}): Promise<Answer> {
    return this.ask('DELETE', { body: JSON.stringify(body) });
  }
}

export function isActive({ json }: Answer): boolean {
  return isRecord(json) && json.active === true;
}

export function saysGone({ json }: Answer): boolean {
  return isRecord(json) && json.active === false;
}

/** @throws Error that says what came instead of a living session's status. */
export function statusIn(answer: Answer): Required<SessionStatus> {
  if (isActive(answer)) return answer.json as Required<SessionStatus>;
  throw new Error(`no session where one should live: ${whatCame(answer)}`);
}

/** Whether nothing slid the session from one look to the next. */
export function idledOn(before: Answer, after: Answer): boolean {
  return near(after, statusIn(after).idle_for, statusIn(before).idle_for + after.sentAt - before.sentAt, before);
}

/** An answer in a few words. */
export function whatCame({ status, headers, text }: Answer): string {
  const location = headers.get('location');
  return location === null ? `${status} ${text.slice(0, 60).replace(/\s+/g, ' ')}`.trim() : `${status}, to ${location}`;
}
