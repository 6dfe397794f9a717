import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Browser, BrowserContext, LaunchOptions, Page } from 'puppeteer-core';
import { launchChromium } from '../test/support/chromium.ts';
import { bundleForPage } from './bundle.ts';
import type { Contestant } from './contestants.ts';

/** A browser, and a site of blank pages with an origin that tabs and storage can be used in. */
export interface Blank {
  readonly browser: Browser;
  /** A page of nobody else's, with these modules run in it one after the other. */
  open(context: Browser | BrowserContext, ...files: readonly string[]): Promise<Page>;
  close(): Promise<void>;
}

export async function openBlank(options: LaunchOptions = {}): Promise<Blank> {
  const app = new Hono().all('*', (c) => c.html('<!doctype html><html lang="en"><title>Bench</title><body></body></html>'));
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  const browser = await launchChromium(options);
  return {
    browser,
    async open(context, ...files) {
      const address = server.address();
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`);
      for (const file of files) await run(page, file);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

async function run(page: Page, file: string): Promise<void> {
  const code = await bundleForPage(file);
  await page.addScriptTag({ type: 'module', content: `${code};globalThis.loaded=${JSON.stringify(file)}` });
  await page.waitForFunction((file) => (globalThis as { loaded?: string }).loaded === file, { polling: 20 }, file);
}

export const moduleOf = ({ file }: Contestant): string => `contestants/${file}.js`;

/** Runs `look` in a page of a contestant's own: no other shares its storage and channels. */
export async function inOwnPage<Result>(blank: Blank, files: readonly string[], look: (page: Page) => Promise<Result>): Promise<Result> {
  const context = await blank.browser.createBrowserContext();
  try {
    return await look(await blank.open(context, ...files));
  } finally {
    await context.close();
  }
}
