import { execFileSync } from 'node:child_process';
import { globSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'esbuild';
import { build } from 'vite';

// Everything in dist/: modules with types for bundlers and servers, one file for a script tag.
const root = fileURLToPath(new URL('..', import.meta.url));
rmSync(`${root}dist`, { recursive: true, force: true });
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', `${root}src`], { stdio: 'inherit' });
await build({ root });
// Each language is one file, for script tags too: it finds the tag by name.
const entryPoints = globSync(`${root}src/element/locales/{all,??}.ts`);
await bundle({ entryPoints, outdir: `${root}dist/locales`, bundle: true, minify: true, format: 'esm', target: 'es2022', charset: 'utf8' });
console.log('dist/ is built; dist/idle-timeout.js is for a script tag');
