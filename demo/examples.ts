import { randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { Hono, type Context } from 'hono';
import { formFields, requireSession, type SessionEnv, type Sessions } from '../src/server/index.ts';
import { EXAMPLES } from './examples/catalogue.ts';
import { brokenPage, exampleHeader, indexPage, sourcePage } from './examples/pages.ts';

/** What is built of the examples: scripts by path, and the page that is rendered here. */
interface Built {
  readonly scripts: ReadonlyMap<string, string>;
  readonly renderPage: (notes: string, token: string) => Promise<string>;
}

class Unbuilt extends Error {}

const folder = new URL('examples/', import.meta.url);

/** What an example needs beyond the demo's own policy. */
const LOOSEN: Readonly<Record<string, (policy: string, nonce: string) => string>> = {
  iframe: (policy) => `${policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")}; frame-src 'self'`,
  // Its progress bar brings its own style.
  turbo: (policy, nonce) => policy.replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`),
};

/**
 * Small pages that use the tag as others would: `examples/<name>/`. Their scripts are built when the first page is asked
 * for, and kept in memory. To be mounted at `/examples/`.
 *
 * @param report Hears why they can't be built.
 * @param build Default: of the files at hand.
 */
export function exampleRoutes(sessions: Sessions, report: (error: Error) => void = console.warn, build = buildAll): Hono<SessionEnv> {
  const files = readFiles();
  const guard = requireSession(sessions);
  const routes = new Hono<SessionEnv>();
  /** By user: what somebody saved outlives the session. */
  const notes = new Map<string, string>();
  let building: Promise<Built> | undefined;

  /** After a failure the next request tries again. */
  const built = () =>
    (building ??= build(files).catch((cause: unknown) => {
      building = undefined;
      throw new Unbuilt('the examples can’t be built', { cause });
    }));

  const keep = async (c: Context<SessionEnv>) => {
    const { notes: text = '' } = await formFields(c);
    notes.set(c.get('session').user, text);
  };

  routes.onError((error, c) => {
    if (!(error instanceof Unbuilt)) throw error;
    report(error);
    return c.html(brokenPage(), 500);
  });
  routes.get('/', (c) => c.html(indexPage()));
  routes
    .use('/notes', guard)
    .get((c) => c.text(notes.get(c.get('session').user) ?? ''))
    .put(async (c) => {
      await keep(c);
      return c.text(`Saved at ${new Date().toLocaleTimeString('en-GB')}.`);
    })
    .post(async (c) => {
      await keep(c);
      return c.redirect(c.req.header('referer') ?? '/examples/', 303);
    });
  routes.get('/:name/source', (c) => {
    const name = c.req.param('name');
    const own = [...files].filter(([path]) => path.startsWith(`${name}/`));
    const { title } = EXAMPLES[name] ?? {};
    return own.length && title ? c.html(sourcePage(name, title, own)) : c.notFound();
  });
  routes.on('GET', ['/:name/', '/:name/:page{[a-z]+\\.html}'], guard, async (c) => {
    const name = c.req.param('name') ?? '';
    const source = files.get(`${name}/${c.req.param('page') ?? 'index.html'}`);
    if (source === undefined) return c.notFound();
    const { renderPage } = await built();
    return showPage(c, name, source, notes.get(c.get('session').user) ?? '', renderPage);
  });
  // Outside the guard: what every user gets is no secret, and says nothing of this one.
  routes.get('/:name/:style{[a-z]+\\.css}', (c) => {
    const style = files.get(`${c.req.param('name')}/${c.req.param('style')}`);
    return style === undefined ? c.notFound() : c.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8' });
  });
  routes.get('/:name/:script', async (c) => {
    const { scripts } = await built();
    const code = scripts.get(`${c.req.param('name')}/${c.req.param('script')}`);
    return code === undefined ? c.notFound() : c.body(code, 200, { 'Content-Type': 'text/javascript; charset=utf-8' });
  });
  return routes;
}

/** The sources, by path: `react/App.tsx`. */
function readFiles(): ReadonlyMap<string, string> {
  const paths = globSync('*/*.*', { cwd: folder }).map((path) => path.replaceAll('\\', '/'));
  return new Map(paths.sort().map((path) => [path, readFileSync(new URL(path, folder), 'utf8')]));
}

async function buildAll(files: ReadonlyMap<string, string>): Promise<Built> {
  const pages = [...files].filter(([path]) => path.endsWith('/index.html'));
  const scripts = pages.flatMap(([path, html]) => Array.from(html.matchAll(/<script type="module" src="\.\/([^"]+)"/g), ([, script]) => path.replace('index.html', script ?? '')));
  const { buildScripts, importRender } = await import('./examples/build.ts');
  const [built, renderPage] = await Promise.all([buildScripts(scripts), importRender()]);
  return { scripts: built, renderPage };
}

/** Fills in what a server knows: `{{ notes }}`. */
async function showPage(c: Context<SessionEnv>, name: string, source: string, notes: string, renderPage: Built['renderPage']): Promise<Response> {
  const session = c.get('session');
  const token = session.status.csrf_token ?? '';
  const nonce = randomBytes(16).toString('base64');
  const values: Readonly<Record<string, string>> = {
    header: String(await exampleHeader(name, session)),
    content: source.includes('{{ content }}') ? await renderPage(notes, token) : '',
    csrf_token: escape(token),
    notes: escape(notes),
    nonce,
  };
  const response = await c.html(source.replace(/\{\{ (\w+) \}\}/g, (_, value: string) => values[value] ?? ''));
  const policy = response.headers.get('Content-Security-Policy') ?? '';
  response.headers.set('Content-Security-Policy', LOOSEN[name]?.(policy, nonce) ?? policy);
  return response;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
