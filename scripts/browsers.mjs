// Finds the machine's browsers. Runs on any Node: it is needed before anything is installed.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

function onPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}

function firstOf(...files) {
  return files.find((file) => file && existsSync(file));
}

export function findChromium() {
  const { CHROME_PATH, PROGRAMFILES = 'C:\\Program Files', LOCALAPPDATA = '' } = process.env;
  return firstOf(
    CHROME_PATH,
    onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    join(PROGRAMFILES, 'Google/Chrome/Application/chrome.exe'),
    join(LOCALAPPDATA, 'Google/Chrome/Application/chrome.exe'),
  );
}

export function findFirefox() {
  return firstOf(
    process.env.FIREFOX_PATH,
    onPath('firefox-esr', 'firefox'),
    '/Applications/Firefox.app/Contents/MacOS/firefox',
  );
}

/** WebKitGTK: its driver, its little browser, and a screen for it to draw on. */
export function findWebKit() {
  const driver = onPath('WebKitWebDriver');
  const screen = onPath('xvfb-run');
  if (!driver || !screen) return undefined;
  const packages = ['libwebkit2gtk-4.1-0', 'libwebkitgtk-6.0-4', 'libwebkit2gtk-4.0-37'];
  for (const name of packages) {
    try {
      const files = execFileSync('dpkg', ['-L', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
      const browser = files.split('\n').find((file) => file.endsWith('/MiniBrowser'));
      if (browser) return { driver, screen, browser };
    } catch {
      // Not that package; perhaps the next.
    }
  }
  return undefined;
}

export const BROWSERS = { chromium: findChromium, firefox: findFirefox, webkit: findWebKit };

/** Those that must be there: `BROWSERS=chromium,firefox,webkit`; Chromium at least. */
export function requiredBrowsers() {
  const names = (process.env.BROWSERS ?? 'chromium').split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !(name in BROWSERS));
  if (unknown.length > 0) throw new Error(`BROWSERS: ${unknown.join(', ')} is none of ${Object.keys(BROWSERS).join(', ')}`);
  return names;
}
