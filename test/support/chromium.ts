import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer-core';
import { findChromium, findFirefox } from '../../scripts/browsers.mjs';

/** What Chromium is started with, where nothing else is said. */
export const ARGS = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-quic',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
];

/** Milliseconds that a browser has to start in beside others: how long that takes proves nothing. */
const PATIENCE = 90_000;

export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium found');
  return puppeteer.launch({ executablePath, args: ARGS, timeout: PATIENCE, ...options });
}

/** `undefined` where there is none. */
export async function launchFirefox(): Promise<Browser | undefined> {
  const executablePath = findFirefox();
  return executablePath ? puppeteer.launch({ browser: 'firefox', executablePath, timeout: PATIENCE }) : undefined;
}
