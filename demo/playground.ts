import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { framed, framing } from './headers.ts';

const folder = new URL('playground/', import.meta.url);
const TYPES: Readonly<Record<string, string>> = { html: 'text/html', css: 'text/css', js: 'text/javascript', json: 'application/json' };

/** The landing page: what the tag does, to be tried without a server. Its pages and scripts are at `/playground/`. */
export function playgroundRoutes(): Hono {
  const routes = new Hono();
  const landing = readFileSync(new URL('../../index.html', folder), 'utf8');
  const pages = new Map(['tab.html', 'sign-in.html', 'tab.css', 'style.css'].map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
  let making: Promise<ReadonlyMap<string, string>> | undefined;
  /** After a failure the next request tries again. */
  const made = () =>
    (making ??= make().catch((error: unknown) => {
      making = undefined;
      throw error;
    }));
  routes.use('/playground/*', framed);
  routes.get('/', framing, (c) => c.html(landing));
  routes.get('/playground/:name', async (c) => {
    const name = c.req.param('name');
    const text = pages.get(name) ?? (await made()).get(name);
    const type = TYPES[name.split('.').at(-1) ?? ''];
    return text === undefined || type === undefined ? c.notFound() : c.body(text, 200, { 'Content-Type': `${type}; charset=utf-8` });
  });
  return routes;
}

/** What is made of the source at the first visit: scripts, and the attributes that can be tried. */
async function make(): Promise<ReadonlyMap<string, string>> {
  const [{ build }, { elementOf, readManifest }] = await Promise.all([import('esbuild'), import('../scripts/manifest.ts')]);
  const entryPoints = ['main', 'tab', 'sign-in'].map((name) => fileURLToPath(new URL(`${name}.ts`, folder)));
  const { outputFiles } = await build({ entryPoints, outdir: '/', bundle: true, minify: true, format: 'esm', target: 'es2022', write: false });
  const scripts = outputFiles.map(({ path, text }) => [path.split(/[\\/]/).at(-1) ?? '', text] as const);
  return new Map([...scripts, ['attributes.json', JSON.stringify(elementOf(readManifest()).attributes)]]);
}
