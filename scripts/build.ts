import { execFileSync } from 'node:child_process';
import { globSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build as bundle, type Plugin } from 'esbuild';
import { build } from 'vite';

// Everything in dist/: modules with types for bundlers and servers, one file for a script tag.
const root = fileURLToPath(new URL('..', import.meta.url));
rmSync(`${root}dist`, { recursive: true, force: true });
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', `${root}src`], { stdio: 'inherit' });
await build({ root });
// Each language is one file, for script tags too: it finds the tag by name. What it says about drafts stays beside it.
const apart: Plugin = {
  name: 'apart',
  setup({ onResolve }) {
    onResolve({ filter: /\.ts$/ }, ({ kind, path }) => (kind === 'dynamic-import' ? { path: path.replace(/\.ts$/, '.js'), external: true } : undefined));
  },
};
await bundle({
  entryPoints: globSync(`${root}src/element/locales/{all,??,drafts/??}.ts`),
  outdir: `${root}dist/locales`,
  plugins: [apart],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
});
console.log('dist/ is built; dist/idle-timeout.js is for a script tag');
