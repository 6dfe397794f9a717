import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import vue from '@vitejs/plugin-vue';
import { build, runnerImport, type Alias, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The examples say the package's public names, and get the source at hand. */
const alias: Alias[] = [
  { find: /^idle-timeout-element$/, replacement: here('../../src/index.ts') },
  { find: /^idle-timeout-element\/session$/, replacement: here('../../src/session/index.ts') },
];

/** The package's list of modules with side effects knows nothing of these. */
const keepAll: Plugin = {
  name: 'keep-all',
  transform: (_, id) => (id.startsWith(here('.')) ? { moduleSideEffects: true } : undefined),
};

/** @param entries Scripts of pages, such as `react/App.tsx`. @returns these, and what they share, as the browser gets them. */
export async function buildScripts(entries: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const built = await build({
    configFile: false,
    root: here('.'),
    base: '/examples/',
    publicDir: false,
    logLevel: 'warn',
    plugins: [
      keepAll,
      vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'idle-timeout' } } }),
      svelte({ configFile: false }),
    ],
    resolve: { alias },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rollupOptions: {
        input: Object.fromEntries(entries.map((entry) => [entry, here(entry)])),
        output: { entryFileNames: '[name]', chunkFileNames: 'built/[name]-[hash].js' },
      },
    },
  });
  const outputs = [built].flat().flatMap((result) => ('output' in result ? result.output : []));
  return new Map(outputs.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : [])));
}

type Render = (notes: string, token: string) => Promise<string>;

let rendering: Promise<Render> | undefined;

/** The page that is rendered here. Once in a process: its element has a name, which can't be given twice. */
export function importRender(): Promise<Render> {
  return (rendering ??= runnerImport<{ readonly renderPage: Render }>(here('lit-ssr/server.ts'), {
    configFile: false,
    root: here('.'),
    logLevel: 'warn',
    resolve: { alias },
  }).then(({ module }) => module.renderPage));
}
