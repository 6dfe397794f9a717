import { Visitor, type Answer } from './visitor.ts';

export interface Login {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/** Redirects after a sign-in that may still set cookies. */
const STEPS = 3;

/**
 * Signs in as a browser does: reads the page, fills in its form with whatever hidden fields it has, and sends it. Where
 * there is no form, the fields are `username` and `password`.
 *
 * @throws Error that says what the server answered, where it did not let anybody in.
 */
export async function signIn({ url, user, password }: Login): Promise<Visitor> {
  const visitor = new Visitor();
  const page = await visitor.ask('GET', url);
  const { action, fields } = readForm(page.text, user, password);
  const address = new URL(action, url).href;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  let answer = await visitor.ask('POST', address, { headers, body: new URLSearchParams(fields).toString() });
  if (answer.status >= 400) throw new Error(`signing in at ${address} was answered ${answer.status}`);
  for (let step = 0; step < STEPS && isRedirect(answer); step += 1) {
    const next = new URL(answer.headers.get('location') ?? '', address);
    if (next.origin !== new URL(address).origin) break;
    answer = await visitor.ask('GET', next.href);
  }
  if (visitor.cookies.size === 0) throw new Error(`signing in at ${address} gave no cookie`);
  return visitor;
}

export function isRedirect({ status }: Answer): boolean {
  return status >= 300 && status < 400;
}

function readForm(html: string, user: string, password: string): { action: string; fields: [string, string][] } {
  const forms = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)];
  const [, tag = '', content = ''] = forms.find(([, , content]) => /type\s*=\s*["']?password/i.test(content ?? '')) ?? [];
  const inputs = [...content.matchAll(/<input\b([^>]*)>/gi)].map(([, attributes = '']) => readAttributes(attributes));
  const named = inputs.filter(({ name }) => name);
  if (!named.some(isPassword)) return { action: '', fields: [['username', user], ['password', password]] };
  const userField = named.find(({ type = 'text' }) => /^(text|email|tel)$/i.test(type));
  const fields = named.flatMap((input): [string, string][] => {
    const { name = '', type = 'text', value = '' } = input;
    if (isPassword(input)) return [[name, password]];
    if (input === userField) return [[name, user]];
    return /^hidden$/i.test(type) ? [[name, value]] : [];
  });
  return { action: readAttributes(tag).action ?? '', fields };
}

function isPassword({ type = '' }: Readonly<Record<string, string>>): boolean {
  return /^password$/i.test(type);
}

function readAttributes(text: string): Record<string, string> {
  const found = text.matchAll(/([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g);
  return Object.fromEntries([...found].map(([, name = '', double, single, bare]) => [name.toLowerCase(), unescape(double ?? single ?? bare ?? '')]));
}

function unescape(text: string): string {
  const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'", '#34': '"' };
  return text.replace(/&(#?\w+);/g, (whole, name: string) => characters[name.toLowerCase()] ?? whole);
}
