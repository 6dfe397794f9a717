import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { buildBundle } from '../demo/bundle.ts';
import { buildLocales } from './locales.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bytes that a server sends. */
export const gzipped = (code: string | Uint8Array): number => gzipSync(code, { level: 9 }).length;

export interface Weighed {
  readonly name: string;
  readonly kind: 'tag' | 'bundled' | 'on demand' | 'session' | 'language';
  readonly bytes: number;
}

/** All that a page may download of the product, as it is built from the source at hand. */
export async function weighOwnFiles(): Promise<readonly Weighed[]> {
  const bundle = Object.entries(await buildBundle()).map(([name, code]): Weighed => ({ name, kind: name === 'idle-timeout.js' ? 'tag' : 'on demand', bytes: gzipped(code) }));
  const session = await weighImport(`export * from './src/session/index.ts'`);
  const languages = (await buildLocales({ write: false })).flatMap(({ path, contents }): readonly Weighed[] => {
    const [, name] = /locales\/([a-z]{2})\.js$/.exec(path) ?? [];
    return name ? [{ name, kind: 'language', bytes: gzipped(contents) }] : [];
  });
  const bundled = await weighImport(`import './src/index.ts'`);
  return [...bundle, { name: 'the tag through a bundler', kind: 'bundled', bytes: bundled }, { name: 'session', kind: 'session', bytes: session }, ...languages];
}

/**
 * Bytes of what a bundler makes of these imports, without what is loaded on demand.
 *
 * @param folder Where packages are looked for, below the root.
 * @param external Packages that are there anyway.
 */
export async function weighImport(imports: string, folder = '', external: readonly string[] = []): Promise<number> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: imports, resolveDir: root + folder },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    outdir: 'out',
    write: false,
    metafile: true,
    external: external.flatMap((name) => [name, `${name}/*`]),
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
  });
  const loaded = new Set(['out/stdin.js']);
  // A set is walked to its end, with what is added on the way.
  for (const path of loaded) {
    for (const { path: next, kind, external } of metafile.outputs[path]?.imports ?? []) if (kind === 'import-statement' && !external) loaded.add(next);
  }
  return outputFiles.filter(({ path }) => [...loaded].some((name) => path.endsWith(name))).reduce((sum, { contents }) => sum + gzipped(contents), 0);
}
