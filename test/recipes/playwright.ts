import assert from 'node:assert/strict';
import { it } from 'node:test';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/browsers.mjs';

// What the recipes use of @playwright/test, which comes with browsers of its own: its page is the real one.

interface Fixtures {
  readonly page: Page;
}
type Body = (fixtures: Fixtures) => Promise<void>;

/** Milliseconds: longer than there, for busy machines. */
const PATIENCE = 20_000;

let baseURL = '';
let hooks: Body[] = [];
let browser: Promise<Browser> | undefined;

/** Recipes that are loaded from now on are somebody's tests of this app. */
export function configure(address: string): void {
  baseURL = address;
  hooks = [];
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
}

async function run(address: string, bodies: readonly Body[]): Promise<void> {
  browser ??= chromium.launch({ executablePath: findChromium() ?? '' });
  const context = await (await browser).newContext({ baseURL: address });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    for (const body of bodies) await body({ page });
  } finally {
    await context.close();
  }
}

export function test(name: string, body: Body): void {
  const [address, before] = [baseURL, hooks];
  it(name, () => run(address, [...before, body]));
}

test.beforeEach = (hook: Body) => void hooks.push(hook);

/** Each assertion waits a while, as there. */
export function expect(subject: unknown) {
  const locator = subject as Locator;
  return {
    toBeVisible: () => locator.waitFor({ state: 'visible', timeout: PATIENCE }),
    toBeHidden: () => locator.waitFor({ state: 'hidden', timeout: PATIENCE }),
    toHaveURL: (url: string | RegExp) => (subject as Page).waitForURL(url, { timeout: PATIENCE }),
    toBe: (value: unknown) => assert.equal(subject, value),
    toBeGreaterThan: (value: number) => assert.ok(Number(subject) > value, `${String(subject)} is not greater than ${value}`),
  };
}
