import { registerHooks } from 'node:module';

/** What recipes import, as it is at hand. */
const AT_HAND: Readonly<Record<string, string>> = {
  '@playwright/test': './playwright.ts',
  'idle-timeout-element': '../../src/index.ts',
  'idle-timeout-element/testing': '../../src/testing/index.ts',
};

registerHooks({
  resolve(name, context, next) {
    const path = AT_HAND[name];
    return path ? { url: new URL(path, import.meta.url).href, shortCircuit: true } : next(name, context);
  },
});

/** Registers what a recipe tests. */
export async function loadRecipe(code: string): Promise<void> {
  await import(`data:text/javascript,${encodeURIComponent(code)}`);
}
