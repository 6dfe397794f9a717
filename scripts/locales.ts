import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type OutputFile, type Plugin } from 'esbuild';
import '../src/element/locales/all.ts';
import { languages } from '../src/element/locales/register.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What a language says about drafts stays beside it. */
const apart: Plugin = {
  name: 'apart',
  setup({ onResolve }) {
    onResolve({ filter: /\.ts$/ }, ({ kind, path }) => (kind === 'dynamic-import' ? { path: path.replace(/\.ts$/, '.js'), external: true } : undefined));
  },
};

/** Texts are shipped as they are registered: in order, without their names. */
const registered: Plugin = {
  name: 'registered',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]locales[\\/][a-z]{2}\.ts$/ }, ({ path }) => {
      const language = path.slice(-5, -3);
      const texts = languages[language]?.map((text) => (typeof text === 'function' ? String(text) : JSON.stringify(text)));
      return { contents: `import { languages } from './register.ts'; languages.${language} = [${texts?.join()}];`, loader: 'ts' };
    });
  },
};

/** Each language is one file, for script tags too: it finds the tag by name. They are written to `dist/locales/`, or only handed back. */
export async function buildLocales({ write }: { readonly write: boolean }): Promise<readonly OutputFile[]> {
  const { outputFiles = [] } = await build({
    entryPoints: globSync(`${root}src/element/locales/{all,??,drafts/??}.ts`),
    outdir: `${root}dist/locales`,
    plugins: [apart, registered],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    write,
  });
  return outputFiles;
}
