import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { build } from 'esbuild';
import * as puppeteer from 'puppeteer-core';
import { findChromium, findFirefox, findWebKit } from './scripts/browsers.mjs';

/** Test tools that come as CommonJS, which browsers can't load: bundled once, side by side. */
const COMMONJS = ['@testing-library/dom', '@testing-library/user-event', 'sinon'];
const CACHE = '.cache/modules';

function bundleCommonJs() {
  return {
    name: 'bundle-commonjs',
    async serverStart() {
      const entryPoints = Object.fromEntries(COMMONJS.map((name) => [name, name]));
      const define = { 'process.env.NODE_ENV': '"test"', 'process.env': '{}', global: 'globalThis' };
      await build({ entryPoints, define, bundle: true, splitting: true, format: 'esm', outdir: CACHE, logLevel: 'error' });
    },
    resolveImport: ({ source }) => (COMMONJS.includes(source) ? `/${CACHE}/${source}.js` : undefined),
  };
}

const CHROMIUM_ARGS = ['--no-sandbox', '--no-first-run', '--disable-quic', '--disable-sync', '--disable-background-networking', '--disable-component-update'];

function chromium() {
  const executablePath = findChromium();
  return executablePath ? [chromeLauncher({ launchOptions: { executablePath, args: CHROMIUM_ARGS } })] : [];
}

function firefox() {
  const executablePath = findFirefox();
  if (!executablePath) return [];
  return [chromeLauncher({ puppeteer, launchOptions: { browser: 'firefox', executablePath }, concurrency: 1 })];
}

async function webkit() {
  const found = findWebKit();
  if (!found) return [];
  const port = await freePort();
  const driver = spawn(found.screen, ['-a', found.driver, '-p', String(port)], { stdio: 'ignore', detached: true });
  process.once('exit', () => process.kill(-driver.pid, 'SIGKILL'));
  await listening(port);
  const launcher = webdriverLauncher({
    hostname: '127.0.0.1',
    port,
    path: '/',
    logLevel: 'error',
    concurrency: 1,
    capabilities: {
      browserName: 'MiniBrowser',
      'wdio:enforceWebDriverClassic': true,
      'webkitgtk:browserOptions': { binary: found.browser, args: ['--automation'] },
    },
  });
  return [launcher];
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function listening(port) {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/status`).catch(() => null);
    if (answer) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('WebKitWebDriver does not answer');
}

export default {
  files: ['src/element/*.test.ts', 'src/drafts/*.test.ts', 'src/session/**/*.browser.test.ts', 'src/testing/*.test.ts', 'test/recipes/*.browser.test.ts'],
  nodeResolve: { exportConditions: ['production', 'browser'] },
  browsers: [...chromium(), ...firefox(), ...(await webkit())],
  concurrentBrowsers: 3,
  testFramework: { config: { timeout: 5000 } },
  plugins: [bundleCommonJs(), esbuildPlugin({ ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) })],
};
