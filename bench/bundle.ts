import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** The peers have packages of their own: the product needs none of them. */
export function installPeers(): void {
  if (existsSync(`${folder}node_modules`)) return;
  console.log('Installing the peers, once…');
  if (spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' }).status !== 0) process.exit(1);
}

export async function bundleContestant(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${folder}contestants/${name}.js`],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    ignoreAnnotations: true,
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0]?.text ?? '';
}
