// Makes a fresh clone work: `npm start` and `npm test` run this first. Node's own modules only, on any Node.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findChromium, requiredBrowsers, BROWSERS } from './browsers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  return !error && status === 0;
}

function stop(message) {
  console.error(message);
  process.exit(1);
}

if (!existsSync(`${root}node_modules/.package-lock.json`)) {
  console.log('Installing packages, once…');
  if (!run('npm', 'ci', '--include=dev', '--no-audit', '--no-fund')) stop('npm ci failed: see above.');
}

if (process.argv.includes('--browsers')) {
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (!findChromium() && isDebianRoot) {
    console.log('Installing Chromium for the tests, once…');
    run('apt-get', 'update', '-q');
    run('apt-get', 'install', '-qy', '--no-install-recommends', 'chromium');
  }
  const missing = requiredBrowsers().filter((name) => !BROWSERS[name]());
  if (missing.length > 0) {
    stop(`The tests need ${missing.join(' and ')}. Debian: apt-get install chromium firefox-esr webkit2gtk-driver xvfb xauth. Elsewhere: CHROME_PATH and FIREFOX_PATH name yours.`);
  }
}
