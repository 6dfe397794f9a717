import { parseDuration } from '../session/duration.ts';
import type { Login } from './login.ts';
import type { Addresses } from './separate.ts';

export const USAGE = `Usage: idle-timeout-element verify <session-url> (--login <url> <user> <password> | --cookie <cookie>)
       idle-timeout-element verify --keepalive-url <url> [--logout-url <url>] (--login … | --cookie …)

Checks from outside whether a server speaks the protocol of <idle-timeout>, in a few seconds. Each session that it was
given or began is signed out in the end. Exit code: 0 if all is well, 1 if something is wrong, 2 if it could not be looked at.

  --login <url> <user> <password>  signs in by the form at this address
  --cookie <cookie>                a session that is signed in, as in a request: "name=value; other=value"
  --patience <duration>            how long to wait for a session to end by itself; default 10s

For a server with addresses of its own, as the tag's attributes of the same names:
  --keepalive-url <url>  --keepalive-method <method>  (POST)
  --logout-url <url>     --logout-method <method>     (POST)`;

export interface Arguments {
  readonly target: { readonly sessionUrl: string } | Addresses;
  readonly by: Login | { readonly cookie: string };
  /** Seconds. */
  readonly patience: number;
}

/** How many values each takes. */
const OPTIONS = { login: 3, cookie: 1, patience: 1, 'keepalive-url': 1, 'keepalive-method': 1, 'logout-url': 1, 'logout-method': 1 } as const;
type Option = keyof typeof OPTIONS;

/** @throws Error with one line that names the argument. */
export function readArguments(args: readonly string[]): Arguments {
  const given = new Map<Option, readonly string[]>();
  const positional: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    const option = arg.slice(2) as Option;
    if (!arg.startsWith('--')) positional.push(arg);
    else if (!Object.hasOwn(OPTIONS, option)) throw new Error(`${arg}: there is no such option`);
    else {
      const values = args.slice(i + 1, i + 1 + OPTIONS[option]);
      if (values.length < OPTIONS[option]) throw new Error(`${arg}: wants ${OPTIONS[option]} value${OPTIONS[option] === 1 ? '' : 's'}`);
      given.set(option, values);
      i += values.length;
    }
  }
  const [command, sessionUrl, ...rest] = positional;
  if (command !== 'verify') throw new Error(`${command ?? ''}: the one command is verify`.replace(/^: /, ''));
  if (rest.length > 0) throw new Error(`${rest[0]}: one address is enough`);
  return { target: target(sessionUrl, given), by: by(given), patience: patience(given.get('patience')?.[0] ?? '10s') };
}

type Given = ReadonlyMap<Option, readonly string[]>;

function target(sessionUrl: string | undefined, given: Given): Arguments['target'] {
  const keepaliveUrl = given.get('keepalive-url')?.[0];
  if (sessionUrl !== undefined && keepaliveUrl !== undefined) throw new Error('--keepalive-url: is for servers without a session-url');
  if (sessionUrl !== undefined) return { sessionUrl: url('session-url', sessionUrl) };
  if (keepaliveUrl === undefined) throw new Error('session-url: is missing, and so is --keepalive-url');
  const logoutUrl = given.get('logout-url')?.[0];
  return {
    keepaliveUrl: url('--keepalive-url', keepaliveUrl),
    keepaliveMethod: given.get('keepalive-method')?.[0]?.toUpperCase() ?? 'POST',
    logoutUrl: logoutUrl === undefined ? null : url('--logout-url', logoutUrl),
    logoutMethod: given.get('logout-method')?.[0]?.toUpperCase() ?? 'POST',
  };
}

function by(given: Given): Arguments['by'] {
  const cookie = given.get('cookie')?.[0];
  const [address, user, password] = given.get('login') ?? [];
  if ((cookie === undefined) === (address === undefined)) throw new Error('--login or --cookie: one of them is needed');
  if (cookie !== undefined) return { cookie };
  return { url: url('--login', address ?? ''), user: user ?? '', password: password ?? '' };
}

function url(name: string, value: string): string {
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value;
  throw new Error(`${name}: ${JSON.stringify(value)} is not an address that begins with http:// or https://`);
}

function patience(value: string): number {
  const seconds = parseDuration(value);
  if (seconds === undefined) throw new Error(`--patience: ${JSON.stringify(value)} is not a duration such as 90s or 5m`);
  return seconds;
}
