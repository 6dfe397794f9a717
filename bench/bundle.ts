import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** The peers have packages of their own: the product needs none of them. */
export function installPeers(): void {
  if (existsSync(`${folder}node_modules/hmrc-frontend`)) return;
  console.log('Installing the peers, once…');
  if (spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' }).status === 0) return;
  console.error('The peers could not be installed: npm has to reach its registry for `npm ci` in bench/.');
  process.exit(1);
}

const bundles = new Map<string, Promise<string>>();

/** A module for a page: `contestants/…` or `page/…`. */
export function bundleForPage(file: string): Promise<string> {
  const bundle = bundles.get(file) ?? bundled(file);
  bundles.set(file, bundle);
  return bundle;
}

async function bundled(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${folder}${file}`],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    ignoreAnnotations: true,
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0]?.text ?? '';
}
