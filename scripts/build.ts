import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'esbuild';
import { build } from 'vite';
import { buildLocales } from './locales.ts';
import { editorData, readManifest } from './manifest.ts';

// Everything in dist/: modules with types for bundlers and servers, one file for a script tag, and what editors read.
const root = fileURLToPath(new URL('..', import.meta.url));
const dist = `${root}dist`;
rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', `${root}src`], { stdio: 'inherit' });
// Languages are bundled below, and tags in templates have no code.
for (const file of globSync(`${dist}/{element/locales/{all,??,drafts/??},types/*}.js`)) rmSync(file);
// Types that no public one leads to are nobody's.
const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { exports: Record<string, { types?: string } | string> };
const entries = Object.values(exports).flatMap((entry) => (typeof entry === 'object' && entry.types ? globSync(root + entry.types) : []));
const wanted = new Set(entries.map((path) => resolve(path)));
// A set is walked to its end, with what is added on the way.
for (const path of wanted) {
  for (const [, next = ''] of readFileSync(path, 'utf8').matchAll(/['"](\.{1,2}\/[^'"]+)\.ts['"]/g)) wanted.add(resolve(dirname(path), `${next}.d.ts`));
}
for (const file of globSync(`${dist}/**/*.d.ts`)) if (!wanted.has(resolve(file))) rmSync(file);
// What is said to readers of the source is said once more in the types: the code comes without.
await bundle({ entryPoints: globSync(`${dist}/**/*.js`), outdir: dist, outbase: dist, allowOverwrite: true, format: 'esm', target: 'es2022', charset: 'utf8' });
await build({ root });
await buildLocales({ write: true });
const manifest = readManifest();
for (const [name, text] of Object.entries({ 'custom-elements.json': JSON.stringify(manifest), ...editorData(manifest) })) {
  writeFileSync(`${dist}/${name}`, `${text.trim()}\n`);
}
console.log('dist/ is built; dist/idle-timeout.js is for a script tag');
