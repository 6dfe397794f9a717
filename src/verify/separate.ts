import { whatCame } from './held.ts';
import { isRedirect } from './login.ts';
import { race } from './race.ts';
import { SEPARATE } from './rows.ts';
import { fail, look, pass, passIf, skipped, type Finding } from './verdict.ts';
import { Visitor, type Answer } from './visitor.ts';

/** As the tag's attributes of the same names. */
export interface Addresses {
  readonly keepaliveUrl: string;
  readonly keepaliveMethod: string;
  readonly logoutUrl: string | null;
  readonly logoutMethod: string;
}

export interface SeparateOptions extends Addresses {
  /** A session that lives. It is signed out in the end. */
  readonly visitor: Visitor;
  /** Begins another; `null` where there is but the one. */
  readonly signIn: (() => Promise<Visitor>) | null;
}

const ROUNDS = 5;
const GONE = [401, 403, 419, 440];

/** What the tag can do with a server that has addresses of its own and no status. */
export async function verifySeparate(options: SeparateOptions): Promise<readonly Finding[]> {
  const { keepaliveUrl, keepaliveMethod, logoutUrl, logoutMethod, visitor, signIn } = options;
  const send = (by: Visitor, method: string, url: string, body: object) =>
    by.ask(method, url, method === 'GET' ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const keepalive = (by: Visitor) => send(by, keepaliveMethod, keepaliveUrl, { idle_for: 0 });
  const signOut = async (by: Visitor, url: string) => send(by, logoutMethod, url, { reason: 'user' });
  const isAlive = async (by: Visitor) => succeeded(await keepalive(by));

  return look(SEPARATE, {
    keepalive: async () => {
      const answer = await keepalive(visitor);
      return passIf([succeeded(answer), `answered ${whatCame(answer)}`]);
    },
    gone: async () => {
      const answer = await keepalive(new Visitor());
      return passIf([isRedirect(answer) || GONE.includes(answer.status), `answered ${answer.status}`]);
    },
    race: async () => {
      if (!logoutUrl) return skipped('there is no --logout-url');
      if (!signIn) return skipped('needs sessions of its own: give --login');
      return race({ rounds: ROUNDS, open: signIn, keepalive, signOut: (by) => signOut(by, logoutUrl), isAlive });
    },
    signOut: async () => {
      if (!logoutUrl) return skipped('there is no --logout-url: at expiry the tag leaves the session to the server');
      const before = visitor.copy();
      const answer = await signOut(visitor, logoutUrl);
      if (!succeeded(answer) && !isRedirect(answer)) return fail(`answered ${whatCame(answer)}`);
      return (await isAlive(before)) ? fail('a copy of the cookie still works') : pass();
    },
  });
}

/** What to expect of the tag with such a server, in sentences. */
export const EXPECTATIONS = [
  'The tag keeps the session alive while somebody is active, counts down, and signs out, by its own clock.',
  'It can’t know the server’s timeout: give it `timeout`, a little shorter than the server’s.',
  'It can’t see activity on other devices: their sessions go on, this page says goodbye.',
  'It can’t tell one session from the next: a page left open while another user signs in is not covered.',
  'A keepalive counts from when it arrives: the server may keep the session up to one interval longer than the page.',
] as const;

function succeeded({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}
