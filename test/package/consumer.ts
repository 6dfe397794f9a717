import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the consumer has besides: peers that its server needs, and frameworks for templates. */
const BESIDES = ['hono', '@hono/node-server', 'rate-limiter-flexible', '@redis/client', 'react', '@types/react', 'preact', 'solid-js', 'vue', 'svelte', '@types/node'];

export interface Consumer {
  readonly folder: string;
  readonly tarball: string;
  /** Writes a file of the consumer's own. */
  write(path: string, text: string): void;
  remove(): void;
}

/** Somebody else's project, into which the package was installed as npm would publish it. */
export function createConsumer(): Consumer {
  const folder = mkdtempSync(join(tmpdir(), 'idle-timeout-consumer-'));
  const run = (...args: string[]) => execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], shell: process.platform === 'win32' });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  // It is built already: as `npm test` and `prepack` do.
  const [packed] = JSON.parse(run('pack', root, '--ignore-scripts', '--json', '--silent', '--pack-destination', folder)) as { filename: string }[];
  const tarball = join(folder, packed?.filename ?? '');
  write('package.json', '{ "name": "consumer", "private": true, "type": "module" }');
  run('install', tarball, '--prefix', folder, '--prefer-offline', '--omit=peer', '--silent');
  for (const name of BESIDES) {
    const link = join(folder, 'node_modules', name);
    rmSync(link, { recursive: true, force: true });
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link);
  }
  return { folder, tarball, write, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
