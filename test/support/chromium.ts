import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer-core';
import { findChromium, findFirefox } from '../../scripts/browsers.mjs';

const ARGS = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-quic',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
];

export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium found');
  return puppeteer.launch({ executablePath, args: ARGS, ...options });
}

/** `undefined` where there is none. */
export async function launchFirefox(): Promise<Browser | undefined> {
  const executablePath = findFirefox();
  return executablePath ? puppeteer.launch({ browser: 'firefox', executablePath }) : undefined;
}
